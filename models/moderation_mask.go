package models

import (
	"context"
	"fmt"

	"jauap/models/screen"
)

// Masking is the text of an appeal, and of what its author has added, with marks in
// square brackets where personal data stood.
type Masking struct {
	Title, Body string
	Additions   []Addition `gorm:"-"` // any of them; one that is not named stays
	Version     int        // of the text that was masked: Review.Version
}

// MaskAppeal puts the masked text in the place of the original, which is kept
// and never shown. A moderator can take something away, and add nothing.
func (s *Store) MaskAppeal(ctx context.Context, id, moderator int64, in Masking) error {
	problems := Invalid{}
	in.Title = problems.line("title", in.Title, 3, 200)
	in.Body = problems.text("body", in.Body, 10, 10000)
	for i, a := range in.Additions {
		in.Additions[i].Text = problems.text(a.Field(), a.Text, 1, 5000)
	}
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "mask", id, func(tx *Store, a held) error {
		was := Masking{}
		if err := tx.readOne(ctx, &was, `select title, body, `+reviewVersion+` as version from appeals a where id = ?`, id); err != nil {
			return err
		}
		if was.Version != in.Version {
			return ErrStale
		}
		changed, err := tx.maskAdditions(ctx, id, moderator, in.Additions)
		switch {
		case err != nil:
			return err
		case !screen.OnlyMasked(was.Title, in.Title):
			return Invalid{"title": {Key: "problem.mask_only"}}
		case !screen.OnlyMasked(was.Body, in.Body):
			return Invalid{"body": {Key: "problem.mask_only"}}
		case was.Title != in.Title || !screen.SameText(was.Body, in.Body):
			if err := tx.maskText(ctx, id, moderator, was, in); err != nil {
				return err
			}
		case !changed:
			return Invalid{"body": {Key: "problem.mask_nothing"}}
		}
		if err := tx.moderated(ctx, id, moderator, "mask", "personal_data", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasMasked, Actor: ByModerator, UserID: ref(moderator),
			Data: EventData{Reason: "personal_data"}})
	})
}

func (s *Store) maskText(ctx context.Context, id, moderator int64, was, in Masking) error {
	if _, err := s.exec(ctx, `insert into originals (appeal_id, title, body, user_id, at) values (?, ?, ?, ?, ?)`,
		id, was.Title, was.Body, ref(moderator), s.Now()); err != nil {
		return err
	}
	_, err := s.exec(ctx, `update appeals set title = ?, body = ?, search = ? where id = ?`,
		in.Title, in.Body, searchVector(in.Title, in.Body), id)
	return err
}

// maskAdditions masks those that differ; the original of an addition has no title.
func (s *Store) maskAdditions(ctx context.Context, id, moderator int64, additions []Addition) (changed bool, err error) {
	for _, in := range additions {
		var was string
		if err := s.readOne(ctx, &was, `select data ->> 'text' from events where id = ? and appeal_id = ? and `+isAddition, in.ID, id); err != nil {
			return false, err
		}
		if screen.SameText(was, in.Text) {
			continue
		}
		if !screen.OnlyMasked(was, in.Text) {
			return false, Invalid{in.Field(): {Key: "problem.mask_only"}}
		}
		if _, err := s.exec(ctx, `insert into originals (appeal_id, title, body, user_id, at) values (?, '', ?, ?, ?)`, id, was, ref(moderator), s.Now()); err != nil {
			return false, err
		}
		if _, err := s.exec(ctx, `update events set data = jsonb_set(data, '{text}', to_jsonb(?::text)) where id = ?`, in.Text, in.ID); err != nil {
			return false, err
		}
		changed = true
	}
	return changed, nil
}

// Field is what a field or a problem of an addition is called.
func (a Addition) Field() string { return fmt.Sprint("add", a.ID) }
