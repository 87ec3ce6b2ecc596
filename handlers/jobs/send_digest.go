package jobs

import (
	"context"
	"errors"

	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/notice"
	letters "jauap/views/mail"
)

// sendDigest sends one weekly digest. It reads the data when it is sent.
type sendDigest struct {
	river.WorkerDefaults[notice.MailDigest]
	post
}

// Work sends the digest unless it was sent before or is empty.
func (w *sendDigest) Work(ctx context.Context, job *river.Job[notice.MailDigest]) error {
	if w.store.SwitchOn(ctx, models.NoMail) {
		return river.JobSnooze(whileOff)
	}
	d, err := notice.New(w.store).Digest(ctx, job.Args)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return river.JobCancel(err)
	case err != nil:
		return err
	case d.MailedAt != nil, d.Email == "", d.Muted, d.Empty():
		return nil
	}
	in := w.reader(ctx, d.UserLang)
	unsubscribe := w.unsubscribe(in, d.UserID, models.DigestTarget(d.Kind))
	letter, err := letters.Digest(in, d, unsubscribe)
	if err != nil {
		return err
	}
	return w.deliver(ctx, d.UserID, Letter{To: d.Email, ID: notice.New(w.store).DigestMessageID(job.Args),
		Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML, Unsubscribe: unsubscribe},
		func(ctx context.Context) error { return notice.New(w.store).MarkDigestMailed(ctx, job.Args) })
}
