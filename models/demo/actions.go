package demo

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

// perform returns the function that calls the Store method for a step.
func (sc *scenario) perform(s step, at time.Time) func(ctx context.Context, store *models.Store) error {
	text := sc.dated(s.Text)
	photos := s.Proof
	if s.Answer != nil {
		photos = s.Answer.Proof
	}
	proof := sc.f.sketch(at, sc.ID, sc.Place, photos)
	return func(ctx context.Context, store *models.Store) error {
		body := sc.body
		if s.To != "" && s.Act != "redirect" {
			body = s.To
		}
		by, err := sc.official(ctx, body)
		if err != nil {
			return err
		}
		switch s.Act {
		case "take_up":
			return store.TakeUpAppeal(ctx, sc.id, by)
		case "update":
			return store.PostUpdate(ctx, sc.id, by, text)
		case "ask":
			return store.AskAuthor(ctx, sc.id, by, text)
		case "extend":
			return store.ExtendAppeal(ctx, sc.id, by, sc.day(s.Until), text)
		case "redirect":
			return sc.redirect(ctx, store, by, s, text)
		case "answer":
			return sc.answer(ctx, store, by, *s.Answer, proof, calendar.Of(at))
		case "return":
			return store.ReturnAppeal(ctx, sc.id, by, text, sc.day(s.Until))
		case "pause":
			return store.PauseAppeal(ctx, sc.id, by, s.Law, text)
		case "keep":
			return sc.keep(ctx, store, by, s, text, proof)
		case "confirm":
			return sc.confirm(ctx, store, s, text, at)
		case "move":
			return sc.onPromise(ctx, store, s.Promise, func(id int64) error {
				return store.MovePromise(ctx, id, by, sc.day(s.Until), text)
			})
		case "verdict":
			return sc.judge(ctx, store, s, text, at)
		case "escalate":
			author := sc.author()
			return store.EscalateAppeal(ctx, sc.id, &author, text)
		case "comment", "reply":
			return sc.comment(ctx, store, by, s, text)
		case "withdraw":
			return store.WithdrawAppeal(ctx, sc.id, sc.author())
		case "merge":
			return store.MergeAppeal(ctx, sc.id, sc.f.scenarios[s.Into].id, sc.f.moderator)
		case "reject":
			return store.RejectAppeal(ctx, sc.id, sc.f.moderator, s.Reason, text)
		}
		return fmt.Errorf("unknown action %q", s.Act)
	}
}

func (sc *scenario) redirect(ctx context.Context, store *models.Store, by models.Official, s step, text string) error {
	to, err := sc.f.body(ctx, s.To)
	if err != nil {
		return err
	}
	sc.body = s.To
	return store.RedirectAppeal(ctx, sc.id, by, to, s.Reason, text)
}

func (sc *scenario) answer(ctx context.Context, store *models.Store, by models.Official, a answerContent, drawn func() ([]models.NewPicture, error), on calendar.Date) error {
	proof, err := drawn()
	if err != nil {
		return err
	}
	in := models.NewAnswer{AnswerText: models.AnswerText{Found: sc.dated(a.Found), Action: sc.dated(a.Action), Responsible: a.Responsible, Cost: a.Cost,
		Funding: a.Funding, Refusal: a.Refusal, Obstacle: a.Obstacle, Law: a.Law, Complaint: a.Complaint}, Proof: proof}
	for _, p := range a.Promises {
		due, err := dueDay(p.Due, on, sc.day)
		if err != nil {
			return fmt.Errorf("promise %q: %w", p.Text, err)
		}
		in.Promises = append(in.Promises, models.NewPromise{Text: p.Text, Due: due})
	}
	_, err = store.PublishAnswer(ctx, sc.id, by, in)
	return err
}

// keep reports a promise of the answer as kept, with pictures.
func (sc *scenario) keep(ctx context.Context, store *models.Store, by models.Official, s step, text string, drawn func() ([]models.NewPicture, error)) error {
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
	return sc.onPromise(ctx, store, s.Promise, func(id int64) error { return store.KeepPromise(ctx, id, by, text, kept...) })
}

// onPromise finds a promise of the answer on the page of the appeal and calls do with its id.
func (sc *scenario) onPromise(ctx context.Context, store *models.Store, n int, do func(id int64) error) error {
	page, err := store.AppealPage(ctx, sc.number)
	if err != nil {
		return err
	}
	want := ""
	for _, s := range sc.Steps {
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

// comment posts a comment of the author or of a resident, or a reply of the body.
func (sc *scenario) comment(ctx context.Context, store *models.Store, by models.Official, s step, text string) error {
	in := models.NewComment{AppealID: sc.id, Text: text}
	switch {
	case s.Act == "reply":
		in.UserID, in.BodyID = by.UserID, &by.BodyID
		if in.UserID == 0 {
			var err error
			if in.UserID, err = sc.f.clerkOf(ctx, by.BodyID); err != nil {
				return err
			}
		}
	case s.By == "author":
		in.UserID = sc.author()
	default:
		in.UserID = sc.commentator()
	}
	_, err := store.AddComment(ctx, in)
	return err
}

// confirm records what voters and then the author say about a promise: kept or not.
func (sc *scenario) confirm(ctx context.Context, store *models.Store, s step, text string, at time.Time) error {
	return sc.onPromise(ctx, store, s.Promise, func(id int64) error {
		n := 0
		for _, v := range sc.voters {
			if n == s.Others["yes"]+s.Others["no"] {
				break
			}
			before := at.Add(-time.Duration(n+1) * time.Minute)
			if !v.at.Before(before) {
				return fmt.Errorf("not enough voters to confirm")
			}
			if err := store.At(before).ConfirmPromise(ctx, id, v.id, n < s.Others["yes"], ""); err != nil {
				return err
			}
			n++
		}
		return store.ConfirmPromise(ctx, id, sc.author(), s.Holds, text)
	})
}

// judge records the verdicts of voters, in the hours before the verdict of the author.
func (sc *scenario) judge(ctx context.Context, store *models.Store, s step, text string, at time.Time) error {
	before := at
	for _, verdict := range models.VoiceVerdicts {
		for range s.Others[string(verdict)] {
			before = before.Add(-4 * time.Minute)
			judge, ok := sc.nextJudge(before)
			if !ok {
				return fmt.Errorf("not enough voters to judge: %s", verdict)
			}
			if err := store.At(before).JudgeAnswer(ctx, sc.id, judge, verdict, ""); err != nil {
				return err
			}
		}
	}
	return store.JudgeAnswer(ctx, sc.id, sc.author(), models.Verdict(s.Verdict), text)
}
