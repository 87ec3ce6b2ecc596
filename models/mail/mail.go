// Package mail hands messages to a mail server, or for development to a folder.
//
// A message is acknowledged when Send returns nil: the server has said that it is
// responsible for it now. A program that ends between that word and writing it
// down sends the message once more; the same MessageID lets mail programs show it once.
package mail

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// Message is one mail to one person.
type Message struct {
	To        string // an address without a name
	Subject   string
	Text      string            // the plain form, always there
	HTML      string            // "" for none
	MessageID string            // without brackets; "" lets one be made
	Headers   map[string]string // further ones, such as those of Unsubscribe
}

// Sender takes messages: an SMTP server or a Folder.
type Sender interface {
	// Send returns nil when the message is in other hands.
	Send(context.Context, Message) error
}

// Unsubscribe returns the headers of RFC 8058 with which a mail program offers to
// stop such mails with one click: it posts to address, which must be https.
func Unsubscribe(address string) map[string]string {
	return map[string]string{
		"List-Unsubscribe":      "<" + address + ">",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	}
}

// compose builds the message as it goes over the wire.
func compose(from string, m Message) (*gomail.Msg, error) {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := out.From(from); err != nil {
		return nil, fmt.Errorf("mail: sender %q: %w", from, err)
	}
	if err := out.To(m.To); err != nil {
		return nil, fmt.Errorf("mail: %w", ErrAddress)
	}
	for _, line := range append([]string{m.Subject, m.MessageID}, headerLines(m.Headers)...) {
		if strings.ContainsAny(line, "\r\n") {
			return nil, fmt.Errorf("mail: a header holds a line break")
		}
	}
	out.Subject(m.Subject)
	out.SetDate()
	out.SetMessageID()
	if m.MessageID != "" {
		out.SetMessageIDWithValue(m.MessageID)
	}
	// answering machines keep quiet (RFC 3834), so that none asks the portal for a reply
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	for name, value := range m.Headers {
		// preformatted: an address in it must not be cut into coded words
		out.SetGenHeaderPreformatted(gomail.Header(name), value)
	}
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		out.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return out, nil
}

func headerLines(headers map[string]string) (lines []string) {
	for name, value := range headers {
		lines = append(lines, name, value)
	}
	return lines
}

// Settings says where mail goes. All empty means nowhere but to the Folder.
type Settings struct {
	URL      string // smtp://user:password@host:587 or smtps://…:465; takes the place of Host, Port, User and Password
	Host     string
	Port     int // 0: 587
	User     string
	Password string
	From     string // an address, with or without a name
}

// parse reads URL into the other fields.
func (s Settings) parse() (_ Settings, implicitTLS bool, err error) {
	if s.URL == "" {
		return s, s.Port == 465, nil
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		// the address may hold a password, so it is not repeated
		return s, false, fmt.Errorf("mail: SMTP_URL is not of the form smtp://user:password@host:587")
	}
	s.Host, s.Port = u.Hostname(), 0
	s.User = u.User.Username()
	s.Password, _ = u.User.Password()
	if port := u.Port(); port != "" {
		if _, err := fmt.Sscan(port, &s.Port); err != nil {
			return s, false, fmt.Errorf("mail: SMTP_URL: port %q: %w", port, err)
		}
	}
	return s, u.Scheme == "smtps", nil
}
