package admin

import (
	"context"
	"fmt"
	"net/url"

	"jauap/models"
	"jauap/models/database"
)

// ChangeLaw changes the name and the URL of a legal reference.
func (s *Store) ChangeLaw(ctx context.Context, admin int64, in models.Law) error {
	problems := models.Invalid{}
	in.Name = problems.Names("name", in.Name, 300)
	in.URL = problems.Text("url", in.URL, 0, 500)
	if u, err := url.Parse(in.URL); in.URL != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		problems["url"] = models.Problem{Key: "problem.https", Args: []any{"begin", "https://"}}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		changed, err := database.Rows[models.Law](tx.db).Where("key = ?", in.Key).Select("name_kk", "name_ru", "name_en", "url").Updates(ctx, in)
		if err != nil {
			return err
		}
		if changed == 0 {
			return models.ErrNotFound
		}
		return tx.core.RecordAudit(ctx, admin, "law", in.Key, map[string]any{"kk": in.Name.KK, "ru": in.Name.RU, "en": in.Name.EN, "url": in.URL})
	})
	if err != nil {
		return fmt.Errorf("change law %s: %w", in.Key, err)
	}
	return nil
}
