package models

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPublicLists: an appeal that is not public appears in no public list.
func TestPublicLists(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	promise := NewPromise{"Жамау", day(2026, 3, 20)}
	visible, answered := c.published(), c.answered(promise)

	unseen := map[string]string{} // by number, why it is not public
	add := func(why string, ids ...int64) {
		for _, id := range ids {
			unseen[c.number(id)] = why
		}
	}
	hidden, private := []int64{c.published(), c.answered(promise)}, []int64{c.published(), c.answered(promise)}
	merged, rejected := c.published(), c.submitted()
	repair := c.repair()
	repair.Appeals = append(slices.Concat(hidden, private), visible)
	work, err := c.PublishWork(c.ctx, c.akim, repair)
	c.must(err)
	c.must(c.MergeAppeal(c.ctx, merged, visible, c.moderator))
	for _, id := range append(hidden, merged) {
		c.must(c.HideAppeal(c.ctx, id, c.moderator, "insult", ""))
	}
	for _, id := range private {
		c.must(c.MakePrivate(c.ctx, id, c.moderator, "private_matter", ""))
	}
	c.must(c.RejectAppeal(c.ctx, rejected, c.moderator, "spam", ""))
	add("hidden", hidden...)
	add("hidden after a merge", merged)
	add("private", private...)
	add("rejected", rejected)
	add("waiting for moderation", c.submitted())

	cards := func(cards []Card) (numbers []string) {
		for _, card := range cards {
			numbers = append(numbers, card.Number)
		}
		return numbers
	}
	board := func(f AppealFilter) func() []string {
		return func() []string {
			list, err := c.Appeals(c.ctx, f)
			c.must(err)
			return cards(list.Cards)
		}
	}
	page := func() AppealPage {
		d, err := c.AppealPage(c.ctx, c.number(visible))
		c.must(err)
		return d
	}
	lists := map[string]func() []string{
		"board":               board(AppealFilter{}),
		"board by voices":     board(AppealFilter{Sort: MostVoices}),
		"board by waiting":    board(AppealFilter{Sort: WaitingMost}),
		"board of the place":  board(AppealFilter{Place: village, Category: "roads"}),
		"board by words":      board(AppealFilter{Query: "шұңқыр"}),
		"neighbouring matter": func() []string { return append(cards(page().Neighbours), c.number(visible)) },
		"similar appeals": func() []string {
			list, err := c.SimilarAppeals(c.ctx, c.draftForm())
			c.must(err)
			return cards(list)
		},
		"appeals of a work": func() []string {
			w, err := c.Work(c.ctx, work)
			c.must(err)
			return cards(w.Appeals)
		},
		"merged into it": func() (numbers []string) {
			for _, joined := range page().Joined {
				numbers = append(numbers, joined.Number)
			}
			return append(numbers, c.number(visible))
		},
		"public by number": func() (numbers []string) {
			for number := range unseen {
				if _, err := c.PublicAppeal(c.ctx, number); err == nil {
					numbers = append(numbers, number)
				}
			}
			return append(numbers, c.number(visible))
		},
	}
	for _, view := range []PromiseView{NearPromises, AllPromises} {
		lists["promises "+string(view)] = func() (numbers []string) {
			list, err := c.Promises(c.ctx, PromiseFilter{View: view})
			c.must(err)
			for _, card := range list.Cards {
				numbers = append(numbers, card.Number)
			}
			return numbers
		}
	}
	for name, list := range lists {
		t.Run(name, func(t *testing.T) {
			numbers := list()
			for _, number := range numbers {
				if why, ok := unseen[number]; ok {
					t.Errorf("shows an appeal that is %s", why)
				}
			}
			if want := []string{c.number(visible), c.number(answered)}; !slices.ContainsFunc(numbers, func(n string) bool { return slices.Contains(want, n) }) {
				t.Errorf("shows none of the public appeals: %s", strings.Join(numbers, " "))
			}
		})
	}
}

// TestAppealDates: both dates of the board's filter are part of its range.
func TestAppealDates(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, at := range []time.Time{
		day(2026, 3, 4).Time().Add(-time.Second), day(2026, 3, 4).Time(), day(2026, 3, 5).Time().Add(-time.Second), day(2026, 3, 5).Time(),
	} {
		c.when(at).published()
	}
	for name, test := range map[string]struct {
		filter AppealFilter
		want   int
	}{
		"from":     {AppealFilter{From: day(2026, 3, 4)}, 3},
		"to":       {AppealFilter{To: day(2026, 3, 4)}, 3},
		"one date": {AppealFilter{From: day(2026, 3, 4), To: day(2026, 3, 4)}, 2},
		"earlier":  {AppealFilter{To: day(2026, 3, 2)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := c.Appeals(c.ctx, test.filter)
			c.must(err)
			if len(list.Cards) != test.want {
				t.Errorf("%d appeals, want %d", len(list.Cards), test.want)
			}
		})
	}
}
