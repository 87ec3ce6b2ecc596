package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"jauap/models"
	"jauap/models/mail"
)

// Channel is a way on which letters reach people. Notices and digests know no more
// of it than this, so that another way (a messenger, SMS) is one more type and a
// job of its own kind: each is then marked and tried again apart from the others.
type Channel interface {
	// Name tells channels apart in the errors of a job.
	Name() string
	// Deliver returns nil when the letter is in other hands. A Refusal is an answer
	// for good; any other error may be gone later.
	Deliver(ctx context.Context, l Letter) error
}

// Letter is what goes out to one person.
type Letter struct {
	To          string // the address on the channel
	ID          string // the same however often it is sent, without a host
	Subject     string
	Text        string
	HTML        string
	Unsubscribe string // the address that ends such letters
}

// Refusal: nothing will ever reach this address.
type Refusal struct {
	Bounce models.Bounce // "": it is not the fault of the address
	error
}

// Unwrap returns what the channel was told.
func (r Refusal) Unwrap() error { return r.error }

// byMail is the channel of mail.
type byMail struct {
	sender mail.Sender
	host   string // of the portal, for Message-IDs
}

func newMail(config Config) byMail {
	host := "localhost"
	if u, err := url.Parse(config.BaseURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return byMail{config.Mail, host}
}

func (byMail) Name() string { return "mail" }

// Deliver hands the letter to the mail server, with the headers by which a mail
// program ends such letters with one click.
func (m byMail) Deliver(ctx context.Context, l Letter) error {
	err := m.sender.Send(ctx, mail.Message{To: l.To, Subject: l.Subject, Text: l.Text, HTML: l.HTML,
		MessageID: fmt.Sprintf("%s@%s", l.ID, m.host), Headers: mail.Unsubscribe(l.Unsubscribe)})
	if !errors.Is(err, mail.ErrAddress) {
		return err
	}
	var refused mail.RefusedError
	if errors.As(err, &refused) {
		return Refusal{bounceOf(refused), err}
	}
	return Refusal{models.BounceUnknown, err} // it is no address at all
}

// bounceOf reads the enhanced status of a refusal (RFC 3463): 1 is the address, 2
// the mailbox. 7 is a policy against the sender, which says nothing of the address.
func bounceOf(refused mail.RefusedError) models.Bounce {
	switch refused.Subject() {
	case "1":
		return models.BounceUnknown
	case "2":
		return models.BounceMailbox
	case "7", "":
		return ""
	}
	return models.BounceRefused
}
