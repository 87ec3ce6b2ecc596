package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"jauap/models"
	"jauap/models/mail"
)

// Channel delivers letters to people. Notices and digests use only this interface, so a
// messenger or SMS is one more type with its own kind of job: each kind is marked and
// retried separately.
type Channel interface {
	// Name tells channels apart in the errors of a job.
	Name() string
	// Deliver returns nil when the channel has accepted the letter. A Refusal is
	// permanent; any other error is retried.
	Deliver(ctx context.Context, l Letter) error
}

// Letter is a message to one person.
type Letter struct {
	To          string // the address on the channel
	ID          string // constant over retries, without a host
	Subject     string
	Text        string
	HTML        string
	Unsubscribe string // the address that ends such letters
}

// Refusal is a permanent failure: the address will never accept a letter.
type Refusal struct {
	Bounce models.Bounce // "" if the address is not the cause
	error
}

// Unwrap returns the error of the channel.
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

// Deliver sends the letter to the mail server, with the headers of one-click
// unsubscribing.
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
	return Refusal{models.BounceUnknown, err} // not a valid address
}

// bounceOf maps the enhanced status of a refusal (RFC 3463): 1 is the address, 2 the
// mailbox. 7 is a policy against the sender and does not concern the address.
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
