package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"jauap/models"
	letters "jauap/views/mail"
)

// sendNotice sends one notice.
type sendNotice struct {
	river.WorkerDefaults[models.MailNotice]
	post
}

// Work sends the letter, unless it has been sent already or is no news any more.
func (w *sendNotice) Work(ctx context.Context, job *river.Job[models.MailNotice]) error {
	if w.store.SwitchOn(ctx, models.NoMail) {
		return river.JobSnooze(whileOff)
	}
	l, err := w.store.NoticeLetter(ctx, job.Args.Notice)
	switch {
	case errors.Is(err, models.ErrNotFound): // the notice or what it is about has gone
		return river.JobCancel(err)
	case err != nil:
		return err
	case l.MailedAt != nil, l.Email == "", l.ToldAt.Before(w.store.Now().AddDate(0, 0, -models.NewsDays)):
		return nil
	}
	in := w.reader(ctx, l.UserLang)
	unsubscribe := w.unsubscribe(in, l.UserID, l.Target())
	letter, err := letters.Notice(in, l, unsubscribe)
	if err != nil {
		return err
	}
	return w.deliver(ctx, l.UserID, Letter{To: l.Email, ID: w.store.MessageID(l.ID),
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Unsubscribe: unsubscribe},
		func(ctx context.Context) error { return w.store.MarkMailed(ctx, l.ID) })
}
