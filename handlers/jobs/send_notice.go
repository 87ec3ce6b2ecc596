package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/mail"
	"jauap/views"
	"jauap/views/i18n"
	letters "jauap/views/mail"
)

// whileOff is how long a mail waits before it looks again whether mail is
// switched on.
const whileOff = 5 * time.Minute

// sendNotice mails one notice.
//
// A mail is never lost: it is marked only after the mail server has said OK, and
// until then the job is tried again. So a program that dies exactly between that
// OK and the mark sends this one mail once more, and no other; both carry the
// same Message-ID, by which mail programs show them as one. To mark first would
// trade this for mails that nobody ever gets.
type sendNotice struct {
	river.WorkerDefaults[models.MailNotice]
	store  *models.Store
	config Config
}

// Work sends the mail, unless it has been sent already or is no news any more.
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
	message, err := w.message(ctx, l)
	if err != nil {
		return err
	}
	if err := w.config.Mail.Send(ctx, message); errors.Is(err, mail.ErrAddress) {
		return river.JobCancel(err)
	} else if err != nil {
		return err
	}
	// From here on the mail is in other hands: the mark is written even if the
	// program is being stopped or the time of the job is up.
	mark, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return w.store.MarkMailed(mark, l.ID)
}

// message writes the mail in the language of its reader.
func (w *sendNotice) message(ctx context.Context, l models.NoticeLetter) (mail.Message, error) {
	lang, ok := i18n.Parse(l.UserLang)
	if !ok {
		lang = i18n.KK
	}
	ctx = views.WithSite(i18n.With(ctx, lang), views.Site{BaseURL: w.config.BaseURL, Now: w.store.Now(), Reference: w.store.Reference()})
	unsubscribe := views.Absolute(ctx, views.UnsubscribePath(ctx, w.store.UnsubscribeToken(l.UserID, l.Target())))
	letter, err := letters.Notice(ctx, l, unsubscribe)
	if err != nil {
		return mail.Message{}, err
	}
	return mail.Message{
		To: l.Email, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML,
		MessageID: fmt.Sprintf("%s@%s", w.store.MessageID(l.ID), w.host()),
		Headers:   mail.Unsubscribe(unsubscribe),
	}, nil
}

// host is the name of the portal, for Message-IDs.
func (w *sendNotice) host() string {
	if u, err := url.Parse(w.config.BaseURL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "localhost"
}

// kindOf says of an error only what holds no personal data.
func kindOf(err error) string {
	switch {
	case errors.Is(err, mail.ErrAddress):
		return "the address is refused"
	case errors.Is(err, context.DeadlineExceeded):
		return "it took too long"
	case errors.Is(err, models.ErrNotFound):
		return "the notice has gone"
	}
	return fmt.Sprintf("%T", errors.Unwrap(err))
}
