package models

import (
	"context"
	"fmt"
	"time"
)

// AnswerRevised: the wording of a published answer was changed, with a note.
const AnswerRevised EventKind = "revised"

// Revision is an earlier wording of a published answer, and why it was changed.
type Revision struct {
	Found       string    `json:"found"`
	Action      string    `json:"action"`
	Responsible string    `json:"responsible"`
	Law         string    `json:"law"`
	Note        string    `json:"note"`
	At          time.Time `json:"at"`
}

// revisionsOfAnswer reads those of the answer w, the newest first, without a query more.
const revisionsOfAnswer = `coalesce((
	select json_agg(json_build_object('found', r.found, 'action', r.action, 'responsible', r.responsible, 'law', r.law,
		'note', r.note, 'at', r.at) order by r.id desc)
	from answer_revisions r where r.answer_id = w.id), '[]')`

// AnswerChange is a new wording of a published answer. What was promised, what it
// costs and when it came cannot be reworded.
type AnswerChange struct {
	Found, Action, Responsible, Law string
	Note                            string // why, for everyone to read
}

// ReviseAnswer changes the wording of a published answer. The old one stays public
// with the note. revision is how many there were when the new wording was typed:
// ErrStale when there are more now. ErrForbidden: the user does not head the body
// that gave the answer.
func (s *Store) ReviseAnswer(ctx context.Context, appeal, answer int64, by Official, revision int, in AnswerChange) error {
	err := s.tx(ctx, func(tx *Store) error {
		a, err := tx.lockAppeal(ctx, appeal)
		if err != nil {
			return err
		}
		var old struct {
			BodyID                          int64
			Refusal                         bool
			Found, Action, Responsible, Law string
			Revisions                       int
		}
		if err := tx.readOne(ctx, &old, `
			select body_id, refusal, found, action, responsible, law,
				(select count(*) from answer_revisions r where r.answer_id = w.id) as revisions
			from answers w where id = ? and appeal_id = ?`, answer, a.ID); err != nil {
			return err
		}
		if old.BodyID != by.BodyID {
			return ErrForbidden
		}
		if err := tx.heads(ctx, by); err != nil {
			return err
		}
		problems := Invalid{}
		if in.check(problems, old.Refusal); len(problems) > 0 {
			return problems
		}
		masked, err := tx.maskedBefore(ctx, a.ID, in.Found, in.Action, in.Responsible, in.Law)
		if err != nil {
			return err
		}
		if old.Revisions != revision || masked {
			return ErrStale
		}
		if in.Found == old.Found && in.Action == old.Action && in.Responsible == old.Responsible && in.Law == old.Law {
			return Invalid{"action": {Key: "problem.nothing_changed"}}
		}
		if _, err := tx.exec(ctx, `
			insert into answer_revisions (answer_id, found, action, responsible, law, note, user_id, at)
			values (?, ?, ?, ?, ?, ?, ?, ?)`,
			answer, old.Found, old.Action, old.Responsible, old.Law, in.Note, NilIfZero(by.UserID), tx.Now()); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `update answers set found = ?, action = ?, responsible = ?, law = ? where id = ?`,
			in.Found, in.Action, in.Responsible, in.Law, answer); err != nil {
			return err
		}
		if err := tx.reassess(ctx, answer); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: a.ID, Kind: AnswerRevised, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Text: in.Note}})
	})
	if err != nil {
		return fmt.Errorf("revise answer %d: %w", answer, err)
	}
	return nil
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
