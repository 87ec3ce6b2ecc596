package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"jauap/models"
	"jauap/models/mail"
)

// Channel delivers letters to users. Notices and digests use only this interface. A
// messenger or SMS would be another type with its own kind of job, because each channel is
// marked as delivered and retried separately.
type Channel interface {
	// Name identifies the channel in the errors of jobs.
	Name() string
	// Deliver returns nil when the channel has accepted the letter. A Refusal is
	// permanent; any other error is retried.
	Deliver(ctx context.Context, l Letter) error
}

// Letter is a message to one user.
type Letter struct {
	To          string // address on the channel
	ID          string // the same for all retries, without a host
	Subject     string
	Text        string
	HTML        string
	Unsubscribe string // address that ends the subscription
}

// Refusal is a permanent delivery failure.
type Refusal struct {
	Bounce models.Bounce // "" if the address did not cause it
	error
}

// Unwrap returns the underlying error of the channel.
func (r Refusal) Unwrap() error { return r.error }

// byMail delivers letters by mail.
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

// bounceOf maps the enhanced status of a refusal (RFC 3463). Subject 1 is the address, 2 the
// mailbox. Subject 7 is a policy against the sender and does not concern the address.
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
