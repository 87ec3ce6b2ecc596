package models

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"
)

const (
	// KeptFormFor is how long a form waits for its sender to sign in again: long enough for
	// a mail that comes late.
	KeptFormFor = 2 * time.Hour
	// longestKeptForm is how many bytes of one form are kept.
	longestKeptForm = 256 << 10
	// What one network and all together may have kept at a time, in bytes. Anybody can send
	// a form without a session.
	mostKeptOfNetwork = 4 << 20
	mostKept          = 256 << 20
)

// NewKeptForm is a form to be kept until its sender has signed in.
type NewKeptForm struct {
	Form    []byte
	Network string
	UserID  int64 // who is signed in, but has to prove it again; 0 for nobody
	SignIn  int64 // the sign-in that has ended; 0 for none
}

// KeepForm keeps a form and returns the token that opens it; "" where there is no room.
// The form is sealed with the token, so that the database alone does not tell it.
func (s *Store) KeepForm(ctx context.Context, in NewKeptForm) (token string, err error) {
	if len(in.Form) > longestKeptForm {
		return "", nil
	}
	if err := s.sweepKeptForms(ctx); err != nil {
		return "", err
	}
	token = rand.Text()
	sealed := s.secret.Seal(keptPurpose(token), in.Form)
	kept, err := s.exec(ctx, `
		insert into kept_forms (token_hash, user_id, network, form, at)
		select ?, coalesce(?, (select user_id from sign_ins where id = ?)), ?, ?, ?
		where (select coalesce(sum(octet_length(form)), 0) from kept_forms where network = ?) + ? <= ?
			and (select coalesce(sum(octet_length(form)), 0) from kept_forms) + ? <= ?`,
		s.keptHash(token), NilIfZero(in.UserID), in.SignIn, in.Network, sealed, s.Now(),
		in.Network, len(sealed), mostKeptOfNetwork, len(sealed), mostKept)
	if err != nil {
		return "", fmt.Errorf("keep a form: %w", err)
	}
	if kept == 0 {
		return "", nil
	}
	return token, nil
}

// KeptForm returns a form by its token. ErrNotFound: it is not kept any more, or was
// sent by somebody else than the user.
func (s *Store) KeptForm(ctx context.Context, token string, user int64) ([]byte, error) {
	var sealed struct{ Form []byte }
	if err := s.readOne(ctx, &sealed, `
		select form from kept_forms where token_hash = ? and at > ? and (user_id is null or user_id = ?)`,
		s.keptHash(token), s.Now().Add(-KeptFormFor), user); err != nil {
		return nil, fmt.Errorf("kept form: %w", err)
	}
	form, err := s.secret.Open(keptPurpose(token), sealed.Form)
	if err != nil {
		return nil, fmt.Errorf("kept form: %w", ErrNotFound)
	}
	return form, nil
}

// sweepKeptForms forgets what has waited too long.
func (s *Store) sweepKeptForms(ctx context.Context) error {
	if _, err := s.exec(ctx, `delete from kept_forms where at <= ?`, s.Now().Add(-KeptFormFor)); err != nil {
		return fmt.Errorf("sweep kept forms: %w", err)
	}
	return nil
}

func keptPurpose(token string) string { return "kept form " + token }

func (s *Store) keptHash(token string) []byte { return s.secret.Hash("kept form", token) }
