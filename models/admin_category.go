package models

import (
	"context"
	"fmt"
)

// ChangeCategory changes a category: its names, the lowest level of body that is
// competent, whether it is private unless its author says otherwise, and the law
// behind it. Appeals that were filed before stay where they are.
func (s *Store) ChangeCategory(ctx context.Context, admin int64, in Category) error {
	problems := Invalid{}
	in.Name = problems.names("name", in.Name, 100)
	oneOf(problems, "level", in.Level, []int{0, 1, 2, 3})
	in.Law = problems.text("law", in.Law, 0, 300)
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		changed, err := tx.exec(ctx, `
			update categories set name_kk = ?, name_ru = ?, name_en = ?, level = ?, private = ?, law = ? where code = ?`,
			in.Name.KK, in.Name.RU, in.Name.EN, in.Level, in.Private, in.Law, in.Code)
		if err != nil {
			return err
		}
		if changed == 0 {
			return ErrNotFound
		}
		return tx.audit(ctx, admin, "category", in.Code, map[string]any{
			"kk": in.Name.KK, "ru": in.Name.RU, "en": in.Name.EN, "level": in.Level, "private": in.Private, "law": in.Law})
	})
	if err != nil {
		return fmt.Errorf("change category %s: %w", in.Code, err)
	}
	return nil
}
