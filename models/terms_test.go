package models

import (
	"errors"
	"testing"
	"time"
)

// TestVoicedBy: each user sees the own voices only.
func TestVoicedBy(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	one, two := c.published(), c.published()
	c.must(c.CastVoice(c.ctx, one, c.neighbour))
	c.must(c.CastVoice(c.ctx, two, c.local))
	given, err := c.VoicedBy(c.ctx, c.neighbour, one, two)
	c.must(err)
	if _, ok := given[one]; !ok || len(given) != 1 {
		t.Errorf("%+v, want the voice for appeal %d alone", given, one)
	}
}

// TestRepeatedVoice: a second voice of the same user leaves the time of the first.
func TestRepeatedVoice(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	c.must(c.CastVoice(c.ctx, id, c.neighbour))
	c.must(c.at(2026, 3, 9).CastVoice(c.ctx, id, c.neighbour))
	given, err := c.VoicedBy(c.ctx, c.neighbour, id)
	c.must(err)
	if at := given[id].At; !at.Equal(wednesday) {
		t.Errorf("the voice is of %v, want %v", at, wednesday)
	}
}

// TestDraftTerms: a draft can be read until its last second, and no longer.
func TestDraftTerms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for name, test := range map[string]struct {
		user int64
		days int
	}{"without an account": {0, LooseDraftDays}, "of a user": {c.author, DraftDays}} {
		t.Run(name, func(t *testing.T) {
			token, end := c.draftOf(test.user), c.Now().AddDate(0, 0, test.days)
			if _, err := c.At(end.Add(-time.Second)).Draft(c.ctx, token, test.user); err != nil {
				t.Errorf("in the last second: %v", err)
			}
			if _, err := c.At(end.Add(-time.Second)).SweepDrafts(c.ctx); err != nil {
				t.Fatal(err)
			}
			if n := c.count(`select count(*) from drafts where token_hash = ?`, c.draftHash(token)); n != 1 {
				t.Error("deleted before its end")
			}
			if _, err := c.At(end).Draft(c.ctx, token, test.user); !errors.Is(err, ErrNotFound) {
				t.Errorf("at the end: %v, want ErrNotFound", err)
			}
			if _, err := c.At(end).SweepDrafts(c.ctx); err != nil {
				t.Fatal(err)
			}
			if n := c.count(`select count(*) from drafts where token_hash = ?`, c.draftHash(token)); n != 0 {
				t.Error("kept after its end")
			}
		})
	}
}

// TestBanTerm: a ban is in force on all of its last day, and not on the next.
func TestBanTerm(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.must(c.AddBan(c.ctx, c.moderator, NewBan{Kind: "range", Value: "192.0.2.7", Reason: "spam", Text: "Жарнама", Until: day(2026, 3, 10)}))
	who, end := Presence{Client: "192.0.2.7"}, day(2026, 3, 11).Time()
	wantInvalid(t, "in the last second", c.At(end.Add(-time.Second)).CheckBan(c.ctx, "file", who), "file: problem.banned")
	c.must(c.At(end).CheckBan(c.ctx, "file", who))
	for at, want := range map[time.Time]int{end.Add(-time.Second): 1, end: 0} {
		bans, err := c.At(at).Bans(c.ctx)
		c.must(err)
		if len(bans) != want {
			t.Errorf("at %v: %d bans, want %d", at, len(bans), want)
		}
	}
}

// TestCommentTerm: the comments of the last ten minutes count, and older ones do not.
func TestCommentTerm(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	comment := func(at time.Time, text string) error {
		_, err := c.At(at).AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: text})
		return err
	}
	for _, text := range []string{"Бірінші", "Екінші", "Үшінші", "Төртінші", "Бесінші"} {
		c.must(comment(wednesday, text))
	}
	end := wednesday.Add(commentsWithin)
	wantInvalid(t, "in the last second", comment(end.Add(-time.Second), "Алтыншы"), "text: problem.comments_too_many")
	c.must(comment(end, "Алтыншы"))
}

// TestResubmission: the same comment again is one comment for two minutes, then another.
func TestResubmission(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for after, want := range []int{1, 1, 2} {
		at := []time.Duration{0, pressedTwice - time.Second, pressedTwice}[after]
		_, err := c.At(wednesday.Add(at)).AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Бізде де солай"})
		c.must(err)
		if n := c.count(`select count(*) from comments where appeal_id = ?`, id); n != want {
			t.Errorf("after %v: %d comments, want %d", at, n, want)
		}
	}
}
