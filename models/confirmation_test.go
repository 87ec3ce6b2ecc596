package models

import "testing"

// keptPromise returns an answered appeal with a promise that its body marked as kept.
func (c *cast) keptPromise() (appeal, promise int64) {
	c.t.Helper()
	appeal = c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	c.must(c.readOne(c.ctx, &promise, `select max(id) from promises`))
	c.must(c.KeepPromise(c.ctx, promise, c.akim, finished))
	return appeal, promise
}

// saidOf returns what residents say about the promise of an appeal.
func (c *cast) saidOf(appeal int64) Confirmations {
	c.t.Helper()
	d, err := c.AppealPage(c.ctx, c.appeal(appeal).Number)
	c.must(err)
	return d.Answers[0].Promises[0].Said
}

// TestConfirmations checks that the author and users who gave a voice can confirm or doubt a kept
// promise once, and that only the author's statement is an event.
func TestConfirmations(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	appeal, promise := c.keptPromise()
	mailOnly := c.person(1, "")
	for _, user := range []int64{c.neighbour, c.local, mailOnly} {
		c.must(c.CastVoice(c.ctx, appeal, user))
	}
	if got := c.saidOf(appeal); got != (Confirmations{}) {
		t.Errorf("confirmations at first: %+v", got)
	}
	wantErr(t, "without a voice", c.ConfirmPromise(c.ctx, promise, c.moderator, true, ""), ErrForbidden)
	wantErr(t, "an unknown promise", c.ConfirmPromise(c.ctx, 999, c.author, true, ""), ErrNotFound)
	wantInvalid(t, "a long text", c.ConfirmPromise(c.ctx, promise, c.author, true, longText(1001)), "text: problem.too_long")
	c.must(c.ConfirmPromise(c.ctx, promise, c.neighbour, true, ""))
	c.must(c.ConfirmPromise(c.ctx, promise, c.neighbour, true, ""))
	c.must(c.ConfirmPromise(c.ctx, promise, c.neighbour, false, "")) // the first statement counts
	c.must(c.ConfirmPromise(c.ctx, promise, mailOnly, true, ""))
	c.must(c.ConfirmPromise(c.ctx, promise, c.local, false, ""))
	c.wantStory(appeal, "body answered", "body promised", "body promise_kept")

	c.must(c.ConfirmPromise(c.ctx, promise, c.author, false, "Шұңқыр орнында."))
	c.must(c.ConfirmPromise(c.ctx, promise, c.author, false, "Шұңқыр орнында."))
	c.wantStory(appeal, "body answered", "body promised", "body promise_kept", "author promise_doubted")
	got := c.saidOf(appeal)
	if got.Author == nil || *got.Author || got.AuthorText != "Шұңқыр орнында." || got.Yes != 2 || got.No != 1 || got.LocalYes != 0 || got.LocalNo != 1 {
		t.Errorf("confirmations: %+v", got)
	}
	own, err := c.JudgedBy(c.ctx, c.local, appeal)
	c.must(err)
	if holds, said := own.Confirmed[promise]; !said || holds || own.Verdict != "" {
		t.Errorf("own judgement: %+v", own)
	}

	open := c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	var unkept int64
	c.must(c.readOne(c.ctx, &unkept, `select id from promises where appeal_id = ?`, open))
	wantErr(t, "an open promise", c.ConfirmPromise(c.ctx, unkept, c.author, true, ""), ErrState)

	c.must(c.HideOwnAppeal(c.ctx, appeal, c.author))
	wantErr(t, "a hidden appeal", c.ConfirmPromise(c.ctx, promise, c.moderator, true, ""), ErrForbidden)
}

// TestAuthorConfirms checks the event of the author's confirmation.
func TestAuthorConfirms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	appeal, promise := c.keptPromise()
	c.must(c.ConfirmPromise(c.ctx, promise, c.author, true, ""))
	c.wantStory(appeal, "body answered", "body promised", "body promise_kept", "author promise_confirmed")
}

// TestVerdictPictures checks that an author may add up to three pictures to a verdict, and that a
// double submit is one verdict.
func TestVerdictPictures(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered()
	kept, err := c.KeepPicture(c.ctx, photo(t, 90))
	c.must(err)
	wantInvalid(t, "four pictures", c.JudgeAnswer(c.ctx, id, c.author, Solved, "", kept, kept, kept, kept), "pictures: problem.pictures_too_many")
	wantErr(t, "an unknown picture", c.JudgeAnswer(c.ctx, id, c.author, Solved, "", KeptPicture{Digest: "0123", Alt: "Жоқ"}), ErrState)
	c.must(c.CastVoice(c.ctx, id, c.neighbour))
	wantInvalid(t, "partly, of a voice", c.JudgeAnswer(c.ctx, id, c.neighbour, Partly, ""), "verdict: problem.unknown")
	c.must(c.JudgeAnswer(c.ctx, id, c.neighbour, Solved, ""))
	c.must(c.JudgeAnswer(c.ctx, id, c.neighbour, Solved, ""))
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Шұңқыр сол күйінде.", kept))
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Шұңқыр сол күйінде.", kept))
	c.wantStory(id, "body answered", "resident verdict", "author reopened")
	c.wantStatus(id, Contested)
	d, err := c.AppealPage(c.ctx, c.appeal(id).Number)
	c.must(err)
	if v := d.Verdicts[0]; !v.ByAuthor || len(v.Pictures) != 1 || v.Pictures[0].Digest != kept.Digest || len(d.Pictures) != 0 {
		t.Errorf("verdicts %+v, pictures of the appeal %v", d.Verdicts, d.Pictures)
	}
	if _, _, err := c.Photo(c.ctx, kept.Digest, true); err != nil {
		t.Errorf("the picture of a public verdict: %v", err)
	}
	c.must(c.HideOwnAppeal(c.ctx, id, c.author))
	if _, _, err := c.Photo(c.ctx, kept.Digest, true); err == nil {
		t.Error("the picture of a hidden appeal is public")
	}
	if _, _, err := c.OwnPhoto(c.ctx, c.author, kept.Digest, true); err != nil {
		t.Errorf("the picture of a hidden appeal, for its author: %v", err)
	}
}

// TestShowOwnAppeal checks that an author can undo the own hiding only.
func TestShowOwnAppeal(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	wantErr(t, "a public appeal", c.ShowOwnAppeal(c.ctx, id, c.author), ErrState)
	c.must(c.HideOwnAppeal(c.ctx, id, c.author))
	wantErr(t, "by a neighbour", c.ShowOwnAppeal(c.ctx, id, c.neighbour), ErrForbidden)
	c.must(c.ShowOwnAppeal(c.ctx, id, c.author))
	wantErr(t, "twice", c.ShowOwnAppeal(c.ctx, id, c.author), ErrState)
	c.wantStory(id, "author hidden", "author restored")
	if !c.appeal(id).Public {
		t.Error("the appeal is not public again")
	}
	c.must(c.HideAppeal(c.ctx, id, c.moderator, "personal_data", "Телефон."))
	wantErr(t, "hidden by moderation", c.ShowOwnAppeal(c.ctx, id, c.author), ErrState)
}
