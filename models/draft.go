package models

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// DraftDays is how long a draft of a user is kept after its last change, and LooseDraftDays a
	// draft without a user.
	DraftDays, LooseDraftDays = 30, 7
	// AppealPictures is how many pictures an appeal may have.
	AppealPictures = 5
)

// Draft is an unfiled appeal. The holder of its token can continue it without an account.
type Draft struct {
	ID   int64
	Form DraftForm `gorm:"serializer:json"`
	At   time.Time // of the last change
	// AppealID is the filed appeal; nil before it is filed.
	AppealID *int64
}

// DraftForm is the form of an appeal as typed, valid or not.
type DraftForm struct {
	Category    string         `json:"category,omitempty"`
	Place       string         `json:"place,omitempty"` // KATO code
	Lat         *float64       `json:"lat,omitempty"`
	Lon         *float64       `json:"lon,omitempty"`
	Kind        Kind           `json:"kind,omitempty"`
	Lang        string         `json:"lang,omitempty"`
	Title       string         `json:"title,omitempty"`
	Text        string         `json:"text,omitempty"`
	AuthorShown bool           `json:"author_shown,omitempty"`
	Private     *bool          `json:"private,omitempty"` // nil: the default of the category
	Pictures    []DraftPicture `json:"pictures,omitempty"`
}

// DraftPicture is an uploaded picture of a draft.
type DraftPicture struct {
	Digest string `json:"digest"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Alt    string `json:"alt,omitempty"` // what it shows; "" is the title of the appeal
}

// LooksKazakh reports whether the texts have letters that only Kazakh has. On a page in another
// language their author would get the answer in that language.
func (f DraftForm) LooksKazakh() bool {
	return strings.ContainsAny(strings.ToLower(f.Title+f.Text), "әғқңөұүһі")
}

// StartDraft saves a new draft and returns its token; user is 0 without a session.
func (s *Store) StartDraft(ctx context.Context, user int64, form DraftForm) (token string, err error) {
	token = rand.Text()
	form.roundPoint()
	data, err := json.Marshal(form.cut())
	if err != nil {
		return "", fmt.Errorf("start draft: %w", err)
	}
	_, network := s.sender(ctx)
	if err := s.roomForDraft(ctx, network); err != nil {
		return "", fmt.Errorf("start draft: %w", err)
	}
	if _, err = s.exec(ctx, `insert into drafts (user_id, token_hash, form, at, network) values (?, ?, ?::jsonb, ?, ?)`,
		NilIfZero(user), s.draftHash(token), string(data), s.Now(), network); err != nil {
		return "", fmt.Errorf("start draft: %w", err)
	}
	return token, nil
}

// Draft returns a draft by its token. ErrNotFound: the token is unknown, the draft is too old, or
// it belongs to another user.
func (s *Store) Draft(ctx context.Context, token string, user int64) (Draft, error) {
	d, err := s.draft(ctx, token, user, "")
	if err != nil {
		return d, fmt.Errorf("draft: %w", err)
	}
	return d, nil
}

// SaveDraft changes a draft and gives it to the user of the session, if there is one. ErrState: it
// is filed already.
func (s *Store) SaveDraft(ctx context.Context, token string, user int64, change func(*DraftForm)) (d Draft, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		if d, err = tx.lockDraft(ctx, token, user); err != nil {
			return err
		}
		before := digestsOf(d.Form.Pictures)
		change(&d.Form)
		d.Form.roundPoint()
		if err := tx.writeDraft(ctx, d, user); err != nil {
			return err
		}
		after := digestsOf(d.Form.Pictures)
		return tx.dropPictures(ctx, slices.DeleteFunc(before, func(digest string) bool { return slices.Contains(after, digest) }))
	})
	if err != nil {
		return d, fmt.Errorf("save draft: %w", err)
	}
	return d, nil
}

// lockDraft locks a draft that can still be changed.
func (s *Store) lockDraft(ctx context.Context, token string, user int64) (Draft, error) {
	d, err := s.draft(ctx, token, user, "for update")
	if err == nil && d.AppealID != nil {
		err = ErrState
	}
	return d, err
}

func (s *Store) draft(ctx context.Context, token string, user int64, lock string) (d Draft, err error) {
	if token == "" {
		return d, ErrNotFound
	}
	err = s.readOne(ctx, &d, `
		select id, form, at, appeal_id from drafts
		where token_hash = ? and at > case when user_id is null then ?::timestamptz else ?::timestamptz end and (user_id is null or user_id = ?) `+lock,
		s.draftHash(token), s.Now().AddDate(0, 0, -LooseDraftDays), s.Now().AddDate(0, 0, -DraftDays), user)
	return d, err
}

// roundPoint rounds the point of the draft, as that of an appeal is rounded.
func (f *DraftForm) roundPoint() {
	if f.Lat != nil && f.Lon != nil {
		lat, lon := roundPoint(*f.Lat), roundPoint(*f.Lon)
		f.Lat, f.Lon = &lat, &lon
	}
}

func (s *Store) writeDraft(ctx context.Context, d Draft, user int64) error {
	data, err := json.Marshal(d.Form.cut())
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, `update drafts set form = ?::jsonb, user_id = coalesce(?, user_id), at = ? where id = ?`,
		string(data), NilIfZero(user), s.Now(), d.ID)
	return err
}

func (s *Store) draftHash(token string) []byte { return s.secret.Hash("draft", token) }

// cut returns the form with its texts cut to one letter more than can be filed, so that a text that
// is too long still is, and its author shortens it.
func (f DraftForm) cut() DraftForm {
	f.Title, f.Text = firstLetters(f.Title, 201), firstLetters(f.Text, 10001)
	f.Pictures = slices.Clone(f.Pictures)
	for i := range f.Pictures {
		f.Pictures[i].Alt = firstLetters(f.Pictures[i].Alt, 301)
	}
	return f
}

// firstLetters returns the beginning of a text.
func firstLetters(text string, letters int) string {
	for i := range text {
		if letters--; letters < 0 {
			return text[:i]
		}
	}
	return text
}

func digestsOf(pictures []DraftPicture) (digests []string) {
	for _, p := range pictures {
		digests = append(digests, p.Digest)
	}
	return digests
}

// SweepDrafts deletes drafts that were not changed for too long, and then pictures that no
// draft or page uses. It returns how many rows it deleted.
func (s *Store) SweepDrafts(ctx context.Context) (int, error) {
	old, loose := s.Now().AddDate(0, 0, -DraftDays), s.Now().AddDate(0, 0, -LooseDraftDays)
	drafts, err := s.exec(ctx, `delete from drafts where at <= ? or user_id is null and at <= ?`, old, loose)
	if err != nil {
		return 0, fmt.Errorf("sweep drafts: %w", err)
	}
	// a picture that a page shows no longer waits, and later runs do not check it
	if _, err := s.exec(ctx, `update media m set network = null where network is not null and exists (select 1 from pictures p where p.digest = m.digest)`); err != nil {
		return int(drafts), fmt.Errorf("sweep pictures: %w", err)
	}
	pictures, err := s.exec(ctx, `delete from media m where m.network is not null and m.at <= ? and `+unreferenced, loose)
	if err != nil {
		return int(drafts), fmt.Errorf("sweep pictures: %w", err)
	}
	return int(drafts + pictures), nil
}
