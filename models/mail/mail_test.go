package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	stdmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	gomail "github.com/wneessen/go-mail"
)

// postbox is an SMTP server that stores the messages it receives.
type postbox struct {
	mu       sync.Mutex
	received []received
	addr     *net.TCPAddr
	cert     tls.Certificate
	pool     *x509.CertPool
}

type received struct {
	from, to, user string
	tls            bool
	raw            []byte
}

// conversation is one SMTP session.
type conversation struct {
	box  *postbox
	conn *smtp.Conn
	r    received
}

func (b *postbox) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &conversation{box: b, conn: c}, nil
}
func (c *conversation) AuthMechanisms() []string { return []string{sasl.Plain} }
func (c *conversation) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "portal" || password != "p@ss word" {
			return errors.New("wrong password")
		}
		c.r.user = user
		return nil
	}), nil
}
func (c *conversation) Mail(from string, _ *smtp.MailOptions) error { c.r.from = from; return nil }
func (c *conversation) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch {
	case strings.HasPrefix(to, "nobody@"):
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	case strings.HasPrefix(to, "busy@"):
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "later"}
	}
	c.r.to = to
	return nil
}
func (c *conversation) Data(r io.Reader) (err error) {
	c.r.raw, err = io.ReadAll(r)
	_, c.r.tls = c.conn.TLSConnectionState()
	c.box.mu.Lock()
	defer c.box.mu.Unlock()
	c.box.received = append(c.box.received, c.r)
	return err
}
func (c *conversation) Reset()        {}
func (c *conversation) Logout() error { return nil }

// certTime is the start of the certificate's validity. Clients of the tests verify it at this time.
var certTime = time.Date(2026, time.March, 4, 10, 0, 0, 0, time.UTC)

// trust returns a TLS configuration that trusts the server's certificate.
func (b *postbox) trust() *tls.Config {
	return &tls.Config{RootCAs: b.pool, Time: func() time.Time { return certTime }}
}

// open starts the server, without TLS if plain.
func open(t *testing.T, plain bool) *postbox {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: certTime, NotAfter: certTime.Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	b := &postbox{cert: tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool: x509.NewCertPool()}
	b.pool.AddCert(cert)
	server := smtp.NewServer(b)
	server.Domain = "mail.test"
	server.ErrorLog = log.New(io.Discard, "", 0) // the server logs clients that disconnect
	if !plain {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{b.cert}}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.addr = l.Addr().(*net.TCPAddr)
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return b
}

func (b *postbox) url() string { return "smtp://portal:p%40ss%20word@" + b.addr.String() }

var letter = Message{To: "aigul@example.kz", Subject: "Кіру коды: 123456", Text: "Кодыңыз: 123456\n", HTML: "<p>Кодыңыз: <b>123456</b></p>",
	MessageID: "notice.7.9@jauap.example", Headers: Unsubscribe("https://jauap.example/unsubscribe/abc")}

func TestSMTP(t *testing.T) {
	box := open(t, false)
	sender, err := newSMTP(Settings{URL: box.url(), From: "Жауап <jauap@example.kz>"}, box.trust())
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	if len(box.received) != 1 {
		t.Fatalf("%d messages received", len(box.received))
	}
	got := box.received[0]
	if !got.tls || got.user != "portal" || got.from != "jauap@example.kz" || got.to != letter.To {
		t.Errorf("envelope: %+v", got)
	}
	head, err := stdmail.ReadMessage(bytes.NewReader(got.raw))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Message-Id": "<notice.7.9@jauap.example>", "List-Unsubscribe": "<https://jauap.example/unsubscribe/abc>",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated"} {
		if v := head.Header.Get(name); v != want {
			t.Errorf("%s is %q, want %q", name, v, want)
		}
	}
	body, err := gomail.EMLToMsgFromReader(bytes.NewReader(got.raw))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, p := range body.GetParts() {
		content, err := p.GetContent()
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, strings.TrimSpace(string(content)))
	}
	if diff := cmp.Diff([]string{"Кодыңыз: 123456", "<p>Кодыңыз: <b>123456</b></p>"}, parts); diff != "" {
		t.Error(diff)
	}
}

// TestSMTPErrors checks that permanent errors are ErrAddress and temporary ones are not.
func TestSMTPErrors(t *testing.T) {
	box := open(t, false)
	trust := box.trust()
	send := func(s Settings, to string, trust *tls.Config) error {
		t.Helper()
		s.From = "jauap@example.kz"
		sender, err := newSMTP(s, trust)
		if err != nil {
			t.Fatal(err)
		}
		m := letter
		m.To = to
		return sender.Send(t.Context(), m)
	}
	if err := send(Settings{URL: box.url()}, "nobody@example.kz", trust); !errors.Is(err, ErrAddress) {
		t.Errorf("unknown address: %v", err)
	}
	if err := send(Settings{URL: box.url()}, "busy@example.kz", trust); err == nil || errors.Is(err, ErrAddress) {
		t.Errorf("busy: %v", err)
	}
	if err := send(Settings{URL: box.url()}, "not an address", trust); !errors.Is(err, ErrAddress) {
		t.Errorf("invalid address: %v", err)
	}
	if err := send(Settings{URL: box.url()}, "a@example.kz", nil); err == nil {
		t.Error("accepted an untrusted certificate")
	}
	wrong := Settings{Host: "127.0.0.1", Port: box.addr.Port, User: "portal", Password: "guess"}
	if err := send(wrong, "a@example.kz", trust); err == nil {
		t.Error("sent with a wrong password")
	} else if strings.Contains(err.Error(), "guess") {
		t.Errorf("the error contains the password: %v", err)
	}
	if err := send(Settings{Host: "127.0.0.1", Port: 1}, "a@example.kz", trust); err == nil {
		t.Error("sent without a server")
	}
	if len(box.received) != 0 {
		t.Errorf("%d messages received", len(box.received))
	}
}

// TestSMTPPlain checks that only a server on this machine may do without TLS.
func TestSMTPPlain(t *testing.T) {
	box := open(t, true)
	sender, err := NewSMTP(Settings{Host: "127.0.0.1", Port: box.addr.Port, From: "jauap@example.kz"})
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	if len(box.received) != 1 || box.received[0].tls {
		t.Fatalf("received %+v", box.received)
	}
	for host, want := range map[string]bool{"127.0.0.1": true, "::1": true, "localhost": true, "mail.example.kz": false, "10.0.0.1": false} {
		if local(host) != want {
			t.Errorf("local(%q) = %v", host, !want)
		}
	}
}

func TestSettings(t *testing.T) {
	for _, s := range []Settings{
		{URL: "http://host", From: "a@b.kz"}, {URL: "smtp://", From: "a@b.kz"}, {Host: "mail.example.kz"},
		{Host: "mail.example.kz", From: "nobody"}, {URL: "smtp://u:secret@ho st", From: "a@b.kz"},
	} {
		_, err := NewSMTP(s)
		if err == nil {
			t.Errorf("accepted %+v", s)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error contains the password: %v", err)
		}
	}
}

func TestFolder(t *testing.T) {
	f := Folder{Dir: filepath.Join(t.TempDir(), "mail")}
	if kept, err := f.List(); err != nil || len(kept) != 0 {
		t.Fatalf("empty folder: %v, %v", kept, err)
	}
	second := letter
	second.To, second.HTML = "baurzhan@example.kz", ""
	for _, m := range []Message{letter, second} {
		if err := f.Send(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := f.List()
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != 2 || kept[0].To != "<baurzhan@example.kz>" || kept[1].Subject != letter.Subject || strings.TrimSpace(kept[1].Text) != strings.TrimSpace(letter.Text) ||
		kept[0].Headers["List-Unsubscribe"] == "" {
		t.Fatalf("%+v", kept)
	}
	info, err := os.Stat(filepath.Join(f.Dir, kept[0].File))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v: other users can read the mail", info.Mode())
	}
	for _, name := range []string{"../secret.eml", "/etc/passwd", "x.txt", `..\x.eml`, ""} {
		if _, err := f.Read(name); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("Read(%q): %v", name, err)
		}
	}
}

// TestHeaderInjection checks that line breaks in fields cannot add a header.
func TestHeaderInjection(t *testing.T) {
	f := Folder{Dir: t.TempDir()}
	for _, m := range []Message{
		{To: "a@example.kz\r\nBcc: b@example.kz", Text: "x"},
		{To: "a@example.kz", Subject: "x\r\nBcc: b@example.kz", Text: "x"},
		{To: "a@example.kz", Headers: map[string]string{"X-A": "x\nBcc: b@example.kz"}, Text: "x"},
	} {
		if err := f.Send(t.Context(), m); err == nil {
			t.Errorf("sent %+v", m)
		}
	}
}
