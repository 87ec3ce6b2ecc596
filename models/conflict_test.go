package models

import (
	"testing"
)

// TestOwnWork checks that an official gives no voice, verdict or confirmation about the work of the
// own body, even with an earlier voice, and does so elsewhere.
func TestOwnWork(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	wantErr(t, "a voice", c.CastVoice(c.ctx, id, c.akim.UserID), ErrForbidden)
	c.must(c.CastVoice(c.ctx, id, c.district.UserID))
	c.must(c.CastVoice(c.ctx, id, c.neighbour))

	c.must(c.GrantRole(c.ctx, NewRole{UserID: c.neighbour, Role: "executor", BodyID: &c.akim.BodyID}))
	_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Шұңқыр жамалады."}, Promises: []NewPromise{{"Жамау", day(2026, 3, 20)}}})
	c.must(err)
	c.must(c.KeepPromise(c.ctx, 1, c.akim, finished))
	wantErr(t, "a verdict", c.JudgeAsVoice(c.ctx, id, c.neighbour, Solved), ErrForbidden)
	wantErr(t, "a confirmation", c.ConfirmPromise(c.ctx, 1, c.neighbour, true, ""), ErrForbidden)
	c.must(c.JudgeAsVoice(c.ctx, id, c.district.UserID, Solved))

	// the same for the superior body after an escalation
	up := c.refused()
	c.must(c.CastVoice(c.ctx, up, c.local))
	c.must(c.EscalateAppeal(c.ctx, up, &c.author, ""))
	wantErr(t, "a voice of the superior", c.CastVoice(c.ctx, up, c.district.UserID), ErrForbidden)

	// the restriction ends with the role
	_, err = c.exec(c.ctx, `update roles set until = ? where user_id = ?`, c.Now().AddDate(0, 0, 1), c.neighbour)
	c.must(err)
	c.must(c.at(2026, 3, 6).ConfirmPromise(c.ctx, 1, c.neighbour, true, ""))
}
