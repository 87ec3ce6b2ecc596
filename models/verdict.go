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

// Verdicts lists those of an author, VoiceVerdicts those of whoever gave a voice, the best first.
var (
	Verdicts      = []Verdict{Solved, Partly, Unsolved}
	VoiceVerdicts = []Verdict{Solved, Unsolved}
)

// VerdictPictures is how many pictures an author may add to a verdict.
const VerdictPictures = 3

// CanBeJudged: there is an answer, and nothing has been decided about it. A
// refusal is not judged but goes up, see EscalateAppeal.
func (a Appeal) CanBeJudged() bool { return a.Status == Answered }

// CheckVerdict notes what is wrong with an author's verdict, pictures apart.
func CheckVerdict(v Verdict, text string) Invalid {
	problems := Invalid{}
	OneOf(problems, "verdict", v, Verdicts)
	if problems.Text("text", text, 0, 2000) == "" && v == Unsolved {
		problems["text"] = Problem{Key: "problem.required"}
	}
	return problems
}

// JudgeAnswer gives a verdict on the newest answer, once a person; the same again
// right away is one press too many and changes nothing. The author's closes the
// appeal (solved) or opens it again with a fresh, short clock (unsolved, which needs a
// text), and may show pictures. Those who gave a voice and whose identity is
// checked say solved or not, and are only counted.
func (s *Store) JudgeAnswer(ctx context.Context, id, user int64, v Verdict, text string, pictures ...KeptPicture) error {
	problems := Invalid{}
	OneOf(problems, "verdict", v, Verdicts)
	text = problems.Text("text", text, 0, 2000)
	problems.fewPictures(pictures, VerdictPictures)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "judge the answer to", id, func(tx *Store, a lockedAppeal) error {
		byAuthor := a.isBy(user)
		if !byAuthor {
			if err := tx.mayJudge(ctx, a, user); err != nil {
				return err
			}
			if OneOf(problems, "verdict", v, VoiceVerdicts); len(problems) > 0 {
				return problems
			}
			pictures = nil
		}
		if same, err := tx.sameVerdict(ctx, a, user, v); err != nil || same {
			return err
		}
		if !a.CanBeJudged() {
			return ErrState
		}
		if byAuthor && a.goesOut() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		if byAuthor && v == Unsolved && text == "" {
			return Invalid{"text": {Key: "problem.required"}}
		}
		var written []int64
		if err := tx.read(ctx, &written, `
			insert into verdicts (appeal_id, answer_id, user_id, by_author, verdict, text, at)
			select ?, w.id, ?, ?, ?, ?, ? from answers w where w.appeal_id = ? and w.round = ?
			on conflict do nothing returning id`, id, user, byAuthor, v, text, tx.Now(), id, a.Rounds); err != nil {
			return err
		}
		if len(written) == 0 {
			return ErrState
		}
		if err := tx.show(ctx, "verdict_id", written[0], "proof", pictures); err != nil {
			return err
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

// JudgeAsVoice is JudgeAnswer for whoever is not the author. ErrForbidden: they are.
func (s *Store) JudgeAsVoice(ctx context.Context, id, user int64, v Verdict) error {
	problems := Invalid{}
	if OneOf(problems, "verdict", v, VoiceVerdicts); len(problems) > 0 {
		return problems
	}
	var author bool
	if err := s.read(ctx, &author, `select exists (select 1 from appeals where id = ? and author_id = ?)`, id, user); err != nil {
		return err
	}
	if author {
		return ErrForbidden
	}
	return s.JudgeAnswer(ctx, id, user, v, "")
}

// mayJudge: one who has given the appeal a voice, whose identity is checked, and whose
// own work it is not.
func (s *Store) mayJudge(ctx context.Context, a lockedAppeal, user int64) error {
	if err := s.RequireLevel(ctx, user, 2); err != nil {
		return err
	}
	if err := s.notOfOffice(ctx, a, user); err != nil {
		return err
	}
	return s.hasVoice(ctx, a.ID, user)
}

// hasVoice returns ErrForbidden unless a user has given an appeal a voice.
func (s *Store) hasVoice(ctx context.Context, appeal, user int64) error {
	var voiced bool
	if err := s.read(ctx, &voiced, `select exists (select 1 from voices where appeal_id = ? and user_id = ?)`, appeal, user); err != nil {
		return err
	}
	if !voiced {
		return ErrForbidden
	}
	return nil
}

// followVerdict does what the author's verdict asks for; the event says so in
// one line, not in two.
func (s *Store) followVerdict(ctx context.Context, a lockedAppeal, v Verdict, event *Event) error {
	switch v {
	case Solved:
		event.Kind = Confirmed
		if _, err := s.exec(ctx, `update appeals set status = ? where id = ?`, ResolvedConfirmed, a.ID); err != nil {
			return err
		}
		return s.closeEscalation(ctx, a, OutcomeSettled)
	case Unsolved:
		event.Kind = Reopened
		due, err := s.startClock(ctx, a.ID, RuleReopened, s.Today(), calendar.ReopenedDays)
		if err != nil {
			return err
		}
		event.Data.Due = due.String()
		_, err = s.exec(ctx, `update appeals set status = ? where id = ?`, Contested, a.ID)
		return err
	}
	return nil // partly: it stays answered, and does not lapse
}
