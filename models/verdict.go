package models

import (
	"context"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// Verdict is the judgement of a resident on an answer.
type Verdict string

const (
	Solved   Verdict = "solved"
	Partly   Verdict = "partly"
	Unsolved Verdict = "unsolved"
)

// Verdicts lists the verdicts of an author, VoiceVerdicts those of users who gave a voice, the
// best first.
var (
	Verdicts      = []Verdict{Solved, Partly, Unsolved}
	VoiceVerdicts = []Verdict{Solved, Unsolved}
)

// VerdictPictures is how many pictures an author may add to a verdict.
const VerdictPictures = 3

// verdictRow is a row of verdicts.
type verdictRow struct {
	ID, AppealID, AnswerID, UserID int64
	ByAuthor                       bool
	Verdict                        Verdict
	Text                           string
	At                             time.Time
}

func (verdictRow) TableName() string { return "verdicts" }

// CanBeJudged reports whether the appeal has an answer without a final verdict. A refusal has
// no verdicts: the author can escalate it, see EscalateAppeal.
func (a Appeal) CanBeJudged() bool { return a.Status == Answered }

// CheckVerdict returns the problems of an author's verdict, except those of its pictures.
func CheckVerdict(v Verdict, text string) Invalid {
	problems := Invalid{}
	OneOf(problems, "verdict", v, Verdicts)
	if problems.Text("text", text, 0, 2000) == "" && v == Unsolved {
		problems["text"] = Problem{Key: "problem.required"}
	}
	return problems
}

// JudgeAnswer gives a verdict on the newest answer, one of each user; the same again within
// a short time is a double submit and changes nothing. The author's verdict closes the appeal
// (solved) or reopens it with a short new term (unsolved, which needs a text), and may have
// pictures. Users who gave a voice and have a checked identity say solved or unsolved, and are
// only counted.
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
			if err := a.mayJudge(ctx, user); err != nil {
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
		if byAuthor && a.isOpen() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		if byAuthor && v == Unsolved && text == "" {
			return Invalid{"text": {Key: "problem.required"}}
		}
		return a.judge(ctx, verdictRow{AppealID: id, UserID: user, ByAuthor: byAuthor, Verdict: v, Text: text, At: tx.Now()}, pictures)
	})
}

// judge writes a verdict on the newest answer; ErrState if the user has given one.
func (a lockedAppeal) judge(ctx context.Context, row verdictRow, pictures []KeptPicture) error {
	answer, err := database.Rows[answerRow](a.tx.db).Select("id").Where("appeal_id = ? and round = ?", a.ID, a.Rounds).Take(ctx)
	if err != nil {
		return err
	}
	row.AnswerID = answer.ID
	created, err := database.CreateNew(ctx, a.tx.db, &row)
	if err != nil {
		return err
	}
	if !created {
		return ErrState
	}
	if err := show(ctx, a.tx.db, pictureRow{VerdictID: &row.ID, Role: "proof"}, pictures); err != nil {
		return err
	}
	event := Event{AppealID: a.ID, Kind: VerdictGiven, Actor: ByResident, UserID: &row.UserID, BodyID: &a.BodyID,
		Data: EventData{Verdict: string(row.Verdict), Text: row.Text}}
	if row.ByAuthor {
		event.Actor = ByAuthor
		if err := a.followVerdict(ctx, row.Verdict, &event); err != nil {
			return err
		}
	}
	return a.tx.record(ctx, event)
}

// JudgeAsVoice is JudgeAnswer for users who gave a voice; the author gets ErrForbidden.
func (s *Store) JudgeAsVoice(ctx context.Context, id, user int64, v Verdict) error {
	problems := Invalid{}
	if OneOf(problems, "verdict", v, VoiceVerdicts); len(problems) > 0 {
		return problems
	}
	appeal, err := database.Rows[appealRow](s.db).Select("author_id").Where("id = ?", id).Take(ctx)
	if err != nil {
		return err
	}
	if appeal.AuthorID != nil && *appeal.AuthorID == user {
		return ErrForbidden
	}
	return s.JudgeAnswer(ctx, id, user, v, "")
}

// mayJudge returns ErrForbidden unless the user gave the appeal a voice, has a checked
// identity, and does not work for the body.
func (a lockedAppeal) mayJudge(ctx context.Context, user int64) error {
	if err := a.tx.RequireLevel(ctx, user, 2); err != nil {
		return err
	}
	if err := a.notOfOffice(ctx, user); err != nil {
		return err
	}
	return a.hasVoice(ctx, user)
}

// hasVoice returns ErrForbidden unless the user gave the appeal a voice.
func (a lockedAppeal) hasVoice(ctx context.Context, user int64) error {
	var voiced bool
	if err := a.tx.read(ctx, &voiced, `select exists (select 1 from voices where appeal_id = ? and user_id = ?)`, a.ID, user); err != nil {
		return err
	}
	if !voiced {
		return ErrForbidden
	}
	return nil
}

// followVerdict applies the author's verdict to the appeal, and completes the event: one event
// has both the verdict and its effect.
func (a lockedAppeal) followVerdict(ctx context.Context, v Verdict, event *Event) error {
	switch v {
	case Solved:
		event.Kind = Confirmed
		if err := a.update(ctx, appealRow{Status: ResolvedConfirmed}, "status"); err != nil {
			return err
		}
		return a.closeEscalation(ctx, OutcomeSettled)
	case Unsolved:
		event.Kind = Reopened
		due, err := a.startClock(ctx, RuleReopened, a.tx.Today(), calendar.ReopenedDays)
		if err != nil {
			return err
		}
		event.Data.Due = due.String()
		return a.update(ctx, appealRow{Status: Contested}, "status")
	}
	return nil // partly: the appeal stays answered, and does not lapse
}
