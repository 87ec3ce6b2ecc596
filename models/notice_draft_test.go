package models

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/database"
)

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
	c.must(c.database.Session().Tx(c.ctx, func(tx database.Session) error { // somebody acts on the appeal: it waits for the next time
		_, err := tx.Exec(c.ctx, `select id from appeals where id = ? for update`, id)
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
