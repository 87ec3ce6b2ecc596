package demo

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

// doing turns a step into the act of the Store that it stands for.
func (l *life) doing(s step, at time.Time) func(ctx context.Context, store *models.Store) error {
	text := l.dated(s.Text)
	photos := s.Proof
	if s.Answer != nil {
		photos = s.Answer.Proof
	}
	proof := l.f.sketch(at, l.ID, l.Place, photos)
	return func(ctx context.Context, store *models.Store) error {
		body := l.body
		if s.To != "" && s.Act != "redirect" {
			body = s.To
		}
		by, err := l.official(ctx, body)
		if err != nil {
			return err
		}
		switch s.Act {
		case "take_up":
			return store.TakeUpAppeal(ctx, l.id, by)
		case "update":
			return store.PostUpdate(ctx, l.id, by, text)
		case "ask":
			return store.AskAuthor(ctx, l.id, by, text)
		case "extend":
			return store.ExtendAppeal(ctx, l.id, by, l.day(s.Until), text)
		case "redirect":
			return l.redirect(ctx, store, by, s, text)
		case "answer":
			return l.answer(ctx, store, by, *s.Answer, proof, calendar.Of(at))
		case "return":
			return store.ReturnAppeal(ctx, l.id, by, text, l.day(s.Until))
		case "pause":
			return store.PauseAppeal(ctx, l.id, by, s.Law, text)
		case "keep":
			return l.keep(ctx, store, by, s, text, proof)
		case "confirm":
			return l.confirm(ctx, store, s, text, at)
		case "move":
			return l.onPromise(ctx, store, s.Promise, func(id int64) error {
				return store.MovePromise(ctx, id, by, l.day(s.Until), text)
			})
		case "verdict":
			return l.judge(ctx, store, s, text, at)
		case "escalate":
			author := l.author()
			return store.EscalateAppeal(ctx, l.id, &author, text)
		case "comment", "reply":
			return l.comment(ctx, store, by, s, text)
		case "withdraw":
			return store.WithdrawAppeal(ctx, l.id, l.author())
		case "merge":
			return store.MergeAppeal(ctx, l.id, l.f.lives[s.Into].id, l.f.moderator)
		case "reject":
			return store.RejectAppeal(ctx, l.id, l.f.moderator, s.Reason, text)
		}
		return fmt.Errorf("unknown act %q", s.Act)
	}
}

func (l *life) redirect(ctx context.Context, store *models.Store, by models.Official, s step, text string) error {
	to, err := l.f.body(ctx, s.To)
	if err != nil {
		return err
	}
	l.body = s.To
	return store.RedirectAppeal(ctx, l.id, by, to, s.Reason, text)
}

func (l *life) answer(ctx context.Context, store *models.Store, by models.Official, a answerContent, drawn func() ([]models.NewPicture, error), on calendar.Date) error {
	proof, err := drawn()
	if err != nil {
		return err
	}
	in := models.NewAnswer{AnswerText: models.AnswerText{Found: l.dated(a.Found), Action: l.dated(a.Action), Responsible: a.Responsible, Cost: a.Cost,
		Funding: a.Funding, Refusal: a.Refusal, Obstacle: a.Obstacle, Law: a.Law, Complaint: a.Complaint}, Proof: proof}
	for _, p := range a.Promises {
		due, err := dueDay(p.Due, on, l.day)
		if err != nil {
			return fmt.Errorf("promise %q: %w", p.Text, err)
		}
		in.Promises = append(in.Promises, models.NewPromise{Text: p.Text, Due: due})
	}
	_, err = store.PublishAnswer(ctx, l.id, by, in)
	return err
}

// keep says that a promise of the answer was kept, and shows it.
func (l *life) keep(ctx context.Context, store *models.Store, by models.Official, s step, text string, drawn func() ([]models.NewPicture, error)) error {
	pictures, err := drawn()
	if err != nil {
		return err
	}
	var kept []models.KeptPicture
	for _, p := range pictures {
		k, err := store.KeepPicture(ctx, p.Image)
		if err != nil {
			return err
		}
		k.Alt = p.Alt
		kept = append(kept, k)
	}
	return l.onPromise(ctx, store, s.Promise, func(id int64) error { return store.KeepPromise(ctx, id, by, text, kept...) })
}

// onPromise finds a promise of the answer as a reader would, on its page.
func (l *life) onPromise(ctx context.Context, store *models.Store, n int, do func(id int64) error) error {
	page, err := store.AppealPage(ctx, l.number)
	if err != nil {
		return err
	}
	want := ""
	for _, s := range l.Steps {
		if s.Answer != nil && n < len(s.Answer.Promises) {
			want = s.Answer.Promises[n].Text
		}
	}
	for _, answer := range page.Answers {
		for _, p := range answer.Promises {
			if p.Text == want {
				return do(p.ID)
			}
		}
	}
	return fmt.Errorf("no promise %q", want)
}

// comment is of the author, of some resident, or the reply of the body.
func (l *life) comment(ctx context.Context, store *models.Store, by models.Official, s step, text string) error {
	in := models.NewComment{AppealID: l.id, Text: text}
	switch {
	case s.Act == "reply":
		in.UserID, in.BodyID = by.UserID, &by.BodyID
		if in.UserID == 0 {
			var err error
			if in.UserID, err = l.f.clerkOf(ctx, by.BodyID); err != nil {
				return err
			}
		}
	case s.By == "author":
		in.UserID = l.author()
	default:
		in.UserID = l.commentator()
	}
	_, err := store.AddComment(ctx, in)
	return err
}

// confirm lets those who gave a voice say whether a promise was kept, and then the author.
func (l *life) confirm(ctx context.Context, store *models.Store, s step, text string, at time.Time) error {
	return l.onPromise(ctx, store, s.Promise, func(id int64) error {
		n := 0
		for _, v := range l.voters {
			if n == s.Others["yes"]+s.Others["no"] {
				break
			}
			before := at.Add(-time.Duration(n+1) * time.Minute)
			if !v.at.Before(before) {
				return fmt.Errorf("too few voices to confirm")
			}
			if err := store.At(before).ConfirmPromise(ctx, id, v.id, n < s.Others["yes"], ""); err != nil {
				return err
			}
			n++
		}
		return store.ConfirmPromise(ctx, id, l.author(), s.Holds, text)
	})
}

// judge lets those who gave a voice speak in the hours before the author does.
func (l *life) judge(ctx context.Context, store *models.Store, s step, text string, at time.Time) error {
	before := at
	for _, verdict := range models.VoiceVerdicts {
		for range s.Others[string(verdict)] {
			before = before.Add(-4 * time.Minute)
			judge, ok := l.nextJudge(before)
			if !ok {
				return fmt.Errorf("too few voices to judge: %s", verdict)
			}
			if err := store.At(before).JudgeAnswer(ctx, l.id, judge, verdict, ""); err != nil {
				return err
			}
		}
	}
	return store.JudgeAnswer(ctx, l.id, l.author(), models.Verdict(s.Verdict), text)
}
