package record

import (
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestDelayStaysInRecord: an overdue appeal stays late in the record after an answer within an
// ordered date or a withdrawal, and an appeal hidden by its author still counts.
func TestDelayStaysInRecord(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	ordered, withdrawn, quick, unseen := c.Published(), c.Published(), c.Published(), c.Published()
	c.Must(c.HideOwnAppeal(c.Ctx, unseen, c.Author))
	c.Must(c.HideAppeal(c.Ctx, c.Published(), c.Moderator, "insult", ""))
	c.Must(c.WithdrawAppeal(c.Ctx, quick, c.Author))
	april := c.at(2026, 4, 2)
	_, err := april.MarkOverdue(c.Ctx)
	c.Must(err)
	c.Must(april.EscalateAppeal(c.Ctx, ordered, &c.Author, ""))
	c.Must(april.ReturnAppeal(c.Ctx, ordered, c.District, "Жауап беріңіз.", modelstest.Day(2026, 4, 10)))
	_, err = april.PublishAnswer(c.Ctx, ordered, c.Akim, models.NewAnswer{AnswerText: models.AnswerText{Action: "Шұңқыр жамалды."}})
	c.Must(err)
	c.Must(april.WithdrawAppeal(c.Ctx, withdrawn, c.Author))

	c.Must(april.RecountRecords(c.Ctx))
	rows, err := april.RecordRows(c.Ctx, c.Akim.BodyID, RecordFilter{})
	c.Must(err)
	if sum := SumOf(rows); sum.Appeals != 3 || sum.Timed != 3 || sum.OnTime != 0 || sum.Escalated != 1 {
		t.Errorf("%+v", sum)
	}
}
