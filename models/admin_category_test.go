package models

import "testing"

// TestOwnCategory: an administrator adds a category with a shorter term, by which its
// appeals are answered; retired, it takes none, and those it has keep their term.
func TestOwnCategory(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := Category{Code: "bridges", Level: 3, Name: Names{"Көпірлер", "Мосты", "Bridges"}, Law: "35-бап", Term: 5}
	for want, change := range map[string]func(*Category){
		"code: problem.category_code": func(c *Category) { c.Code = "Көпір" },
		"term: problem.category_term": func(c *Category) { c.Term = 15 },
		"name_ru: problem.required":   func(c *Category) { c.Name.RU = "" },
	} {
		wrong := in
		change(&wrong)
		wantInvalid(t, "add", c.AddCategory(c.ctx, c.moderator, wrong), want)
	}
	taken := in
	taken.Code = "roads"
	wantInvalid(t, "a code that is there", c.AddCategory(c.ctx, c.moderator, taken), "code: problem.taken")
	if _, err := c.exec(c.ctx, `update categories set term = 16`); err == nil {
		t.Error("the database takes a term longer than the law's")
	}
	c.must(c.AddCategory(c.ctx, c.moderator, in))

	file := func() (int64, error) {
		appeal := c.pothole()
		appeal.Category = "bridges"
		filed, err := c.SubmitAppeal(c.ctx, appeal)
		return filed.ID, err
	}
	duty, err := c.WhoAnswers(c.ctx, village, "bridges")
	c.must(err)
	id, err := file()
	c.must(err)
	in.Term, in.Retired = 0, true
	waiting, err := file()
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	// received and registered on Wednesday 4 March; 9 March is off
	if got := c.appeal(id).AnswerDue.String(); got != "2026-03-12" || duty.AnswerDue.String() != got {
		t.Errorf("answer by %s, announced %s", got, duty.AnswerDue)
	}
	d, err := c.Dossier(c.ctx, c.number(id))
	c.must(err)
	if days := d.Events[len(d.Events)-1].Data.Days; days != 5 {
		t.Errorf("the story tells %d days", days)
	}

	c.must(c.ChangeCategory(c.ctx, c.moderator, in))
	_, err = file()
	wantInvalid(t, "a retired one", err, "category: problem.category_retired")
	receipt, err := c.Receipt(c.ctx, c.number(id), c.author)
	c.must(err)
	if receipt.AnswerDue.String() != "2026-03-12" {
		t.Errorf("the receipt says %s", receipt.AnswerDue)
	}
	c.must(c.PublishAppeal(c.ctx, waiting, c.moderator)) // filed before: it goes its way, by the law's term
	if got := c.appeal(waiting).AnswerDue.String(); got != "2026-03-31" {
		t.Errorf("by the law: %s", got)
	}
	if list, err := c.Appeals(c.ctx, AppealFilter{Category: "bridges"}); err != nil || len(list.Cards) != 2 {
		t.Errorf("the filter finds %d: %v", len(list.Cards), err)
	}
	c.audited("category_new bridges", "category bridges")
}
