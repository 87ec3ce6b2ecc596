package models

import (
	"testing"

	"jauap/models/calendar"
)

// run runs a subtest of the cast: its helpers report to the subtest.
func (c *cast) run(name string, f func(t *testing.T)) {
	parent := c.t.(*testing.T)
	parent.Helper()
	parent.Run(name, func(t *testing.T) {
		c.t = t
		defer func() { c.t = parent }()
		f(t)
	})
}

// TestEvents checks the events that each action records.
func TestEvents(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for name, test := range map[string]struct {
		appeal func() int64
		want   []string
	}{
		"withdrawn": {c.withdrawn, []string{"author withdrawn"}},
		"refused":   {c.refused, []string{"body declined"}},
		"answered": {func() int64 {
			return c.answered(NewPromise{"Бір", day(2026, 4, 1)}, NewPromise{"Екі", day(2026, 5, 1)})
		}, []string{"body answered", "body promised", "body promised"}},
		"partly solved": {func() int64 { return c.judged(Partly) }, []string{"body answered", "author verdict"}},
		"solved":        {func() int64 { return c.judged(Solved) }, []string{"body answered", "author resolved_confirmed"}},
		"unsolved":      {func() int64 { return c.judged(Unsolved) }, []string{"body answered", "author reopened"}},
	} {
		c.run(name, func(t *testing.T) { c.wantStory(test.appeal(), test.want...) })
	}
	c.run("rejected", func(t *testing.T) {
		if got := c.story(c.rejected()); len(got) != 2 || got[1] != "moderator rejected" {
			t.Errorf("events %v", got)
		}
	})
	c.run("hidden and restored", func(t *testing.T) {
		id := c.published()
		c.must(c.HideAppeal(c.ctx, id, c.moderator, "personal_data", "Телефон нөмірі бар."))
		c.must(c.RestoreAppeal(c.ctx, id, c.moderator))
		c.wantStory(id, "moderator hidden", "moderator restored")
		c.wantStatus(id, Registered)
	})
	c.run("merged before publication", func(t *testing.T) {
		into, duplicate := c.published(), c.submitted()
		c.must(c.MergeAppeal(c.ctx, duplicate, into, c.moderator))
		c.wantStory(duplicate, "moderator merged")
		c.wantStory(into, "moderator took_in")
	})
	c.run("escalated by the system", func(t *testing.T) {
		id, later := c.published(), c.at(2026, 4, 2)
		_, err := later.MarkOverdue(c.ctx)
		c.must(err)
		c.must(later.EscalateAppeal(c.ctx, id, nil, ""))
		wantErr(t, "a second escalation", later.EscalateAppeal(c.ctx, id, nil, ""), ErrState)
		c.wantStory(id, "system due_near", "system due_near", "system overdue", "system escalated")
		if n := c.count(`select count(*) from escalations where appeal_id = ? and ground = 'overdue' and to_body_id = ? and closed_at is null`, id, c.district.BodyID); n != 1 {
			t.Error("no open escalation to the district for silence")
		}
	})
}

func TestExtension(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until 31 March; the limit is 4 May
	wantInvalid(t, "no reason", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), " "), "reason: problem.required")
	wantInvalid(t, "an empty form", c.ExtendAppeal(c.ctx, id, c.akim, calendar.Date{}, ""), "reason: problem.required", "to: problem.required")
	wantInvalid(t, "the same day", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 3, 31), "Сараптама"), "to: problem.too_early")
	wantInvalid(t, "beyond two months", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 5, 5), "Сараптама"), "to: problem.too_late")
	wantInvalid(t, "a Saturday", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 11), "Сараптама"), "to: problem.day_off")
	wantErr(t, "after the term", c.at(2026, 4, 1).ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Сараптама"), ErrState)
	c.must(c.at(2026, 3, 31).ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Сараптама"))
	c.must(c.at(2026, 4, 10).ExtendAppeal(c.ctx, id, c.akim, day(2026, 5, 4), "Смета"))
	c.wantStory(id, "system due_near", "system due_near", "body extended", "system due_near", "system due_near", "body extended")
	if got := c.appeal(id).AnswerDue.String(); got != "2026-05-04" {
		t.Errorf("answer by %s", got)
	}
}

func TestAnswerInvalid(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	minus := int64(-1)
	for want, in := range map[string]NewAnswer{
		"action: problem.required":         {},
		"law: problem.required":            {AnswerText: AnswerText{Action: "Жоқ.", Refusal: true}},
		"cost: problem.negative":           {AnswerText: AnswerText{Action: "Жөнделді.", Cost: &minus}},
		"lang: problem.language_of_appeal": {AnswerText: AnswerText{Action: "Исправлено.", Lang: "ru"}},
		"promises: problem.too_early":      {AnswerText: AnswerText{Action: "Жөнделеді."}, Promises: []NewPromise{{"Жамау", day(2026, 3, 3)}}},
		"promises: problem.too_late":       {AnswerText: AnswerText{Action: "Жөнделеді."}, Promises: []NewPromise{{"Жамау", day(2029, 3, 5)}}},
		"promises: problem.required":       {AnswerText: AnswerText{Action: "Жөнделеді."}, Promises: []NewPromise{{"", day(2026, 3, 9)}}},
		"pictures: problem.picture_type":   {AnswerText: AnswerText{Action: "Жөнделді."}, Proof: []NewPicture{{Image: []byte("%PDF-1.7"), Alt: "Акт"}}},
		"action: problem.unreadable":       {AnswerText: AnswerText{Action: "Жөн\x00делді."}},
		"responsible: problem.too_long":    {AnswerText: AnswerText{Action: "Жөнделді.", Responsible: longText(301)}},
	} {
		_, err := c.PublishAnswer(c.ctx, id, c.akim, in)
		wantInvalid(t, "answer", err, want)
	}
	c.wantStory(id)
}

// TestUpTheLevels escalates a refusal to the district, its refusal to the oblast, and so on.
func TestUpTheLevels(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	refusal := NewAnswer{AnswerText: AnswerText{Action: "Негіз жоқ.", Refusal: true, Law: "ӘРПК 89-бап"}}
	for _, by := range []Official{c.district, c.oblast} {
		_, err := c.PublishAnswer(c.ctx, id, by, refusal)
		wantErr(t, "before the escalation", err, ErrForbidden)
		c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Келіспеймін."))
		_, err = c.PublishAnswer(c.ctx, id, c.akim, refusal)
		wantErr(t, "by the responsible body", err, ErrState)
		_, err = c.PublishAnswer(c.ctx, id, by, refusal)
		c.must(err)
	}
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Үкімет қарасын."))
	government, err := c.BodyOf(c.ctx, "", "")
	c.must(err)
	_, err = c.PublishAnswer(c.ctx, id, Official{BodyID: government.ID}, refusal)
	c.must(err)
	wantErr(t, "above the government", c.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)

	id = c.refused()
	wantErr(t, "after three months", c.at(2026, 6, 5).EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	c.must(c.at(2026, 6, 4).EscalateAppeal(c.ctx, id, &c.author, ""))
}
