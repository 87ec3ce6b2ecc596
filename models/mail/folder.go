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

// Folder stores every message as an .eml file instead of sending it, for development and the demo.
type Folder struct{ Dir string }

// folderFrom is the sender of stored mails. Replies are not possible.
const folderFrom = "Жауап <jauap@localhost>"

// Send writes the message to the folder. It renames the file to its final name after writing it
// completely.
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

// StoredMessage is a message of a folder.
type StoredMessage struct {
	File    string // name in the folder
	To      string
	Subject string
	At      time.Time
	Text    string
	Headers map[string]string // Message-Id and the headers of Unsubscribe
}

// listLimit is the number of messages that List returns.
const listLimit = 50

// List returns the newest messages, newest first. A missing folder is not an error.
func (f Folder) List() ([]StoredMessage, error) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("mail: %w", err)
	}
	var stored []StoredMessage
	for _, e := range slices.Backward(entries) {
		if filepath.Ext(e.Name()) != ".eml" || len(stored) == listLimit {
			continue
		}
		m, err := f.Read(e.Name())
		if err != nil {
			return nil, err
		}
		stored = append(stored, m)
	}
	return stored, nil
}

// Read returns the message in the given file, or fs.ErrNotExist.
func (f Folder) Read(file string) (StoredMessage, error) {
	if file != filepath.Base(file) || filepath.Ext(file) != ".eml" || strings.ContainsAny(file, `/\`) {
		return StoredMessage{}, fs.ErrNotExist
	}
	raw, err := os.ReadFile(filepath.Join(f.Dir, file))
	if err != nil {
		return StoredMessage{}, err
	}
	head, err := stdmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return StoredMessage{}, fmt.Errorf("mail: %s: %w", file, err)
	}
	body, err := gomail.EMLToMsgFromReader(bytes.NewReader(raw))
	if err != nil {
		return StoredMessage{}, fmt.Errorf("mail: %s: %w", file, err)
	}
	m := StoredMessage{File: file, To: head.Header.Get("To"), Headers: map[string]string{}}
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
				return StoredMessage{}, fmt.Errorf("mail: %s: %w", file, err)
			}
			m.Text = string(text)
		}
	}
	return m, nil
}
