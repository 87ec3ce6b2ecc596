package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
)

// Dossier is an appeal with everything that its public page tells.
type Dossier struct {
	Appeal
	Responsible Body
	Trail       []Place // from the oblast down to the place of the appeal
	Events      []EventLine
	Answers     []Answer // newest first
	Verdicts    []VerdictCount
	Pictures    []Picture // of the appeal itself
	Escalation  *Escalation
	Works       []WorkCard  // explanations that touch it
	Neighbours  []Card      // like it: the same category in the same district
	Around      []Dot       // settlements near it, for the small picture of where
	Authorship  *Authorship // what only its author is told; nil for everybody else
}

// EventLine is an event with the names that its line shows.
type EventLine struct {
	Event
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"` // of the body it went to
}

// Answer is a structured answer of a body.
type Answer struct {
	ID          int64
	Round       int
	BodyID      int64
	BodyName    Names `gorm:"embedded;embeddedPrefix:body_"`
	PostName    Names `gorm:"embedded;embeddedPrefix:post_"` // of the head who signs
	Lang        string
	Found       string
	Action      string
	Responsible string // a post, never a person
	Cost        *int64 // tenge; nil: not said
	Funding     string
	Refusal     bool
	Law         string
	Complaint   string
	Due         calendar.Date // the term as it stood
	At          time.Time
	Revisions   []Revision `gorm:"serializer:json"` // earlier wordings, the newest first
	Promises    []Promise  `gorm:"-"`
	Proof       []Picture  `gorm:"-"`
}

// Promise is one date of an answer, with its countdown.
type Promise struct {
	ID         int64
	AnswerID   int64
	BodyID     int64
	Text       string
	FirstDue   calendar.Date
	Due        calendar.Date
	Moved      int
	Outcome    string // "", kept, broken
	OutcomeAt  *time.Time
	Proof      string
	MoveReason string // of the newest move
}

// Picture is a picture with its place on the page.
type Picture struct {
	Digest        string
	Width, Height int
	Role          string // problem, proof, before, after
	Alt           string
	AnswerID      int64
}

// VerdictCount counts who judged an answer how; the author apart from those who gave a voice.
type VerdictCount struct {
	ByAuthor bool
	Verdict  string
	Count    int
	Text     string // of the author
}

// Escalation is the way an open appeal has gone up.
type Escalation struct {
	ToName Names `gorm:"embedded;embeddedPrefix:to_"`
	Ground string
	At     time.Time
	Due    calendar.Date
}

// Dot is a settlement on the small picture of where.
type Dot struct {
	Code     string
	Name     Names `gorm:"embedded;embeddedPrefix:name_"`
	Lat, Lon float64
}

// Dossier returns a public appeal by its number, in a fixed number of queries.
// ErrNotFound: there is none, or it is not public yet. *Gone: it has been taken
// out of view or was rejected, with the public reason.
func (s *Store) Dossier(ctx context.Context, number string) (Dossier, error) {
	return s.DossierFor(ctx, number, 0)
}

// DossierFor is Dossier for a user, who sees an own appeal whatever has become
// of it; 0 is the public.
func (s *Store) DossierFor(ctx context.Context, number string, user int64) (d Dossier, err error) {
	own := false
	d, err = s.dossier(ctx, number, func(row dossierRow) error {
		own = user != 0 && row.AuthorID != nil && *row.AuthorID == user
		switch {
		case row.Public || own:
			return nil
		case row.Status == Rejected || row.HiddenAt != nil:
			return &Gone{Number: number, Reason: row.GoneReason, Text: row.GoneText}
		}
		return ErrNotFound
	})
	if err == nil && own {
		if err = s.dossierAuthorship(ctx, &d); err != nil {
			err = fmt.Errorf("appeal %s: %w", number, err)
		}
	}
	return d, err
}

// dossierRow is the row of an appeal with what decides who may see it.
type dossierRow struct {
	Appeal
	Public      bool
	AuthorID    *int64
	Responsible Body `gorm:"embedded;embeddedPrefix:responsible_"`
	GoneReason  string
	GoneText    string
}

// dossier reads an appeal with everything about it, unless may refuses its row.
func (s *Store) dossier(ctx context.Context, number string, may func(dossierRow) error) (d Dossier, err error) {
	if !IsAppealNumber(number) {
		return d, ErrNotFound
	}
	var row dossierRow
	err = s.readOne(ctx, &row, `
		select `+cardColumns+`,
			a.kind, a.body, coalesce(a.register_no, '') as register_no, coalesce(a.eotinish_no, '') as eotinish_no, a.body_id,
			case when a.author_shown then coalesce(u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end, '') else '' end as author_name,
			a.lat, a.lon, a.published_at, a.registered_on, a.redirect_by, a.overdue_at, coalesce(m.number, '') as merged_number,
			a.hidden_at, a.private, a.voices_checked, a.voices_local, a.voices_at, a.public, a.author_id,
			b.id as responsible_id, coalesce(b.place_code, '') as responsible_place_code, b.kind as responsible_kind, b.level as responsible_level,
			b.name_kk as responsible_name_kk, b.name_ru as responsible_name_ru, b.name_en as responsible_name_en,
			b.post_kk as responsible_post_kk, b.post_ru as responsible_post_ru, b.post_en as responsible_post_en,
			coalesce(mo.reason_code, '') as gone_reason, coalesce(mo.text, '') as gone_text
		from appeals a
		join places p on p.code = a.place_code
		join bodies b on b.id = a.body_id
		left join users u on u.id = a.author_id
		left join appeals m on m.id = a.merged_into
		left join lateral (
			select reason_code, text from moderations
			where appeal_id = a.id and act in ('reject', 'hide', 'private') order by at desc limit 1) mo on true
		where a.number = ?`, number)
	if err != nil {
		return d, fmt.Errorf("appeal %s: %w", number, err)
	}
	if err = may(row); err != nil {
		return d, err
	}
	d.Appeal, d.Responsible = row.Appeal, row.Responsible
	for _, part := range []func(context.Context, *Dossier) error{
		s.dossierTrail, s.dossierEvents, s.dossierAnswers, s.dossierVerdicts, s.dossierPictures,
		s.dossierEscalation, s.dossierWorks, s.dossierNeighbours, s.dossierAround,
	} {
		if err := part(ctx, &d); err != nil {
			return d, fmt.Errorf("appeal %s: %w", number, err)
		}
	}
	return d, nil
}

func (s *Store) dossierTrail(ctx context.Context, d *Dossier) (err error) {
	d.Trail, err = s.PlaceTrail(ctx, d.PlaceCode)
	return err
}

func (s *Store) dossierEvents(ctx context.Context, d *Dossier) error {
	return s.read(ctx, &d.Events, `
		select e.id, e.appeal_id, e.kind, e.at, e.actor, e.body_id, e.data,
			coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en,
			coalesce(t.name_kk, '') as to_kk, coalesce(t.name_ru, '') as to_ru, coalesce(t.name_en, '') as to_en
		from events e
		left join bodies b on b.id = e.body_id
		left join bodies t on t.id = (e.data ->> 'to_body')::bigint
		where e.appeal_id = ?
		order by e.at, e.id`, d.ID)
}

func (s *Store) dossierAnswers(ctx context.Context, d *Dossier) error {
	if err := s.read(ctx, &d.Answers, `
		select w.id, w.round, w.body_id, w.lang, w.found, w.action, w.responsible, w.cost, w.funding, w.refusal, w.law, w.complaint, w.due, w.at,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en,
			b.post_kk, b.post_ru, b.post_en, `+revisionsOfAnswer+` as revisions
		from answers w join bodies b on b.id = w.body_id
		where w.appeal_id = ?
		order by w.round desc`, d.ID); err != nil {
		return err
	}
	var promises []Promise
	if err := s.read(ctx, &promises, `
		select p.id, p.answer_id, p.body_id, p.text, p.first_due, p.due, p.moved, coalesce(p.outcome, '') as outcome, p.outcome_at, p.proof,
			coalesce((select m.reason from promise_moves m where m.promise_id = p.id order by m.at desc limit 1), '') as move_reason
		from promises p where p.appeal_id = ?
		order by p.due, p.id`, d.ID); err != nil {
		return err
	}
	for i := range d.Answers {
		for _, p := range promises {
			if p.AnswerID == d.Answers[i].ID {
				d.Answers[i].Promises = append(d.Answers[i].Promises, p)
			}
		}
	}
	return nil
}

func (s *Store) dossierVerdicts(ctx context.Context, d *Dossier) error {
	return s.read(ctx, &d.Verdicts, `
		select by_author, verdict, count(*) as count, coalesce(max(text) filter (where by_author), '') as text
		from verdicts
		where answer_id = (select id from answers where appeal_id = ? order by round desc limit 1)
		group by by_author, verdict
		order by by_author desc, verdict`, d.ID)
}

// dossierPictures reads the pictures of the appeal and those that prove its answers.
func (s *Store) dossierPictures(ctx context.Context, d *Dossier) error {
	var pictures []Picture
	if err := s.read(ctx, &pictures, `
		select p.digest, m.width, m.height, p.role, p.alt, coalesce(p.answer_id, 0) as answer_id
		from pictures p join media m on m.digest = p.digest
		where p.appeal_id = ? or p.answer_id in (select id from answers where appeal_id = ?)
		order by p.position, p.id`, d.ID, d.ID); err != nil {
		return err
	}
	for _, p := range pictures {
		if p.AnswerID == 0 {
			d.Pictures = append(d.Pictures, p)
			continue
		}
		for i := range d.Answers {
			if d.Answers[i].ID == p.AnswerID {
				d.Answers[i].Proof = append(d.Answers[i].Proof, p)
			}
		}
	}
	return nil
}

func (s *Store) dossierEscalation(ctx context.Context, d *Dossier) error {
	var open []Escalation
	err := s.read(ctx, &open, `
		select b.name_kk as to_kk, b.name_ru as to_ru, b.name_en as to_en, e.ground, e.at, e.due
		from escalations e join bodies b on b.id = e.to_body
		where e.appeal_id = ? and e.closed_at is null`, d.ID)
	if len(open) > 0 {
		d.Escalation = &open[0]
	}
	return err
}

func (s *Store) dossierWorks(ctx context.Context, d *Dossier) error {
	return s.read(ctx, &d.Works, `
		select `+workCardColumns+`
		from work_appeals wa join works w on w.id = wa.work_id join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where wa.appeal_id = ? and w.published_at <= ?
		order by w.published_at desc limit 5`, d.ID, s.Now())
}

func (s *Store) dossierNeighbours(ctx context.Context, d *Dossier) error {
	lo, hi := PlaceRange((d.PlaceCode[:4] + "00000"))
	return s.read(ctx, &d.Neighbours, `
		select `+cardColumns+`
		from appeals a join places p on p.code = a.place_code
		where a.public and a.category_code = ? and a.place_code between ? and ? and a.id <> ?
		order by a.received_at desc, a.id desc limit 4`, d.CategoryCode, lo, hi, d.ID)
}

func (s *Store) dossierAround(ctx context.Context, d *Dossier) error {
	return s.dotsAround(ctx, &d.Around, d.PlaceCode)
}

// dotsAround reads the settlements with known coordinates in the district of a place.
func (s *Store) dotsAround(ctx context.Context, dots *[]Dot, code string) error {
	lo, hi := PlaceRange(code[:4] + "00000")
	return s.read(ctx, dots, `
		select code, name_kk, name_ru, name_en, lat, lon from places
		where code between ? and ? and lat is not null and level >= 3 and retired_on is null
		order by code limit 60`, lo, hi)
}
