package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"jauap/models"
)

const (
	// KeptFormFor is how long a form is kept for its sender to sign in: long enough for a
	// slow mail.
	KeptFormFor = 2 * time.Hour
	// longestKeptForm is the greatest number of bytes of one form.
	longestKeptForm = 256 << 10
	// Bounds on the bytes kept for one network and in all. Anybody can send a form without
	// a session.
	mostKeptOfNetwork = 4 << 20
	mostKept          = 256 << 20
)

// NewKeptForm is a form to keep until its sender has signed in.
type NewKeptForm struct {
	Form    []byte
	Network string
	UserID  int64 // the user who is signed in but must give the second factor again; 0 for none
	SignIn  int64 // the sign-in that has expired; 0 for none
}

// KeepForm keeps a form and returns the token that opens it; "" if there is no space. The
// form is encrypted with the token, so that the database alone does not reveal it.
func (s *Store) KeepForm(ctx context.Context, in NewKeptForm) (token string, err error) {
	if len(in.Form) > longestKeptForm {
		return "", nil
	}
	if err := s.SweepKeptForms(ctx); err != nil {
		return "", err
	}
	token = rand.Text()
	sealed := s.secret.Seal(keptPurpose(token), in.Form)
	kept, err := s.db.Exec(ctx, `
		insert into kept_forms (token_hash, user_id, network, form, at)
		select @token, coalesce(@user, (select user_id from sign_ins where id = @sign_in)), @network, @form, @now
		where (select coalesce(sum(octet_length(form)), 0) from kept_forms where network = @network) + @size <= @most_of_network
			and (select coalesce(sum(octet_length(form)), 0) from kept_forms) + @size <= @most`, map[string]any{
		"token": s.keptHash(token), "user": models.NilIfZero(in.UserID), "sign_in": in.SignIn, "network": in.Network, "form": sealed,
		"now": s.core.Now(), "size": len(sealed), "most_of_network": mostKeptOfNetwork, "most": mostKept})
	if err != nil {
		return "", fmt.Errorf("keep a form: %w", err)
	}
	if kept == 0 {
		return "", nil
	}
	return token, nil
}

// KeptForm returns a form by its token. ErrNotFound: the form has expired, or another user
// sent it.
func (s *Store) KeptForm(ctx context.Context, token string, user int64) ([]byte, error) {
	var sealed struct{ Form []byte }
	if err := s.db.ReadOne(ctx, &sealed, `
		select form from kept_forms where token_hash = @token and at > @since and (user_id is null or user_id = @user)`, map[string]any{
		"token": s.keptHash(token), "since": s.core.Now().Add(-KeptFormFor), "user": user}); err != nil {
		return nil, fmt.Errorf("kept form: %w", err)
	}
	form, err := s.secret.Open(keptPurpose(token), sealed.Form)
	if err != nil {
		return nil, fmt.Errorf("kept form: %w", models.ErrNotFound)
	}
	return form, nil
}

// SweepKeptForms deletes expired forms.
func (s *Store) SweepKeptForms(ctx context.Context) error {
	if _, err := s.db.Exec(ctx, `delete from kept_forms where at <= ?`, s.core.Now().Add(-KeptFormFor)); err != nil {
		return fmt.Errorf("sweep kept forms: %w", err)
	}
	return nil
}

func keptPurpose(token string) string { return "kept form " + token }

func (s *Store) keptHash(token string) []byte { return s.secret.Hash("kept form", token) }
