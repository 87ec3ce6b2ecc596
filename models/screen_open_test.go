package models

import (
	"slices"
	"strings"
	"testing"
)

// TestAdditionsAreReviewed: moderation reads, masks and counts what an author adds before
// publication, so that every published text was read.
func TestAdditionsAreReviewed(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.file(c.author, "Көше жарығы", "Достық көшесінде шам жанбайды.")
	review := func() Review {
		t.Helper()
		r, err := c.ModerationReview(c.ctx, c.number(id), c.moderator)
		c.must(err)
		return r
	}
	before := review()
	c.must(c.AddInformation(c.ctx, id, c.author, "Хабарласыңыз: 87011234567, кешке."))
	r := review()
	if len(r.Additions) != 1 || !strings.Contains(r.Words(), "87011234567") {
		t.Fatalf("the moderator reads %+v", r.Additions)
	}
	wantErr(t, "publish what was not read", c.PublishReviewed(c.ctx, id, c.moderator, before.Version), ErrStale)

	parts, err := c.AppealParts(c.ctx, c.number(id))
	c.must(err)
	k := slices.IndexFunc(parts.Texts, func(p PartText) bool { return p.Text == r.Additions[0].Text })
	if k < 0 {
		t.Fatalf("it cannot be masked: %+v", parts.Texts)
	}
	c.must(c.MaskText(c.ctx, parts.Subject, c.moderator, parts.Texts[k].Digest, "Хабарласыңыз: [жасырылды], кешке."))
	if n := c.count(`select count(*) from events where data::text like '%87011234567%'`); n != 0 {
		t.Error("the timeline still shows the number")
	}
	c.must(c.PublishReviewed(c.ctx, id, c.moderator, review().Version))
}

// TestOpenText: a text that is public without moderation is refused with personal data in it.
func TestOpenText(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	const number = "Хабарласыңыз: 8 701 123 45 67"
	refused := func(what string, err error) {
		t.Helper()
		wantInvalid(t, what, err, "text: problem.personal_data")
	}
	id := c.published()
	refused("added in public", c.AddInformation(c.ctx, id, c.author, number))
	_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: number})
	refused("a comment", err)
	_, err = c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: number})
	c.must(err) // a body may publish its telephone number
	c.must(c.HideOwnAppeal(c.ctx, id, c.author))
	refused("added out of view, to be shown again", c.AddInformation(c.ctx, id, c.author, number))
	c.must(c.ShowOwnAppeal(c.ctx, id, c.author))

	late := c.at(2026, 5, 4)
	refused("a way up", late.EscalateAppeal(c.ctx, id, &c.author, number))
	c.must(c.AddInformation(c.ctx, id, c.author, "Бұл 12-үйдің тұсы, 105-бағана."))

	in := c.pothole()
	in.Private = true
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	c.must(c.AddInformation(c.ctx, filed.ID, c.author, number)) // only the body reads it
}

// TestVerdictWithoutPersonalData: the text of a verdict is public without moderation.
func TestVerdictWithoutPersonalData(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered()
	wantInvalid(t, "a verdict", c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Айдос, aidos@mail.kz, келмеді."), "text: problem.personal_data")
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Ешкім келмеді."))
}
