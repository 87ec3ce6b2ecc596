package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/text"
)

// bodiesShown is the number of results of a search for bodies.
const bodiesShown = 30

// FindBodies returns the bodies whose names contain q in one of the languages, also where
// q is typed without the Kazakh letters; a number is an id. Higher bodies come first.
func (s *Store) FindBodies(ctx context.Context, q string) ([]models.Body, error) {
	if id, err := strconv.ParseInt(q, 10, 64); err == nil {
		if b, err := s.core.Body(ctx, id); err == nil {
			return []models.Body{b}, nil
		}
	}
	var bodies []models.Body
	err := s.db.Read(ctx, &bodies, `
		select `+models.BodyColumns+` from bodies
		where fold(name_kk || ' ' || name_ru || ' ' || name_en) like ?
		order by level, name_kk collate "kk-x-icu", id limit ?`, models.LikeContaining(text.Fold(q)), bodiesShown)
	if err != nil {
		return nil, fmt.Errorf("find bodies: %w", err)
	}
	return bodies, nil
}

// bodyRow is a row of bodies, with the columns that an administrator changes.
type bodyRow struct {
	ID   int64
	Name models.Names `gorm:"embedded;embeddedPrefix:name_"`
	Post models.Names `gorm:"embedded;embeddedPrefix:post_"` // of the head
}

func (bodyRow) TableName() string { return "bodies" }

// RenameBody changes the name of a body and the post of its head.
func (s *Store) RenameBody(ctx context.Context, admin, id int64, name, post models.Names) error {
	problems := models.Invalid{}
	name, post = problems.Names("name", name, 300), problems.Names("post", post, 300)
	if len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		changed, err := database.Rows[bodyRow](tx.db).Where("id = ?", id).
			Select("name_kk", "name_ru", "name_en", "post_kk", "post_ru", "post_en").Updates(ctx, bodyRow{Name: name, Post: post})
		if err != nil {
			return err
		}
		if changed == 0 {
			return models.ErrNotFound
		}
		return tx.core.RecordAudit(ctx, admin, "body", strconv.FormatInt(id, 10), map[string]any{"name": name, "post": post})
	})
	if err != nil {
		return fmt.Errorf("rename body %d: %w", id, err)
	}
	return nil
}
