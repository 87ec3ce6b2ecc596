package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/database"
)

// AnswerRevised is the event of a changed wording of a published answer.
const AnswerRevised EventKind = "revised"

// Revision is an earlier wording of a published answer, with the note that explains its change.
type Revision struct {
	AnswerWording
	Note string    `json:"note"`
	At   time.Time `json:"at"`
}

// revisionsOfAnswer is the SQL expression for the revisions of the answer w, the newest first.
const revisionsOfAnswer = `coalesce((
	select json_agg(json_build_object('found', r.found, 'action', r.action, 'responsible', r.responsible, 'law', r.law,
		'note', r.note, 'at', r.at) order by r.id desc)
	from answer_revisions r where r.answer_id = w.id), '[]')`

// revisionRow is a row of answer_revisions.
type revisionRow struct {
	ID, AnswerID int64
	Revision     `gorm:"embedded"`
	UserID       *int64
}

func (revisionRow) TableName() string { return "answer_revisions" }

// AnswerChange is a new wording of a published answer.
type AnswerChange struct {
	AnswerWording
	Note string // the public reason
}

// ReviseAnswer changes the wording of a published answer. The old wording stays public with the
// note. revision is the number of revisions that the user saw: ErrStale for more now. It returns
// ErrForbidden unless the user is the head of the body that gave the answer.
func (s *Store) ReviseAnswer(ctx context.Context, appeal, answer int64, by Official, revision int, in AnswerChange) error {
	err := s.tx(ctx, func(tx *Store) error {
		a, err := tx.lockAppeal(ctx, appeal)
		if err != nil {
			return err
		}
		old, err := database.Rows[answerRow](tx.db).Where("id = ? and appeal_id = ?", answer, a.ID).Take(ctx)
		if err != nil {
			return err
		}
		if old.BodyID != by.BodyID {
			return ErrForbidden
		}
		if err := by.RequireRole(ctx, a.tx, "head"); err != nil {
			return err
		}
		problems := Invalid{}
		if in.check(problems, old.Refusal); len(problems) > 0 {
			return problems
		}
		revisions, err := database.Rows[revisionRow](tx.db).Where("answer_id = ?", answer).Count(ctx, "id")
		if err != nil {
			return err
		}
		masked, err := tx.maskedBefore(ctx, a.ID, in.Found, in.Action, in.Responsible, in.Law)
		if err != nil {
			return err
		}
		if int(revisions) != revision || masked {
			return ErrStale
		}
		if in.AnswerWording == old.Wording() {
			return Invalid{"action": {Key: "problem.nothing_changed"}}
		}
		return a.revise(ctx, by, old, in)
	})
	if err != nil {
		return fmt.Errorf("revise answer %d: %w", answer, err)
	}
	return nil
}

// revise writes the new wording of an answer and keeps the old one.
func (a lockedAppeal) revise(ctx context.Context, by Official, old answerRow, in AnswerChange) error {
	row := revisionRow{AnswerID: old.ID, Revision: Revision{AnswerWording: old.Wording(), Note: in.Note, At: a.tx.Now()}, UserID: NilIfZero(by.UserID)}
	if err := database.Rows[revisionRow](a.tx.db).Create(ctx, &row); err != nil {
		return err
	}
	text := AnswerText{Found: in.Found, Action: in.Action, Responsible: in.Responsible, Law: in.Law}
	if _, err := database.Rows[answerRow](a.tx.db).Where("id = ?", old.ID).Select("found", "action", "responsible", "law").
		Updates(ctx, answerRow{AnswerText: text}); err != nil {
		return err
	}
	if err := reassess(ctx, a.tx, old.ID); err != nil {
		return err
	}
	return a.record(ctx, by, AnswerRevised, EventData{Text: in.Note})
}

func (in *AnswerChange) check(problems Invalid, refusal bool) {
	in.Found = problems.Text("found", in.Found, 0, 10000)
	in.Action = problems.Text("action", in.Action, 1, 10000)
	in.Responsible = problems.Text("responsible", in.Responsible, 0, 300)
	least := 0
	if refusal {
		least = 1
	}
	in.Law = problems.Text("law", in.Law, least, 2000)
	in.Note = problems.Text("note", in.Note, 1, 1000)
}
