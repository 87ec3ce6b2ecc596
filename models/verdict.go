package models

import (
	"context"

	"jauap/models/calendar"
)

// Verdict is what a resident says of an answer.
type Verdict string

const (
	Solved   Verdict = "solved"
	Partly   Verdict = "partly"
	Unsolved Verdict = "unsolved"
)

// Verdicts lists them, the best first.
var Verdicts = []Verdict{Solved, Partly, Unsolved}

// CanBeJudged: there is an answer, and nothing has been decided about it. A
// refusal is not judged but goes up, see EscalateAppeal.
func (a Appeal) CanBeJudged() bool { return a.Status == Answered }

// JudgeAnswer gives a verdict on the newest answer, once a person. The author's
// closes the appeal (solved) or opens it again with a fresh clock (unsolved,
// which needs a text). Those who gave a voice and whose identity is checked
// are only counted.
func (s *Store) JudgeAnswer(ctx context.Context, id, user int64, v Verdict, text string) error {
	problems := Invalid{}
	oneOf(problems, "verdict", v, Verdicts)
	text = problems.text("text", text, 0, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "judge the answer to", id, func(tx *Store, a held) error {
		byAuthor := a.isBy(user)
		if !byAuthor {
			if err := tx.mayJudge(ctx, a, user); err != nil {
				return err
			}
		}
		if !a.CanBeJudged() {
			return ErrState
		}
		if byAuthor && v == Unsolved && text == "" {
			return Invalid{"text": {Key: "problem.required"}}
		}
		written, err := tx.exec(ctx, `
			insert into verdicts (appeal_id, answer_id, user_id, by_author, verdict, text, at)
			select ?, w.id, ?, ?, ?, ?, ? from answers w where w.appeal_id = ? and w.round = ?
			on conflict do nothing`, id, user, byAuthor, v, text, tx.Now(), id, a.Rounds)
		if err != nil {
			return err
		}
		if written == 0 {
			return ErrState
		}
		event := Event{AppealID: id, Kind: VerdictGiven, Actor: ByResident, UserID: &user, BodyID: &a.BodyID,
			Data: EventData{Verdict: string(v), Text: text}}
		if byAuthor {
			event.Actor = ByAuthor
			if err := tx.followVerdict(ctx, a, v, &event); err != nil {
				return err
			}
		}
		return tx.record(ctx, event)
	})
}

// mayJudge: one who has given the appeal a voice and whose identity is checked.
func (s *Store) mayJudge(ctx context.Context, a held, user int64) error {
	if err := s.hasStanding(ctx, user, 2); err != nil {
		return err
	}
	var voiced bool
	if err := s.read(ctx, &voiced, `select exists (select 1 from voices where appeal_id = ? and user_id = ?)`, a.ID, user); err != nil {
		return err
	}
	if !voiced {
		return ErrForbidden
	}
	return nil
}

// followVerdict does what the author's verdict asks for; the event says so in
// one line, not in two.
func (s *Store) followVerdict(ctx context.Context, a held, v Verdict, event *Event) error {
	switch v {
	case Solved:
		event.Kind = Confirmed
		if _, err := s.exec(ctx, `update appeals set status = ? where id = ?`, ResolvedConfirmed, a.ID); err != nil {
			return err
		}
		return s.closeEscalation(ctx, a, OutcomeSettled)
	case Unsolved:
		event.Kind = Reopened
		due, err := s.startClock(ctx, a.ID, RuleReopened, s.Today(), calendar.AnswerDays)
		if err != nil {
			return err
		}
		event.Data.Due = due.String()
		_, err = s.exec(ctx, `update appeals set status = ? where id = ?`, Contested, a.ID)
		return err
	}
	return nil // partly: it stays answered, and does not lapse
}
