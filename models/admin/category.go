package admin

import (
	"context"
	"fmt"
	"regexp"

	"jauap/models"
	"jauap/models/calendar"
)

// ChangeCategory changes a category: its names, the lowest level of body that is
// competent, whether it is private unless its author says otherwise, the law behind
// it, its own term, and whether it takes new appeals. Those that were filed before
// stay where they are.
func (s *Store) ChangeCategory(ctx context.Context, admin int64, in models.Category) error {
	problems := models.Invalid{}
	if checkCategory(&in, problems); len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		changed, err := tx.db.Exec(ctx, `
			update categories set name_kk = ?, name_ru = ?, name_en = ?, level = ?, private = ?, law = ?, term = nullif(?, 0), retired = ? where code = ?`,
			in.Name.KK, in.Name.RU, in.Name.EN, in.Level, in.Private, in.Law, in.Term, in.Retired, in.Code)
		if err != nil {
			return err
		}
		if changed == 0 {
			return models.ErrNotFound
		}
		return tx.core.RecordAudit(ctx, admin, "category", in.Code, auditOfCategory(in))
	})
	if err != nil {
		return fmt.Errorf("change category %s: %w", in.Code, err)
	}
	return nil
}

var categoryCode = regexp.MustCompile(`^[a-z][a-z_]{1,39}$`)

// AddCategory adds a category behind the others.
func (s *Store) AddCategory(ctx context.Context, admin int64, in models.Category) error {
	problems := models.Invalid{}
	checkCategory(&in, problems)
	if !categoryCode.MatchString(in.Code) || in.Code == "new" { // the address of the form
		problems["code"] = models.Problem{Key: "problem.category_code"}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		added, err := tx.db.Exec(ctx, `
			insert into categories (code, position, level, private, name_kk, name_ru, name_en, law, term)
			select ?, max(position) + 1, ?, ?, ?, ?, ?, ?, nullif(?, 0) from categories on conflict do nothing`,
			in.Code, in.Level, in.Private, in.Name.KK, in.Name.RU, in.Name.EN, in.Law, in.Term)
		if err != nil {
			return err
		}
		if added == 0 {
			return models.Invalid{"code": {Key: "problem.taken"}}
		}
		return tx.core.RecordAudit(ctx, admin, "category_new", in.Code, auditOfCategory(in))
	})
	if err != nil {
		return fmt.Errorf("add category %s: %w", in.Code, err)
	}
	return nil
}

// checkCategory notes what is wrong with c in problems and tidies its texts.
func checkCategory(c *models.Category, problems models.Invalid) {
	c.Name = problems.Names("name", c.Name, 100)
	models.OneOf(problems, "level", c.Level, []int{0, 1, 2, 3})
	c.Law = problems.Text("law", c.Law, 0, 300)
	if c.Term != 0 && (c.Term < calendar.RedirectDays || c.Term >= calendar.AnswerDays) {
		problems["term"] = models.Problem{Key: "problem.category_term", Args: []any{"min", calendar.RedirectDays, "max", calendar.AnswerDays - 1}}
	}
}

// auditOfCategory returns what the audit keeps of c.
func auditOfCategory(c models.Category) map[string]any {
	return map[string]any{"kk": c.Name.KK, "ru": c.Name.RU, "en": c.Name.EN, "level": c.Level, "private": c.Private, "law": c.Law,
		"term": c.Term, "retired": c.Retired}
}
