package models

import (
	"errors"
	"testing"
)

func TestAuthorsOnly(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for name, act := range map[string]func(user int64) error{
		"add":      func(u int64) error { return c.AddInformation(c.ctx, id, u, "Тағы бір шұңқыр.") },
		"eotinish": func(u int64) error { return c.AttachEotinish(c.ctx, id, u, "ЖТ-2026-17") },
		"hide":     func(u int64) error { return c.HideOwnAppeal(c.ctx, id, u) },
		"object": func(u int64) error {
			return c.ObjectToModeration(c.ctx, id, u, "Бұл жарнама емес еді.")
		},
	} {
		for _, user := range []int64{c.neighbour, c.moderator, c.akim.UserID, 0} {
			wantErr(t, name, act(user), ErrForbidden)
		}
	}
	c.wantStory(id)
}

func TestAuthorAdds(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	wantInvalid(t, "an empty text", c.AddInformation(c.ctx, id, c.author, " \n"), "text: problem.required")
	c.must(c.AddInformation(c.ctx, id, c.author, "Жауыннан кейін тереңдеді."))
	c.must(c.AddInformation(c.ctx, id, c.author, "Жауыннан кейін тереңдеді.")) // a double submit
	c.wantStory(id, "author updated")
	c.must(c.at(2026, 3, 5).AddInformation(c.ctx, id, c.author, "Жауыннан кейін тереңдеді."))
	c.wantStory(id, "author updated", "author updated")
	wantErr(t, "to a closed appeal", c.AddInformation(c.ctx, c.judged(Solved), c.author, "Рақмет"), ErrState)
}

func TestEotinishNumber(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, wrong := range []string{"17", "ЖТ-17", "ЖТ-1999-1", "ЖТ-2026-", "ЖТ-2026-12345678901", "ЖТ-2026-1'", "<b>-2026-1"} {
		wantInvalid(t, wrong, c.AttachEotinish(c.ctx, 1, c.author, wrong), "eotinish: problem.eotinish")
	}
	id := c.published()
	c.must(c.AttachEotinish(c.ctx, id, c.author, " № жT–2026–00012345 ")) // with a Latin T
	if n := c.count(`select count(*) from appeals where eotinish_no = 'ЖТ-2026-00012345'`); n != 1 {
		t.Error("the number is not stored in one spelling")
	}
	wantErr(t, "a second number", c.AttachEotinish(c.ctx, id, c.author, "ЖТ-2026-2"), ErrState)
	c.wantStory(id, "author linked")
}

// TestOwnView checks that only the author sees an appeal that is not public.
func TestOwnView(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	number := func(id int64) string { return c.appeal(id).Number }
	waiting := number(c.submitted())
	for _, user := range []int64{0, c.neighbour, c.moderator} {
		_, err := c.AppealPageFor(c.ctx, waiting, user)
		wantErr(t, "in moderation", err, ErrNotFound)
		_, err = c.Receipt(c.ctx, waiting, user)
		wantErr(t, "receipt", err, ErrNotFound)
	}
	d, err := c.AppealPageFor(c.ctx, waiting, c.author)
	c.must(err)
	if d.Authorship == nil || d.Authorship.Public || d.Authorship.CanBeObjectedTo() {
		t.Errorf("in moderation: %+v", d.Authorship)
	}
	r, err := c.Receipt(c.ctx, waiting, c.author)
	c.must(err)
	if r.RegisteredOn != day(2026, 3, 4) || r.AnswerDue != day(2026, 3, 31) || r.ModerationDue != day(2026, 3, 5) || len(r.Trail) != 4 {
		t.Errorf("receipt %+v", r)
	}

	// hidden by the author: there is no decision of moderation to object to
	id := c.published()
	d, err = c.AppealPageFor(c.ctx, number(id), c.neighbour)
	c.must(err)
	if d.Authorship != nil {
		t.Error("a neighbour sees what only the author may see")
	}
	c.must(c.HideOwnAppeal(c.ctx, id, c.author))
	wantErr(t, "hide twice", c.HideOwnAppeal(c.ctx, id, c.author), ErrState)
	wantErr(t, "object to the own hiding", c.ObjectToModeration(c.ctx, id, c.author, "Қайта көрсетіңіз."), ErrState)
	var gone *Gone
	if _, err := c.AppealPage(c.ctx, number(id)); !errors.As(err, &gone) || gone.Reason != "author_request" || !gone.OwnWish {
		t.Errorf("the public gets %v", err)
	}
	d, err = c.AppealPageFor(c.ctx, number(id), c.author)
	c.must(err)
	if !d.Authorship.OwnWish {
		t.Error("the hiding is not marked as the author's own wish")
	}
	c.wantStory(id, "author hidden")
}

func TestObjection(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.rejected()
	d, err := c.AppealPageFor(c.ctx, c.appeal(id).Number, c.author)
	c.must(err)
	if !d.Authorship.CanBeObjectedTo() || d.Authorship.Reason != "advertising" {
		t.Errorf("%+v", d.Authorship)
	}
	wantInvalid(t, "a short text", c.ObjectToModeration(c.ctx, id, c.author, "Жоқ"), "text: problem.too_short")
	c.must(c.ObjectToModeration(c.ctx, id, c.author, "Бұл жарнама емес, жол туралы."))
	wantErr(t, "twice", c.ObjectToModeration(c.ctx, id, c.author, "Бұл жарнама емес, жол туралы."), ErrState)
	wantErr(t, "to no decision", c.ObjectToModeration(c.ctx, c.published(), c.author, "Бұл жарнама емес, жол туралы."), ErrState)
	d, err = c.AppealPageFor(c.ctx, c.appeal(id).Number, c.author)
	c.must(err)
	if d.Authorship.Objection == nil || d.Authorship.Objection.Upheld != nil {
		t.Errorf("%+v", d.Authorship.Objection)
	}
}

// TestWayUp checks that the author sees an escalation when it is possible.
func TestWayUp(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	ground := func(c *cast) Ground {
		t.Helper()
		d, err := c.AppealPageFor(c.ctx, c.appeal(id).Number, c.author)
		c.must(err)
		if d.Authorship.Way == nil {
			return ""
		}
		return d.Authorship.Way.Ground
	}
	if g := ground(c); g != "" {
		t.Errorf("within the term: %q", g)
	}
	late := c.at(2026, 4, 1)
	if g := ground(late); g != GroundOverdue {
		t.Errorf("after the term: %q", g)
	}
	late.must(late.EscalateAppeal(c.ctx, id, &c.author, ""))
	if g := ground(late); g != "" {
		t.Errorf("after the escalation: %q", g)
	}
}

func TestOwnAppeals(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.submitted()
	c.must(c.HideOwnAppeal(c.ctx, c.published(), c.author))
	c.rejected()
	list, err := c.OwnAppeals(c.ctx, c.author, "", "")
	c.must(err)
	if len(list.Cards) != 3 || list.Cards[0].Status != Rejected || !list.Cards[1].Hidden {
		t.Errorf("%+v", list.Cards)
	}
	if list, err = c.OwnAppeals(c.ctx, c.neighbour, "", ""); err != nil || len(list.Cards) != 0 {
		t.Errorf("appeals of the neighbour: %+v, %v", list.Cards, err)
	}
	_, err = c.OwnAppeals(c.ctx, c.author, "x", "")
	wantErr(t, "a broken cursor", err, ErrCursor)
}
