package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
	"jauap/models/concrete"
	"jauap/models/database"
	"jauap/models/neardup"
)

// writtenAnswer is an answer with everything that its assessment reads.
type writtenAnswer struct {
	ID, BodyID int64
	Asked      string // title and text of the appeal
	AnswerText `gorm:"embedded"`
	At         time.Time
	Promises   []string `gorm:"serializer:json"`
	Proof      int
	Since      calendar.Date // the registration with the body
}

func (w writtenAnswer) reading() concrete.Reading {
	in := w.AnswerText.concrete(w.Asked)
	in.Promises, in.Proof = w.Promises, w.Proof
	return concrete.Read(in)
}

// concrete returns the text as the rules of concreteness read it.
func (t AnswerText) concrete(asked string) concrete.Answer {
	return concrete.Answer{Asked: asked, Found: t.Found, Action: t.Action, Responsible: t.Responsible, Cost: t.Cost,
		Funding: t.Funding, Law: t.Law, Complaint: t.Complaint}
}

func (w writtenAnswer) shingles() neardup.Shingles { return neardup.ShinglesOf(w.Found, w.Action) }

// IsConcreteSQL is concrete.Suffices for an answer w in SQL; null if it was not read yet.
var IsConcreteSQL = fmt.Sprintf(`(w.concreteness >= %d and not w.missing @> '{%s}' and not w.missing @> '{%s}')`,
	concrete.MinCriteria, concrete.Action, joined(concrete.Checkable))

func joined(criteria []concrete.Criterion) string {
	names := make([]string, len(criteria))
	for i, c := range criteria {
		names[i] = string(c)
	}
	return strings.Join(names, ",")
}

// assessAnswers reads published answers: how concrete they are, how many working days they
// took, and which answers of the same body are nearly the same. Call it in the transaction that
// publishes or rewords them.
func assessAnswers(ctx context.Context, tx *Store, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	var written []writtenAnswer
	if err := tx.read(ctx, &written, `
		select w.id, w.body_id, a.title || E'.\n' || a.text as asked, w.found, w.action, w.responsible, w.cost, w.funding, w.law, w.complaint, w.at,
			coalesce((select json_agg(p.text order by p.id) from promises p where p.answer_id = w.id), '[]') as promises,
			-- a picture that was shown before proves nothing
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
		days[i] = max(0, tx.Reference().Calendar.WorkingDaysBetween(w.Since, calendar.Of(w.At)))
	}
	if _, err := tx.db.Conn().Exec(ctx, `
		update answers w set concreteness = u.mark, rubric = @rubric, missing = u.missing::text[], bands = u.bands::bigint[],
			workdays = coalesce(w.workdays, u.days)
		from unnest(@ids::bigint[], @marks::int[], @missing::text[], @bands::text[], @days::int[]) as u (id, mark, missing, bands, days)
		where w.id = u.id`, pgx.NamedArgs{"rubric": concrete.Version, "ids": order, "marks": marks, "missing": missing,
		"bands": bands, "days": days}); err != nil {
		return fmt.Errorf("assess answers: %w", err)
	}
	return linkNearDuplicates(ctx, tx.db, written)
}

// reassess reads a reworded answer again. An answer that becomes concrete only now took until
// today: otherwise an empty letter of the first day, completed later, would count as quick.
func reassess(ctx context.Context, tx *Store, id int64) error {
	type state struct {
		Concrete bool
		Since    calendar.Date
	}
	read := func() (st state, err error) {
		err = tx.readOne(ctx, &st, `
			select coalesce(`+IsConcreteSQL+`, false) as concrete, a.registered_on as since
			from answers w join appeals a on a.id = w.appeal_id where w.id = ?`, id)
		return st, err
	}
	before, err := read()
	if err != nil {
		return err
	}
	if err := assessAnswers(ctx, tx, id); err != nil {
		return err
	}
	after, err := read()
	if err != nil || before.Concrete || !after.Concrete {
		return err
	}
	_, err = database.Rows[answerRow](tx.db).Where("id = ?", id).
		Update(ctx, "workdays", max(0, tx.Reference().Calendar.WorkingDaysBetween(after.Since, tx.Today())))
	return err
}

// bandsLiteral returns bands as the literal of a PostgreSQL array.
func bandsLiteral(bands []int64) string {
	return "{" + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(bands)), ","), "[]") + "}"
}

// AssessAnswers reads the answers that were not read by the rules in force: those of imported
// registers, and all answers after a change of the rules. It returns their number.
func (s *Store) AssessAnswers(ctx context.Context) (int, error) {
	return s.sweep(ctx, "assess answers", func(tx *Store, _ *int64) (int, error) {
		var ids []int64
		if err := tx.read(ctx, &ids, `
			select id from answers where coalesce(rubric, 0) < ?
			order by coalesce(rubric, 0), id limit ? for no key update skip locked`, concrete.Version, sweepBatch); err != nil {
			return 0, err
		}
		return len(ids), assessAnswers(ctx, tx, ids...)
	})
}
