package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/notice"
	letters "jauap/views/mail"
)

// sendNotice sends one notice.
type sendNotice struct {
	river.WorkerDefaults[notice.MailNotice]
	post
}

// Work sends the letter unless it was sent before or is too old.
func (w *sendNotice) Work(ctx context.Context, job *river.Job[notice.MailNotice]) error {
	if w.store.SwitchOn(ctx, models.NoMail) {
		return river.JobSnooze(whileOff)
	}
	l, err := notice.New(w.store).NoticeLetter(ctx, job.Args.Notice)
	switch {
	case errors.Is(err, models.ErrNotFound): // the notice or its subject was deleted
		return river.JobCancel(err)
	case err != nil:
		return err
	case l.MailedAt != nil, l.Email == "", l.ToldAt.Before(w.store.Now().AddDate(0, 0, -notice.NewsDays)):
		return nil
	}
	in := w.reader(ctx, l.UserLang)
	unsubscribe := w.unsubscribe(in, l.UserID, l.Target())
	letter, err := letters.Notice(in, l, unsubscribe)
	if err != nil {
		return err
	}
	return w.deliver(ctx, l.UserID, Letter{To: l.Email, ID: notice.New(w.store).MessageID(l.ID),
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Unsubscribe: unsubscribe},
		func(ctx context.Context) error { return notice.New(w.store).MarkMailed(ctx, l.ID) })
}
