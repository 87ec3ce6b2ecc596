// Package mail sends messages to a mail server, or in development to a folder.
//
// When Send returns nil, the server has acknowledged the message and is responsible for it. A
// program that stops before it records the acknowledgement sends the message again. The same
// MessageID lets mail programs show it once.
package mail

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// Message is a mail to one recipient.
type Message struct {
	To        string // an address without a name
	Subject   string
	Text      string            // plain text, required
	HTML      string            // "" for none
	MessageID string            // without brackets; "" generates one
	Headers   map[string]string // additional headers, such as those of Unsubscribe
}

// Sender sends messages: an SMTP server or a Folder.
type Sender interface {
	// Send returns nil when the receiver has accepted the message.
	Send(context.Context, Message) error
}

// Unsubscribe returns the headers of RFC 8058, with which a mail program offers to unsubscribe with
// one click. The mail program posts to address, which must be https.
func Unsubscribe(address string) map[string]string {
	return map[string]string{
		"List-Unsubscribe":      "<" + address + ">",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	}
}

// compose builds the MIME message.
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
	// automatic responders do not reply to such mail (RFC 3834)
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	for name, value := range m.Headers {
		// preformatted, because an address in it must not be split into encoded words
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

// Settings is the configuration of the mail server. If all are empty, the program uses a Folder.
type Settings struct {
	URL      string // smtp://user:password@host:587 or smtps://…:465; overrides Host, Port, User and Password
	Host     string
	Port     int // 0: 587
	User     string
	Password string
	From     string // an address, with or without a name
}

// parse copies the parts of URL to the other fields.
func (s Settings) parse() (_ Settings, implicitTLS bool, err error) {
	if s.URL == "" {
		return s, s.Port == 465, nil
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		// the URL can contain a password, so the error does not repeat it
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
