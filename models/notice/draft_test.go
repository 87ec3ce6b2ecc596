package notice

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/modelstest"
)

// TestNoticesOfHanded: only the head is notified of a draft to sign, once, and again after it
// was rewritten and handed over again, until it is signed.
func TestNoticesOfHanded(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Akim.UserID)
	executor, id := c.Executor(), c.Published()
	c.Must(c.Follow(c.Ctx, c.Local, models.AppealTarget(id)))
	c.notices()
	_, err := c.Exec(c.Ctx, `delete from notices`)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `delete from river_job`)
	c.Must(err)
	story := c.Count(`select count(*) from events`)

	_, err = c.SaveAnswerDraft(c.Ctx, id, executor, 0, models.AnswerForm{AnswerText: models.AnswerText{Action: "Шұңқыр жамалды."}})
	c.Must(err)
	draft, err := c.BeginWorkDraft(c.Ctx, executor, models.WorkForm{PlaceName: "Састөбе ауылдық округі", Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: "planned"})
	c.Must(err)
	c.notices()
	if got := c.told(c.Akim.UserID); got != nil {
		t.Errorf("notices of an unfinished draft: %v", got)
	}
	c.Must(c.HandAnswerDraft(c.Ctx, id, executor, 1))
	c.Must(c.Database.Session().Tx(c.Ctx, func(tx database.Session) error { // another transaction holds the appeal: its draft is skipped
		_, err := tx.Exec(c.Ctx, `select id from appeals where id = ? for update`, id)
		c.Must(err)
		ctx, cancel := context.WithTimeout(c.Ctx, 5*time.Second)
		defer cancel()
		if n, err := c.NoticeEvents(ctx); err != nil || n != 0 {
			t.Errorf("%d notices while the appeal is locked, %v", n, err)
		}
		return nil
	}))
	for range 2 {
		c.Must(c.HandAnswerDraft(c.Ctx, id, executor, 1))
		c.Must(c.HandWorkDraft(c.Ctx, draft, executor, 1))
		c.notices()
	}
	for user, want := range map[int64][]string{c.Akim.UserID: {"official handed", "official handed"}, executor.UserID: nil, c.Author: nil, c.Local: nil, c.District.UserID: nil} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	if n := c.mails(c.Akim.UserID); n != 2 {
		t.Errorf("%d mails", n)
	}
	if n := c.Count(`select count(*) from events`); n != story {
		t.Errorf("%d more events on the timeline", n-story)
	}
	in, err := c.Inbox(c.Ctx, c.Akim.UserID, "", "")
	c.Must(err)
	for _, n := range in.Notices {
		if l, err := c.NoticeLetter(c.Ctx, n.ID); err != nil || l.Title == "" || l.BodyName.KK == "" || l.At != c.Now() || (l.Draft == draft) != (l.Number == "") {
			t.Errorf("%+v, %v", l, err)
		}
	}

	later := c.when(c.Now().Add(time.Minute))
	_, err = later.SaveAnswerDraft(c.Ctx, id, executor, 1, models.AnswerForm{AnswerText: models.AnswerText{Action: "Шұңқыр жамалып болды."}})
	c.Must(err)
	later.Must(later.HandAnswerDraft(c.Ctx, id, executor, 2))
	later.notices()
	if n := c.mails(c.Akim.UserID); n != 2 || len(c.told(c.Akim.UserID)) != 2 { // the new notice replaces the old one
		t.Errorf("%d mails, notices %v", n, c.told(c.Akim.UserID))
	}
	_, err = later.PublishAnswerDraft(c.Ctx, id, c.Akim, 2)
	c.Must(err)
	_, err = later.PublishWorkDraft(c.Ctx, draft, c.Akim, 1)
	c.Must(err)
	if got := c.told(c.Akim.UserID); got != nil {
		t.Errorf("notices of a signed draft: %v", got)
	}
	modelstest.WantErr(t, "hand over nothing", c.HandAnswerDraft(c.Ctx, c.Published(), executor, 0), models.ErrStale)
}
