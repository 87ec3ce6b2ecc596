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

// ErrAddress: the address is none, or the server will never take mail for it. To
// try again is of no use.
var ErrAddress = errors.New("address refused")

// RefusedError is an ErrAddress with what the server has said.
type RefusedError struct {
	Code     int    // 550
	Enhanced string // 5.1.1; "" where the server gives none
}

func (e RefusedError) Error() string {
	return fmt.Sprintf("%v: code %d %s", ErrAddress, e.Code, e.Enhanced)
}

// Is makes it an ErrAddress.
func (e RefusedError) Is(target error) bool { return target == ErrAddress }

// Subject is the second number of the enhanced status (RFC 3463); without one the
// code itself says it where it can: 550 no such address, 552 a mailbox that is full.
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

// patience is how long one conversation with a server may take.
const patience = 12 * time.Second

// SMTP is a mail server.
type SMTP struct {
	from    string
	host    string
	options []gomail.Option
}

// NewSMTP returns the server of the settings, without asking it anything yet. The
// conversation is encrypted, and so is the password, except with a server on this
// very machine, which may do without.
func NewSMTP(s Settings) (*SMTP, error) { return newSMTP(s, nil) }

// newSMTP lets a test bring the certificate that it trusts.
func newSMTP(s Settings, trust *tls.Config) (*SMTP, error) {
	s, implicit, err := s.parse()
	if err != nil {
		return nil, err
	}
	if s.From == "" {
		return nil, errors.New("mail: SMTP_FROM is missing: the address that mail comes from")
	}
	if _, err := compose(s.From, Message{To: "somebody@example.org"}); err != nil {
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
	options := []gomail.Option{gomail.WithTimeout(patience), gomail.WithTLSPolicy(policy), gomail.WithTLSConfig(trust)}
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

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send hands the message over. ErrAddress is an answer for good; any other error
// may be gone later.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := compose(s.from, m)
	if err != nil {
		return err
	}
	// a client holds one connection, so each message has its own
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	err = client.DialAndSendWithContext(ctx, msg)
	var refused *gomail.SendError
	switch {
	case msg.IsDelivered(): // it failed only to say goodbye
		return nil
	case errors.As(err, &refused) && refused.Reason == gomail.ErrSMTPRcptTo && !refused.IsTemp():
		return fmt.Errorf("mail: %w", RefusedError{refused.ErrorCode(), refused.EnhancedStatusCode()})
	case err != nil:
		return fmt.Errorf("mail: %w", err)
	}
	return nil
}
