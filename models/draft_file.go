package models

import (
	"context"
	"errors"
	"fmt"
)

// CheckDraft returns the problems of a draft by field; nil if it can be filed.
func (s *Store) CheckDraft(ctx context.Context, form DraftForm) (Invalid, error) {
	problems := Invalid{}
	in := s.appealOf(form)
	in.check(problems)
	s.Reference().checkCategory(problems, form.Category)
	if place, err := s.Place(ctx, form.Place); errors.Is(err, ErrNotFound) || err == nil && place.Retired {
		problems["place"] = Problem{Key: "problem.unknown"}
	} else if err != nil {
		return nil, err
	}
	for _, p := range form.Pictures {
		problems.Text("alt-"+p.Digest, p.Alt, 0, 300)
	}
	if len(problems) == 0 {
		return nil, nil
	}
	return problems, nil
}

// appealOf returns the appeal of a draft, without its pictures.
func (s *Store) appealOf(form DraftForm) NewAppeal {
	return NewAppeal{
		Kind: form.Kind, Category: form.Category, Place: form.Place, AuthorShown: form.AuthorShown, Lang: form.Lang,
		Title: form.Title, Text: form.Text, Lat: form.Lat, Lon: form.Lon, Private: s.IsPrivate(form),
	}
}

// IsPrivate reports whether the appeal is private: by the choice of its author, or else by the
// default of its category.
func (s *Store) IsPrivate(form DraftForm) bool {
	if form.Private != nil {
		return *form.Private
	}
	category, _ := s.Reference().Category(form.Category)
	return category.Private
}

// FileDraft files a draft for a user. Repeated and concurrent calls file one appeal and return the
// same one.
func (s *Store) FileDraft(ctx context.Context, token string, who Presence) (filed Filed, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		d, err := tx.draft(ctx, token, who.UserID, "for update")
		if err != nil {
			return err
		}
		if d.AppealID != nil {
			return tx.readOne(ctx, &filed, `select id, number from appeals where id = ?`, *d.AppealID)
		}
		if err := tx.CheckBan(ctx, "file", who); err != nil {
			return err
		}
		problems, err := tx.CheckDraft(ctx, d.Form)
		if err != nil {
			return err
		}
		if problems != nil {
			return problems
		}
		in := tx.appealOf(d.Form)
		in.AuthorID = who.UserID
		if filed, err = tx.SubmitAppeal(ctx, in); err != nil {
			return err
		}
		if err := tx.attach(ctx, filed.ID, d.Form); err != nil {
			return err
		}
		_, err = tx.exec(ctx, `update drafts set appeal_id = ?, user_id = ?, at = ? where id = ?`, filed.ID, who.UserID, tx.Now(), d.ID)
		return err
	})
	if err != nil {
		return Filed{}, fmt.Errorf("file draft: %w", err)
	}
	return filed, nil
}

// attach adds the stored pictures of a draft to its appeal.
func (s *Store) attach(ctx context.Context, appeal int64, form DraftForm) error {
	for i, p := range form.Pictures {
		if _, err := s.exec(ctx, `
			insert into pictures (digest, appeal_id, role, position, alt) values (?, ?, 'problem', ?, ?)`,
			p.Digest, appeal, i, p.Alt); err != nil {
			return err
		}
	}
	if len(form.Pictures) == 0 {
		return nil
	}
	return s.setCover(ctx, "appeals", appeal)
}
