package admin

import (
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestOwnCategory: an administrator adds a category with a shorter term, which applies to its
// appeals. After it is retired it accepts no new appeals, and earlier ones keep their term.
func TestOwnCategory(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := models.Category{Code: "bridges", Level: 3, Name: models.Names{KK: "Көпірлер", RU: "Мосты", EN: "Bridges"}, Law: "35-бап", Term: 5}
	for want, change := range map[string]func(*models.Category){
		"code: problem.category_code": func(c *models.Category) { c.Code = "Көпір" },
		"term: problem.category_term": func(c *models.Category) { c.Term = 15 },
		"name_ru: problem.required":   func(c *models.Category) { c.Name.RU = "" },
	} {
		wrong := in
		change(&wrong)
		modelstest.WantInvalid(t, "add", c.AddCategory(c.Ctx, c.Moderator, wrong), want)
	}
	taken := in
	taken.Code = "roads"
	modelstest.WantInvalid(t, "a code that exists", c.AddCategory(c.Ctx, c.Moderator, taken), "code: problem.taken")
	if _, err := c.Exec(c.Ctx, `update categories set term = 16`); err == nil {
		t.Error("the database accepts a term longer than that of the law")
	}
	c.Must(c.AddCategory(c.Ctx, c.Moderator, in))

	file := func() (int64, error) {
		appeal := c.Pothole()
		appeal.Category = "bridges"
		filed, err := c.SubmitAppeal(c.Ctx, appeal)
		return filed.ID, err
	}
	duty, err := c.WhoAnswers(c.Ctx, modelstest.Village, "bridges")
	c.Must(err)
	id, err := file()
	c.Must(err)
	in.Term, in.Retired = 0, true
	waiting, err := file()
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, id, c.Moderator))
	// received and registered on Wednesday 4 March; 9 March is off
	if got := c.Appeal(id).AnswerDue.String(); got != "2026-03-12" || duty.AnswerDue.String() != got {
		t.Errorf("answer by %s, announced %s", got, duty.AnswerDue)
	}
	d, err := c.AppealPage(c.Ctx, c.Number(id))
	c.Must(err)
	if days := d.Events[len(d.Events)-1].Data.Days; days != 5 {
		t.Errorf("the event says %d days", days)
	}

	c.Must(c.ChangeCategory(c.Ctx, c.Moderator, in))
	_, err = file()
	modelstest.WantInvalid(t, "a retired category", err, "category: problem.category_retired")
	receipt, err := c.Receipt(c.Ctx, c.Number(id), c.Author)
	c.Must(err)
	if receipt.AnswerDue.String() != "2026-03-12" {
		t.Errorf("the receipt says %s", receipt.AnswerDue)
	}
	c.Must(c.PublishAppeal(c.Ctx, waiting, c.Moderator)) // filed before the change: accepted, with the term of the law
	if got := c.Appeal(waiting).AnswerDue.String(); got != "2026-03-31" {
		t.Errorf("answer due %s, want the term of the law", got)
	}
	if list, err := c.Appeals(c.Ctx, models.AppealFilter{Category: "bridges"}); err != nil || len(list.Cards) != 2 {
		t.Errorf("the filter finds %d: %v", len(list.Cards), err)
	}
	c.Audited("category_new bridges", "category bridges")
}
