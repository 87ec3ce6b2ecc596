package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/text"
)

// bodiesShown is how many bodies a search shows.
const bodiesShown = 30

// FindBodies returns the bodies whose names hold what is typed, in any of the
// languages and without Kazakh letters too; a number is an id. The higher first.
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

// RenameBody changes the name of a body and the post of its head.
func (s *Store) RenameBody(ctx context.Context, admin, id int64, name, post models.Names) error {
	problems := models.Invalid{}
	name, post = problems.Names("name", name, 300), problems.Names("post", post, 300)
	if len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		changed, err := tx.db.Exec(ctx, `
			update bodies set name_kk = ?, name_ru = ?, name_en = ?, post_kk = ?, post_ru = ?, post_en = ? where id = ?`,
			name.KK, name.RU, name.EN, post.KK, post.RU, post.EN, id)
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
