package models

import (
	"context"

	"jauap/models/screen"
)

// Masking is the text of an appeal with marks in square brackets in place of personal data.
type Masking struct {
	Title, Text string
	Version     int // of the text that was masked: Review.Version
}

// MaskAppeal replaces the text of an appeal by a masked one. The original is stored and never
// shown. A moderator can remove text, and cannot add any.
func (s *Store) MaskAppeal(ctx context.Context, id, moderator int64, in Masking) error {
	problems := Invalid{}
	in.Title = problems.Line("title", in.Title, 3, 200)
	in.Text = problems.Text("body", in.Text, 10, 10000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "mask", id, func(tx *Store, a lockedAppeal) error {
		was := Masking{}
		if err := tx.readOne(ctx, &was, `select title, text, `+reviewVersion+` as version from appeals a where id = ?`, id); err != nil {
			return err
		}
		switch {
		case was.Version != in.Version:
			return ErrStale
		case was.Title == in.Title && screen.SameText(was.Text, in.Text):
			return Invalid{"body": {Key: "problem.mask_nothing"}}
		case !screen.OnlyMasked(was.Title, in.Title):
			return Invalid{"title": {Key: "problem.mask_only"}}
		case !screen.OnlyMasked(was.Text, in.Text):
			return Invalid{"body": {Key: "problem.mask_only"}}
		}
		if _, err := tx.exec(ctx, `insert into originals (appeal_id, title, text, user_id, at) values (?, ?, ?, ?, ?)`,
			id, was.Title, was.Text, NilIfZero(moderator), tx.Now()); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `update appeals set title = ?, text = ?, search = ? where id = ?`,
			in.Title, in.Text, searchVector(in.Title, in.Text), id); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, moderator, "mask", "personal_data", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasMasked, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: "personal_data"}})
	})
}
