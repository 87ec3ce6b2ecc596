package models

import (
	"slices"
	"testing"
)

// TestTransitions tries every action in every status, by a person who may take it: an action that is
// not listed must return ErrState and change nothing.
func TestTransitions(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	other := c.published()
	late := c.at(2026, 4, 20)
	statuses := map[Status]func() int64{
		Moderation: c.submitted,
		Registered: c.published,
		InProgress: func() int64 {
			id := c.published()
			c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
			return id
		},
		Answered:          func() int64 { return c.answered() },
		ResolvedConfirmed: func() int64 { return c.judged(Solved) },
		Contested:         func() int64 { return c.judged(Unsolved) },
		Declined:          c.refused,
		Withdrawn:         c.withdrawn,
		Merged:            c.merged,
		Rejected:          c.rejected,
		ResolvedUncontested: func() int64 {
			id := c.answered()
			_, err := late.LapseVerdicts(c.ctx)
			c.must(err)
			return id
		},
	}
	open := []Status{Registered, InProgress, Contested}
	acts := map[string]struct {
		do  func(id int64) error
		may []Status
	}{
		"publish":  {func(id int64) error { return c.PublishAppeal(c.ctx, id, c.moderator) }, []Status{Moderation}},
		"reject":   {func(id int64) error { return c.RejectAppeal(c.ctx, id, c.moderator, "spam", "") }, []Status{Moderation}},
		"withdraw": {func(id int64) error { return c.WithdrawAppeal(c.ctx, id, c.author) }, append([]Status{Moderation}, open...)},
		"merge":    {func(id int64) error { return c.MergeAppeal(c.ctx, id, other, c.moderator) }, append([]Status{Moderation}, open...)},
		"hide": {func(id int64) error { return c.HideAppeal(c.ctx, id, c.moderator, "insult", "") },
			[]Status{Registered, InProgress, Contested, Answered, ResolvedConfirmed, ResolvedUncontested, Declined, Withdrawn, Merged}},
		"restore": {func(id int64) error { return c.RestoreAppeal(c.ctx, id, c.moderator) }, nil},
		"take up": {func(id int64) error { return c.TakeUpAppeal(c.ctx, id, c.akim) }, []Status{Registered, Contested}},
		"update":  {func(id int64) error { return c.PostUpdate(c.ctx, id, c.akim, "Жұмыс жүріп жатыр.") }, append([]Status{Answered}, open...)},
		"ask":     {func(id int64) error { return c.AskAuthor(c.ctx, id, c.akim, "Қай үй?") }, open},
		"redirect": {func(id int64) error {
			return c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", "")
		}, []Status{Registered, InProgress}},
		"extend": {func(id int64) error {
			return c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Сараптама керек.")
		}, open},
		"answer": {func(id int64) error {
			_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жөнделді."}})
			return err
		}, open},
		"judge":    {func(id int64) error { return c.JudgeAnswer(c.ctx, id, c.author, Partly, "") }, []Status{Answered}},
		"escalate": {func(id int64) error { return c.EscalateAppeal(c.ctx, id, &c.author, "") }, []Status{Declined}},
		"voice":    {func(id int64) error { return c.CastVoice(c.ctx, id, c.neighbour) }, append([]Status{Answered, Declined}, open...)},
		"comment": {func(id int64) error {
			// the comments of the other rounds are an hour old, because of the limit of comments
			if _, err := c.exec(c.ctx, `update comments set at = at - interval '1 hour'`); err != nil {
				return err
			}
			_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Бізде де солай."})
			return err
		}, []Status{Registered, InProgress, Contested, Answered, ResolvedConfirmed, ResolvedUncontested, Declined}},
	}
	for status, make := range statuses {
		for name, act := range acts {
			id := make()
			c.wantStatus(id, status)
			before, story := c.row(id), len(c.story(id))
			err := act.do(id)
			if slices.Contains(act.may, status) {
				if err != nil {
					t.Errorf("%s when %s: %v", name, status, err)
				}
				continue
			}
			wantErr(t, name+" when "+string(status), err, ErrState)
			if c.row(id) != before || len(c.story(id)) != story {
				t.Errorf("%s when %s returned an error and changed something", name, status)
			}
		}
	}
}

// row returns the appeal and all rows that belong to it.
func (c *cast) row(id int64) (all string) {
	c.t.Helper()
	c.must(c.readOne(c.ctx, &all, `
		select a::text
			|| (select count(*) from moderations where appeal_id = a.id) || (select count(*) from answers where appeal_id = a.id)
			|| (select count(*) from voices where appeal_id = a.id) || (select count(*) from comments where appeal_id = a.id)
		from appeals a where id = ?`, id))
	return all
}

func TestWhoMay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id, answered := c.published(), c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	for name, err := range map[string]error{
		"withdraw another's":       c.WithdrawAppeal(c.ctx, id, c.neighbour),
		"take up another body's":   c.TakeUpAppeal(c.ctx, id, c.district),
		"update another body's":    c.PostUpdate(c.ctx, id, c.shet, "Қаралуда."),
		"redirect another body's":  c.RedirectAppeal(c.ctx, id, c.shet, c.district.BodyID, "law", ""),
		"extend another body's":    c.ExtendAppeal(c.ctx, id, c.district, day(2026, 4, 10), "Күрделі."),
		"judge without a voice":    c.JudgeAnswer(c.ctx, answered, c.neighbour, Solved, ""),
		"escalate another's":       c.EscalateAppeal(c.ctx, id, &c.neighbour, ""),
		"keep another's promise":   c.KeepPromise(c.ctx, 1, c.district, finished),
		"move another's promise":   c.MovePromise(c.ctx, 1, c.district, day(2026, 3, 30), "Жаңбыр"),
		"voice without a contact":  c.CastVoice(c.ctx, id, c.nobody),
		"answer of another body":   second(c.PublishAnswer(c.ctx, id, c.district, NewAnswer{AnswerText: AnswerText{Action: "Жөнделді."}})),
		"comment without contact":  second(c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.nobody, Text: "Иә"})),
		"explain another's work":   second(c.PublishWork(c.ctx, c.shet, c.repair())),
		"explain one's superior's": second(c.PublishWork(c.ctx, c.akim, func() NewWork { w := c.repair(); w.Place = tulkibas; return w }())),
	} {
		wantErr(t, name, err, ErrForbidden)
	}
	for name, err := range map[string]error{
		"publish": c.PublishAppeal(c.ctx, 999, c.moderator), "voice": c.CastVoice(c.ctx, 999, c.neighbour),
		"merge": c.MergeAppeal(c.ctx, id, 999, c.moderator), "keep": c.KeepPromise(c.ctx, 999, c.akim, finished),
		"judge": c.JudgeAnswer(c.ctx, 999, c.author, Solved, ""),
	} {
		wantErr(t, name+" of an unknown appeal", err, ErrNotFound)
	}
}

func second[T any](_ T, err error) error { return err }
