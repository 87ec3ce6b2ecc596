package models

import (
	"testing"

	"jauap/models/calendar"
)

// TestStories: every act leaves exactly its events.
func TestStories(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	superior := c.district.BodyID

	id := c.published()
	c.must(c.HideAppeal(c.ctx, id, c.moderator, "personal_data", "Телефон нөмірі бар."))
	c.must(c.RestoreAppeal(c.ctx, id, c.moderator))
	c.wantStory(id, "moderator hidden", "moderator restored")
	c.wantStatus(id, Registered)

	c.wantStory(c.withdrawn(), "author withdrawn")
	c.wantStory(c.refused(), "body declined")
	c.wantStory(c.answered(NewPromise{"Бір", day(2026, 4, 1)}, NewPromise{"Екі", day(2026, 5, 1)}), "body answered", "body promised", "body promised")
	c.wantStory(c.judged(Partly), "body answered", "author verdict")
	c.wantStory(c.judged(Solved), "body answered", "author resolved_confirmed")
	c.wantStory(c.judged(Unsolved), "body answered", "author reopened")

	if got := c.story(c.rejected()); len(got) != 2 || got[1] != "moderator rejected" {
		t.Errorf("a rejected one: %v", got)
	}

	// merged before anyone had seen it
	into, duplicate := c.published(), c.submitted()
	c.must(c.MergeAppeal(c.ctx, duplicate, into, c.moderator))
	c.wantStory(duplicate, "moderator merged")
	c.wantStory(into, "moderator took_in")

	// the system takes up what is overdue
	id = c.published()
	later := c.at(2026, 4, 2)
	_, err := later.MarkOverdue(c.ctx)
	c.must(err)
	c.must(later.EscalateAppeal(c.ctx, id, nil, ""))
	wantErr(t, "twice", later.EscalateAppeal(c.ctx, id, nil, ""), ErrState)
	c.wantStory(id, "system due_near", "system due_near", "system overdue", "system escalated")
	if n := c.count(`select count(*) from escalations where appeal_id = ? and ground = 'overdue' and to_body_id = ? and closed_at is null`, id, superior); n != 1 {
		t.Error("the escalation should be open at the district, for silence")
	}
}

func TestRedirect(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // received and registered on Wednesday 4 March; 9 March is off (for the 8th, a Sunday)
	for name, err := range map[string]error{
		"to: problem.same_body":   c.RedirectAppeal(c.ctx, id, c.akim, c.akim.BodyID, "law", ""),
		"to: problem.unknown":     c.RedirectAppeal(c.ctx, id, c.akim, 999, "law", ""),
		"reason: problem.unknown": c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "lazy", ""),
	} {
		wantInvalid(t, "redirect", err, name)
	}
	wantErr(t, "on the fourth working day", c.at(2026, 3, 11).RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", ""), ErrState)

	// on Saturday 7 March: registered with the district on Tuesday the 10th
	c.must(c.at(2026, 3, 7).RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", "Аудандық жол."))
	a := c.appeal(id)
	if a.BodyID != c.district.BodyID || a.RegisteredOn.String() != "2026-03-10" || a.RedirectDue.String() != "2026-03-13" || a.AnswerDue.String() != "2026-04-03" {
		t.Errorf("body %d, registered %v, redirect by %v, answer by %v", a.BodyID, a.RegisteredOn, a.RedirectDue, a.AnswerDue)
	}
	c.wantStatus(id, Registered)
	c.wantStory(id, "body redirected")
	wantErr(t, "take up what has gone on", c.TakeUpAppeal(c.ctx, id, c.akim), ErrForbidden)

	// it goes neither to and fro nor to a stranger, and no more than twice
	tenth := c.at(2026, 3, 10)
	wantInvalid(t, "back to whoever sent it on", tenth.RedirectAppeal(c.ctx, id, c.district, c.akim.BodyID, "law", ""), "to: problem.unknown")
	wantInvalid(t, "to another oblast", tenth.RedirectAppeal(c.ctx, id, c.district, c.shet.BodyID, "law", ""), "to: problem.unknown")
	c.must(tenth.RedirectAppeal(c.ctx, id, c.district, c.oblast.BodyID, "law", ""))
	government, err := c.BodyOf(c.ctx, "", "")
	c.must(err)
	wantErr(t, "for the third time", tenth.RedirectAppeal(c.ctx, id, c.oblast, government.ID, "law", ""), ErrState)
	d, err := c.AppealPage(c.ctx, c.appeal(id).Number)
	c.must(err)
	if third := (Case{AppealPage: d, Acts: true, Body: Body{ID: c.oblast.BodyID}, Today: tenth.Today()}); third.MayRedirect() || !third.CanBeRedirected(tenth.Today()) {
		t.Error("a button is offered for the third time")
	}
}

func TestExtension(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until 31 March; the limit is 4 May
	wantInvalid(t, "no reason", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), " "), "reason: problem.required")
	wantInvalid(t, "neither day nor reason", c.ExtendAppeal(c.ctx, id, c.akim, calendar.Date{}, ""), "reason: problem.required", "to: problem.required")
	wantInvalid(t, "no later day", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 3, 31), "Сараптама"), "to: problem.too_early")
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

// TestUpTheLevels: a refusal goes to the district, its refusal to the oblast, and on.
func TestUpTheLevels(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	refusal := NewAnswer{AnswerText: AnswerText{Action: "Негіз жоқ.", Refusal: true, Law: "ӘРПК 89-бап"}}
	for _, by := range []Official{c.district, c.oblast} {
		_, err := c.PublishAnswer(c.ctx, id, by, refusal)
		wantErr(t, "before it has gone up", err, ErrForbidden)
		c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Келіспеймін."))
		_, err = c.PublishAnswer(c.ctx, id, c.akim, refusal)
		wantErr(t, "by the body complained of", err, ErrState)
		_, err = c.PublishAnswer(c.ctx, id, by, refusal)
		c.must(err)
	}
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Үкімет қарасын."))
	government, err := c.BodyOf(c.ctx, "", "")
	c.must(err)
	_, err = c.PublishAnswer(c.ctx, id, Official{BodyID: government.ID}, refusal)
	c.must(err)
	wantErr(t, "nobody stands higher", c.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)

	id = c.refused()
	wantErr(t, "after three months", c.at(2026, 6, 5).EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	c.must(c.at(2026, 6, 4).EscalateAppeal(c.ctx, id, &c.author, ""))
}

func TestPromises(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	wantInvalid(t, "no proof", c.KeepPromise(c.ctx, 1, c.akim, ""), "proof: problem.required")
	wantInvalid(t, "a word is no proof", c.KeepPromise(c.ctx, 1, c.akim, "Бітті."), "proof: problem.too_short")
	wantInvalid(t, "a day that nobody will see", c.MovePromise(c.ctx, 1, c.akim, day(2029, 3, 5), "Жаңбыр"), "to: problem.too_late")
	wantInvalid(t, "an earlier day", c.MovePromise(c.ctx, 1, c.akim, day(2026, 3, 20), "Жаңбыр"), "to: problem.too_early")
	wantInvalid(t, "nothing at all", c.MovePromise(c.ctx, 1, c.akim, calendar.Date{}, ""), "reason: problem.required", "to: problem.required")
	wantErr(t, "move when it is late", c.at(2026, 3, 21).MovePromise(c.ctx, 1, c.akim, day(2026, 3, 30), "Жаңбыр"), ErrState)
	c.must(c.KeepPromise(c.ctx, 1, c.akim, finished))
	wantErr(t, "keep twice", c.KeepPromise(c.ctx, 1, c.akim, finished), ErrState)
	wantErr(t, "move what is kept", c.MovePromise(c.ctx, 1, c.akim, day(2026, 3, 30), "Жаңбыр"), ErrState)

	id := c.answered(NewPromise{"Жамау", day(2026, 3, 16)})
	later := c.at(2026, 3, 17)
	_, err := later.BreakPromises(c.ctx)
	c.must(err)
	wantErr(t, "keep what is broken", later.KeepPromise(c.ctx, 2, c.akim, finished), ErrState)
	c.must(later.EscalateAppeal(c.ctx, id, &c.author, ""))
	c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	c.must(c.MovePromise(c.ctx, 3, c.akim, day(2026, 3, 30), "Жаңбыр"))
	c.must(c.MovePromise(c.ctx, 3, c.akim, day(2026, 4, 10), "Жаңбыр"))
	wantErr(t, "move for the third time", c.MovePromise(c.ctx, 3, c.akim, day(2026, 4, 20), "Жаңбыр"), ErrState)
	if n := c.count(`select count(*) from escalations where appeal_id = ? and ground = 'promise_broken'`, id); n != 1 {
		t.Error("a broken promise should be the ground")
	}
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered()
	wantInvalid(t, "unsolved without a word", c.JudgeAnswer(c.ctx, id, c.author, Unsolved, ""), "text: problem.required")
	wantInvalid(t, "an unknown one", c.JudgeAnswer(c.ctx, id, c.author, "great", ""), "verdict: problem.unknown")
	c.must(c.CastVoice(c.ctx, id, c.neighbour))
	c.must(c.JudgeAnswer(c.ctx, id, c.neighbour, Unsolved, ""))
	c.wantStatus(id, Answered) // only the author's opens it again
	wantErr(t, "twice", c.JudgeAnswer(c.ctx, id, c.neighbour, Solved, ""), ErrState)
	another := c.author
	c.author = c.person(1, "")
	c.must(c.CastVoice(c.ctx, id, c.author))
	wantErr(t, "without a checked identity", c.JudgeAnswer(c.ctx, id, c.author, Solved, ""), ErrForbidden)
	c.author = another
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Partly, "Жартысы істелді."))
	c.wantStatus(id, Answered)
}
