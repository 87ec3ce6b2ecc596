package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// ErrAddress means that the address is invalid or that the server permanently rejects mail for it.
// Do not retry.
var ErrAddress = errors.New("address refused")

// RefusedError is an ErrAddress with the status codes of the server.
type RefusedError struct {
	Code     int    // 550
	Enhanced string // 5.1.1; "" if the server gives none
}

func (e RefusedError) Error() string {
	return fmt.Sprintf("%v: code %d %s", ErrAddress, e.Code, e.Enhanced)
}

// Is reports that the error is an ErrAddress.
func (e RefusedError) Is(target error) bool { return target == ErrAddress }

// Subject returns the second number of the enhanced status (RFC 3463): "1" for the address, "2" for
// the mailbox. Without an enhanced status it is derived from the code: 550 means an unknown
// address, 552 a full mailbox.
func (e RefusedError) Subject() string {
	if parts := strings.Split(e.Enhanced, "."); len(parts) == 3 {
		return parts[1]
	}
	switch e.Code {
	case 550, 551, 553:
		return "1"
	case 552:
		return "2"
	}
	return ""
}

// sendTimeout is the time limit for one SMTP session.
const sendTimeout = 12 * time.Second

// SMTP sends messages through a mail server.
type SMTP struct {
	from    string
	host    string
	options []gomail.Option
}

// NewSMTP returns a sender for the settings. It does not connect yet. TLS is mandatory, except for
// a server on the same machine, where it is used if available.
func NewSMTP(s Settings) (*SMTP, error) { return newSMTP(s, nil) }

// newSMTP is NewSMTP with a TLS configuration, so that a test can trust its own certificate.
func newSMTP(s Settings, trust *tls.Config) (*SMTP, error) {
	s, implicit, err := s.parse()
	if err != nil {
		return nil, err
	}
	if s.From == "" {
		return nil, errors.New("mail: SMTP_FROM is missing: the sender address")
	}
	if _, err := compose(s.From, Message{To: "recipient@example.org"}); err != nil {
		return nil, err
	}
	if trust == nil {
		trust = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	trust = trust.Clone()
	trust.ServerName = s.Host
	policy := gomail.TLSMandatory
	if local(s.Host) {
		policy = gomail.TLSOpportunistic
	}
	options := []gomail.Option{gomail.WithTimeout(sendTimeout), gomail.WithTLSPolicy(policy), gomail.WithTLSConfig(trust)}
	port := s.Port
	if implicit {
		options = append(options, gomail.WithSSL())
		if port == 0 {
			port = 465
		}
	} else if port == 0 {
		port = 587
	}
	options = append(options, gomail.WithPort(port))
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	if _, err := gomail.NewClient(s.Host, options...); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return &SMTP{from: s.From, host: s.Host, options: options}, nil
}

// local reports whether the host is this machine.
func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send sends the message. ErrAddress is permanent; retry after any other error.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := compose(s.from, m)
	if err != nil {
		return err
	}
	// a client holds one connection, so each message needs its own client
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, msg)
	var refused *gomail.SendError
	switch {
	case msg.IsDelivered(): // only QUIT failed
		return nil
	case errors.As(err, &refused) && refused.Reason == gomail.ErrSMTPRcptTo && !refused.IsTemp():
		return fmt.Errorf("mail: %w", RefusedError{refused.ErrorCode(), refused.EnhancedStatusCode()})
	case err != nil:
		return fmt.Errorf("mail: %w", err)
	}
	return nil
}
