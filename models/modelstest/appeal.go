package modelstest

import "jauap/models"

// Pothole returns an appeal about a road in the village, for which the akim's office is competent.
func (c *Cast) Pothole() models.NewAppeal {
	return models.NewAppeal{Kind: models.Message, Category: "roads", Place: Village, AuthorID: c.Author, Lang: "kk",
		Title: "Достық көшесіндегі шұңқыр", Text: "Дәріхананың жанындағы жолда терең шұңқыр бар, түнде көрінбейді."}
}

// Repair returns an explanation of work on a road in the village.
func (c *Cast) Repair() models.NewWork {
	from := Day(2026, 3, 2)
	return models.NewWork{Place: Village, Category: "roads", Lang: "kk", Title: "Достық көшесін жөндеу", Text: "**Асфальт** төселеді.",
		Stage: models.Started, StartedOn: &from}
}

// Submitted submits the pothole and returns the id of the appeal.
func (c *Cast) Submitted() int64 {
	c.T.Helper()
	filed, err := c.SubmitAppeal(c.Ctx, c.Pothole())
	c.Must(err)
	return filed.ID
}

// Published submits and publishes the pothole.
func (c *Cast) Published() int64 {
	c.T.Helper()
	id := c.Submitted()
	c.Must(c.PublishAppeal(c.Ctx, id, c.Moderator))
	return id
}

// Answered submits, publishes and answers the pothole.
func (c *Cast) Answered(promises ...models.NewPromise) int64 {
	c.T.Helper()
	id := c.Published()
	_, err := c.PublishAnswer(c.Ctx, id, c.Akim, models.NewAnswer{AnswerText: models.AnswerText{Action: "Шұңқыр жамалады."}, Promises: promises})
	c.Must(err)
	return id
}

// Refused submits, publishes and declines the pothole.
func (c *Cast) Refused() int64 {
	c.T.Helper()
	id := c.Published()
	_, err := c.PublishAnswer(c.Ctx, id, c.Akim, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жол жекеменшікте.", Refusal: true, Law: "ӘРПК 76-бап"}})
	c.Must(err)
	return id
}

// Appeal is the row of an appeal.
type Appeal struct {
	models.Appeal
	AuthorID *int64
}

// Appeal reads the row of an appeal without locking it.
func (c *Cast) Appeal(id int64) (a Appeal) {
	c.T.Helper()
	c.Must(c.ReadOne(c.Ctx, &a, `select * from appeals where id = ?`, id))
	return a
}

// Number returns the public number of an appeal.
func (c *Cast) Number(id int64) string {
	c.T.Helper()
	return c.Appeal(id).Number
}
