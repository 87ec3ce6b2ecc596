package models

import (
	"testing"
)

// TestTheRecordKeepsWhatHasHappened: an appeal that was late stays late, whether it is
// answered within an ordered day or withdrawn in the end, and what its author takes out
// of public view is counted on.
func TestTheRecordKeepsWhatHasHappened(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	ordered, withdrawn, quick, unseen := c.published(), c.published(), c.published(), c.published()
	c.must(c.HideOwnAppeal(c.ctx, unseen, c.author))
	c.must(c.HideAppeal(c.ctx, c.published(), c.moderator, "insult", ""))
	c.must(c.WithdrawAppeal(c.ctx, quick, c.author))
	april := c.at(2026, 4, 2)
	_, err := april.MarkOverdue(c.ctx)
	c.must(err)
	c.must(april.EscalateAppeal(c.ctx, ordered, &c.author, ""))
	c.must(april.ReturnAppeal(c.ctx, ordered, c.district, "Жауап беріңіз.", day(2026, 4, 10)))
	_, err = april.PublishAnswer(c.ctx, ordered, c.akim, NewAnswer{Action: "Шұңқыр жамалды."})
	c.must(err)
	c.must(april.WithdrawAppeal(c.ctx, withdrawn, c.author))

	c.must(april.RecountRecords(c.ctx))
	rows, err := april.RecordRows(c.ctx, c.akim.BodyID, RecordFilter{})
	c.must(err)
	if sum := SumOf(rows); sum.Appeals != 3 || sum.Timed != 3 || sum.OnTime != 0 || sum.Escalated != 1 {
		t.Errorf("%+v", sum)
	}
}
