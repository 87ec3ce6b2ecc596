package models

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestWorkDraft: what an executor hands over is published by the head alone, exactly
// as the head has read it; of what a draft shows nothing is swept.
func TestWorkDraft(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	executor, id := c.executor(), c.published()
	number := ""
	c.must(c.readOne(c.ctx, &number, `select number from appeals where id = ?`, id))
	kept, err := c.KeepPicture(c.ctx, photo(t, 10))
	c.must(err)
	form := WorkForm{PlaceName: "Састөбе ауылдық округі", Category: "roads", Lang: "kk", Title: "Көше жөндеу", Stage: "planned", Appeals: number,
		Cost: "sum", Sum: "1 250 000", Pictures: []KeptPicture{kept}}
	draft, err := c.BeginWorkDraft(c.ctx, executor, form)
	c.must(err)
	wantInvalid(t, "hand over half of it", c.HandWorkDraft(c.ctx, draft, executor, 1), "text: problem.required")
	form.Text = "Асфальт төселеді."
	c.must(c.SaveWorkDraft(c.ctx, draft, executor, 1, form))
	wantErr(t, "save over an old one", c.SaveWorkDraft(c.ctx, draft, c.akim, 1, form), ErrStale)
	wantErr(t, "save another's", c.SaveWorkDraft(c.ctx, draft, c.shet, 2, form), ErrNotFound)
	c.must(c.HandWorkDraft(c.ctx, draft, executor, 2))
	_, err = c.PublishWorkDraft(c.ctx, draft, executor, 2)
	wantErr(t, "publish as an executor", err, ErrForbidden)
	_, err = c.PublishWorkDraft(c.ctx, draft, c.shet, 2)
	wantErr(t, "publish another's", err, ErrNotFound)
	_, err = c.PublishWorkDraft(c.ctx, draft, c.akim, 1)
	wantErr(t, "publish what was not read", err, ErrStale)
	_, err = c.At(c.Now().AddDate(0, 0, 2*DraftDays)).SweepDrafts(c.ctx)
	c.must(err)
	work, err := c.PublishWorkDraft(c.ctx, draft, c.akim, 2)
	c.must(err)
	w, err := c.Work(c.ctx, work)
	c.must(err)
	if w.PlaceCode != sastobe || *w.Cost != 1_250_000 || len(w.Pictures) != 1 || len(w.Appeals) != 1 {
		t.Errorf("%+v", w)
	}
	_, err = c.PublishWorkDraft(c.ctx, draft, c.akim, 2)
	wantErr(t, "publish twice", err, ErrNotFound)
	in := c.repair()
	wantErr(t, "correct as an executor", c.CorrectWork(c.ctx, work, executor, 1, in, "Түзетілді"), ErrForbidden)
	c.must(c.CorrectWork(c.ctx, work, c.akim, 1, in, "Түзетілді"))
}

// TestMostWorkDrafts: the list of drafts has an end.
func TestMostWorkDrafts(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for i := range MostWorkDrafts {
		_, err := c.BeginWorkDraft(c.ctx, c.akim, WorkForm{Title: longText(i + 1)})
		c.must(err)
	}
	_, err := c.BeginWorkDraft(c.ctx, c.akim, WorkForm{})
	wantInvalid(t, "one more", err, "title: problem.drafts_too_many")
	drafts, err := c.WorkDrafts(c.ctx, c.akim.BodyID)
	c.must(err)
	if len(drafts) != MostWorkDrafts {
		t.Errorf("%d drafts", len(drafts))
	}
}

// TestNoticesOfHanded: the head is told once of what waits for a signature, and once more
// when it was rewritten and handed over again; nobody else, and only as long as it waits.
func TestNoticesOfHanded(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.akim.UserID)
	executor, id := c.executor(), c.published()
	c.must(c.Follow(c.ctx, c.local, AppealTarget(id)))
	c.notices()
	_, err := c.exec(c.ctx, `delete from notices`)
	c.must(err)
	_, err = c.exec(c.ctx, `delete from river_job`)
	c.must(err)
	story := c.count(`select count(*) from events`)

	_, err = c.SaveAnswerDraft(c.ctx, id, executor, 0, AnswerForm{Action: "Шұңқыр жамалды."})
	c.must(err)
	draft, err := c.BeginWorkDraft(c.ctx, executor, WorkForm{PlaceName: "Састөбе ауылдық округі", Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: "planned"})
	c.must(err)
	c.notices()
	if got := c.told(c.akim.UserID); got != nil {
		t.Errorf("told of what is only being written: %v", got)
	}
	c.must(c.HandAnswerDraft(c.ctx, id, executor, 1))
	c.must(c.tx(c.ctx, func(tx *Store) error { // somebody acts on the appeal: it waits for the next time
		_, err := tx.hold(c.ctx, id)
		c.must(err)
		ctx, cancel := context.WithTimeout(c.ctx, 5*time.Second)
		defer cancel()
		if n, err := c.NoticeEvents(ctx); err != nil || n != 0 {
			t.Errorf("%d told while the appeal is held, %v", n, err)
		}
		return nil
	}))
	for range 2 {
		c.must(c.HandAnswerDraft(c.ctx, id, executor, 1))
		c.must(c.HandWorkDraft(c.ctx, draft, executor, 1))
		c.notices()
	}
	for user, want := range map[int64][]string{c.akim.UserID: {"official handed", "official handed"}, executor.UserID: nil, c.author: nil, c.local: nil, c.district.UserID: nil} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	if n := c.mails(c.akim.UserID); n != 2 {
		t.Errorf("%d mails", n)
	}
	if n := c.count(`select count(*) from events`); n != story {
		t.Errorf("%d events more on the time line", n-story)
	}
	in, err := c.Inbox(c.ctx, c.akim.UserID, "", "")
	c.must(err)
	for _, n := range in.Notices {
		if l, err := c.NoticeLetter(c.ctx, n.ID); err != nil || l.Title == "" || l.BodyName.KK == "" || l.At != c.Now() || (l.Draft == draft) != (l.Number == "") {
			t.Errorf("%+v, %v", l, err)
		}
	}

	later := c.when(c.Now().Add(time.Minute))
	_, err = later.SaveAnswerDraft(c.ctx, id, executor, 1, AnswerForm{Action: "Шұңқыр жамалып болды."})
	c.must(err)
	later.must(later.HandAnswerDraft(c.ctx, id, executor, 2))
	later.notices()
	if n := c.mails(c.akim.UserID); n != 2 || len(c.told(c.akim.UserID)) != 2 { // the new line in the place of the old one
		t.Errorf("%d mails to be sent, told %v", n, c.told(c.akim.UserID))
	}
	_, err = later.PublishAnswerDraft(c.ctx, id, c.akim, 2)
	c.must(err)
	_, err = later.PublishWorkDraft(c.ctx, draft, c.akim, 1)
	c.must(err)
	if got := c.told(c.akim.UserID); got != nil {
		t.Errorf("still told of what is signed: %v", got)
	}
	wantErr(t, "hand over nothing", c.HandAnswerDraft(c.ctx, c.published(), executor, 0), ErrStale)
}
