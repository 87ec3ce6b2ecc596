package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jauap/models/calendar"
	"jauap/models/concrete"
	"jauap/models/neardup"
)

// writtenAnswer is an answer with all that is read in it, and who it was given to.
type writtenAnswer struct {
	ID, BodyID                                          int64
	Asked                                               string // title and text of the appeal
	Found, Action, Responsible, Funding, Law, Complaint string
	Cost                                                *int64
	At                                                  time.Time
	Promises                                            []string `gorm:"serializer:json"`
	Proof                                               int
	Since                                               calendar.Date // of the registration with the body
}

func (w writtenAnswer) reading() concrete.Reading {
	return concrete.Read(concrete.Answer{Asked: w.Asked, Found: w.Found, Action: w.Action, Responsible: w.Responsible, Cost: w.Cost,
		Funding: w.Funding, Promises: w.Promises, Law: w.Law, Complaint: w.Complaint, Proof: w.Proof})
}

func (w writtenAnswer) shingles() neardup.Shingles { return neardup.ShinglesOf(w.Found, w.Action) }

// isConcrete says in SQL of an answer w what concrete.Suffices says; null: it was not read yet.
var IsConcreteSQL = fmt.Sprintf(`(w.concreteness >= %d and not w.missing @> '{%s}' and not w.missing @> '{%s}')`,
	concrete.MinCriteria, concrete.Action, joined(concrete.Checkable))

func joined(criteria []concrete.Criterion) string {
	names := make([]string, len(criteria))
	for i, c := range criteria {
		names[i] = string(c)
	}
	return strings.Join(names, ",")
}

// assessAnswers reads published answers: how concrete they are, how many working days
// they took, and which of the body's say the same. It belongs in the transaction that
// publishes or rewords them.
func (s *Store) assessAnswers(ctx context.Context, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	var written []writtenAnswer
	if err := s.read(ctx, &written, `
		select w.id, w.body_id, a.title || E'.\n' || a.text as asked, w.found, w.action, w.responsible, w.cost, w.funding, w.law, w.complaint, w.at,
			coalesce((select json_agg(p.text order by p.id) from promises p where p.answer_id = w.id), '[]') as promises,
			-- what was shown before proves nothing new
			(select count(*) from pictures p where p.answer_id = w.id
				and not exists (select 1 from picture_repeats r where r.picture_id = p.id)) as proof,
			a.registered_on as since
		from answers w join appeals a on a.id = w.appeal_id
		where w.id in ?
		order by w.id`, ids); err != nil {
		return err
	}
	n := len(written)
	marks, days := make([]int, n), make([]int, n)
	order, missing, bands := make([]int64, n), make([]string, n), make([]string, n)
	for i, w := range written {
		reading := w.reading()
		order[i], marks[i], missing[i] = w.ID, reading.Score(), "{"+strings.Join(reading.Missing(), ",")+"}"
		bands[i] = bandsLiteral(w.shingles().Bands(w.BodyID))
		days[i] = max(0, s.Reference().Calendar.WorkingDaysBetween(w.Since, calendar.Of(w.At)))
	}
	if _, err := s.db.Conn().Exec(ctx, `
		update answers w set concreteness = u.mark, rubric = $1, missing = u.missing::text[], bands = u.bands::bigint[], workdays = coalesce(w.workdays, u.days)
		from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::int[]) as u (id, mark, missing, bands, days)
		where w.id = u.id`, concrete.Version, order, marks, missing, bands, days); err != nil {
		return fmt.Errorf("assess answers: %w", err)
	}
	return s.linkTwins(ctx, written)
}

// reassess reads a reworded answer anew. One that becomes concrete only now took until
// now: else an empty letter of the first day, filled in later, would count as quick.
func (s *Store) reassess(ctx context.Context, id int64) error {
	type state struct {
		Concrete bool
		Since    calendar.Date
	}
	read := func() (st state, err error) {
		err = s.readOne(ctx, &st, `
			select coalesce(`+IsConcreteSQL+`, false) as concrete, a.registered_on as since
			from answers w join appeals a on a.id = w.appeal_id where w.id = ?`, id)
		return st, err
	}
	before, err := read()
	if err != nil {
		return err
	}
	if err := s.assessAnswers(ctx, id); err != nil {
		return err
	}
	after, err := read()
	if err != nil || before.Concrete || !after.Concrete {
		return err
	}
	_, err = s.exec(ctx, `update answers set workdays = ? where id = ?`,
		max(0, s.Reference().Calendar.WorkingDaysBetween(after.Since, s.Today())), id)
	return err
}

// bandsLiteral writes bands as PostgreSQL reads an array.
func bandsLiteral(bands []int64) string {
	return "{" + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(bands)), ","), "[]") + "}"
}

// AssessAnswers reads the answers that no one has read by the rules in force: those of
// registers, and all after the rules have changed. It returns how many.
func (s *Store) AssessAnswers(ctx context.Context) (int, error) {
	return s.sweep(ctx, "assess answers", func(tx *Store, _ *int64) (int, error) {
		var ids []int64
		if err := tx.read(ctx, &ids, `
			select id from answers where coalesce(rubric, 0) < ?
			order by coalesce(rubric, 0), id limit ? for no key update skip locked`, concrete.Version, sweepBatch); err != nil {
			return 0, err
		}
		return len(ids), tx.assessAnswers(ctx, ids...)
	})
}
