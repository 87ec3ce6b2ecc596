package admin

import (
	"context"
	"fmt"
	"regexp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
)

// categoryRow is a row of categories.
type categoryRow struct {
	Code     string
	Position int
	Level    int
	Private  bool
	Name     models.Names `gorm:"embedded;embeddedPrefix:name_"`
	Law      string
	Term     *int // working days; nil: the term of the law
	Retired  bool
}

func (categoryRow) TableName() string { return "categories" }

// rowOfCategory returns the row of a category, without its position.
func rowOfCategory(c models.Category) categoryRow {
	return categoryRow{Code: c.Code, Level: c.Level, Private: c.Private, Name: c.Name, Law: c.Law, Term: models.NilIfZero(c.Term), Retired: c.Retired}
}

// ChangeCategory changes everything of a category but its code: the names, the lowest
// competent level, whether appeals are private by default, the law, the term, and whether
// new appeals are accepted. Earlier appeals keep their body and term.
func (s *Store) ChangeCategory(ctx context.Context, admin int64, in models.Category) error {
	problems := models.Invalid{}
	if checkCategory(&in, problems); len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		changed, err := database.Rows[categoryRow](tx.db).Where("code = ?", in.Code).
			Select("name_kk", "name_ru", "name_en", "level", "private", "law", "term", "retired").Updates(ctx, rowOfCategory(in))
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

// AddCategory adds a category after the others.
func (s *Store) AddCategory(ctx context.Context, admin int64, in models.Category) error {
	problems := models.Invalid{}
	checkCategory(&in, problems)
	if !categoryCode.MatchString(in.Code) || in.Code == "new" { // taken by the address of the form
		problems["code"] = models.Problem{Key: "problem.category_code"}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		in.Retired = false
		row := rowOfCategory(in)
		if err := tx.db.Read(ctx, &row.Position, `select max(position) + 1 from categories`); err != nil {
			return err
		}
		added, err := database.CreateNew(ctx, tx.db, &row)
		if err != nil {
			return err
		}
		if !added {
			return models.Invalid{"code": {Key: "problem.taken"}}
		}
		return tx.core.RecordAudit(ctx, admin, "category_new", in.Code, auditOfCategory(in))
	})
	if err != nil {
		return fmt.Errorf("add category %s: %w", in.Code, err)
	}
	return nil
}

// checkCategory tidies the texts of c and adds its errors to problems.
func checkCategory(c *models.Category, problems models.Invalid) {
	c.Name = problems.Names("name", c.Name, 100)
	models.OneOf(problems, "level", c.Level, []int{0, 1, 2, 3})
	c.Law = problems.Text("law", c.Law, 0, 300)
	if c.Term != 0 && (c.Term < calendar.RedirectDays || c.Term >= calendar.AnswerDays) {
		problems["term"] = models.Problem{Key: "problem.category_term", Args: []any{"min", calendar.RedirectDays, "max", calendar.AnswerDays - 1}}
	}
}

// auditOfCategory returns the fields of c for the audit log.
func auditOfCategory(c models.Category) map[string]any {
	return map[string]any{"kk": c.Name.KK, "ru": c.Name.RU, "en": c.Name.EN, "level": c.Level, "private": c.Private, "law": c.Law,
		"term": c.Term, "retired": c.Retired}
}
