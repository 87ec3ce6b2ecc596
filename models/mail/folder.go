package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	stdmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Folder keeps every message as one .eml file instead of sending it, for
// development and the demo.
type Folder struct{ Dir string }

// folderFrom is who the mails of a folder come from: nobody will answer them.
const folderFrom = "Жауап <jauap@localhost>"

// Send writes the message into the folder. The file gets its name when it is whole.
func (f Folder) Send(_ context.Context, m Message) error {
	msg, err := compose(folderFrom, m)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	name := filepath.Join(f.Dir, time.Now().UTC().Format("20060102T150405.000000")+"-"+rand.Text()[:8]+".eml")
	if err := os.WriteFile(name+".part", b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	return os.Rename(name+".part", name)
}

// Kept is one message of a folder.
type Kept struct {
	File    string // its name in the folder
	To      string
	Subject string
	At      time.Time
	Text    string
	Headers map[string]string // the unusual ones
}

// shown is how many messages List returns.
const shown = 50

// List returns the newest messages, newest first; none is no error.
func (f Folder) List() ([]Kept, error) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("mail: %w", err)
	}
	var kept []Kept
	for _, e := range slices.Backward(entries) {
		if filepath.Ext(e.Name()) != ".eml" || len(kept) == shown {
			continue
		}
		m, err := f.Read(e.Name())
		if err != nil {
			return nil, err
		}
		kept = append(kept, m)
	}
	return kept, nil
}

// Read returns one message by the name of its file; fs.ErrNotExist for none.
func (f Folder) Read(file string) (Kept, error) {
	if file != filepath.Base(file) || filepath.Ext(file) != ".eml" || strings.ContainsAny(file, `/\`) {
		return Kept{}, fs.ErrNotExist
	}
	raw, err := os.ReadFile(filepath.Join(f.Dir, file))
	if err != nil {
		return Kept{}, err
	}
	head, err := stdmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Kept{}, fmt.Errorf("mail: %s: %w", file, err)
	}
	body, err := gomail.EMLToMsgFromReader(bytes.NewReader(raw))
	if err != nil {
		return Kept{}, fmt.Errorf("mail: %s: %w", file, err)
	}
	m := Kept{File: file, To: head.Header.Get("To"), Headers: map[string]string{}}
	m.Subject, _ = new(mime.WordDecoder).DecodeHeader(head.Header.Get("Subject"))
	m.At, _ = head.Header.Date()
	for _, name := range []string{"Message-Id", "List-Unsubscribe", "List-Unsubscribe-Post"} {
		if v := head.Header.Get(name); v != "" {
			m.Headers[name] = v
		}
	}
	for _, part := range body.GetParts() {
		if part.GetContentType() == gomail.TypeTextPlain {
			text, err := part.GetContent()
			if err != nil {
				return Kept{}, fmt.Errorf("mail: %s: %w", file, err)
			}
			m.Text = string(text)
		}
	}
	return m, nil
}
