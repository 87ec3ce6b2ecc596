package models

import (
	"slices"
	"testing"
)

// walkPromises reads all pages of a view forwards and backwards.
func (c *cast) walkPromises(f PromiseFilter) (ids []int64) {
	c.t.Helper()
	for {
		list, err := c.Promises(c.ctx, f)
		c.must(err)
		for _, p := range list.Cards {
			ids = append(ids, p.ID)
		}
		if list.Next == "" {
			break
		}
		f.After = list.Next
	}
	var back []int64
	for f.After != "" {
		list, err := c.Promises(c.ctx, PromiseFilter{BodyID: f.BodyID, Place: f.Place, View: f.View, Before: f.Before, After: f.After})
		c.must(err)
		for _, p := range slices.Backward(list.Cards) {
			back = append(back, p.ID)
		}
		if list.Prev == "" {
			break
		}
		f.After, f.Before = "", list.Prev
		for f.Before != "" {
			list, err := c.Promises(c.ctx, f)
			c.must(err)
			for _, p := range slices.Backward(list.Cards) {
				back = append(back, p.ID)
			}
			f.Before = list.Prev
		}
	}
	if slices.Reverse(back); len(back) > 0 && !slices.Equal(back, ids) {
		c.t.Errorf("view %q forwards %v, back %v", f.View, ids, back)
	}
	return ids
}

// TestPromiseList checks the content and the order of every view over its pages, without promises
// of appeals that are not public.
func TestPromiseList(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for n := range 45 { // three a day
		c.answered(NewPromise{"Жамау", day(2026, 3, 10).AddDays(n / 3)})
	}
	hidden := c.answered(NewPromise{"Құпия", day(2026, 3, 10)})
	c.must(c.HideOwnAppeal(c.ctx, hidden, c.author))
	for id := range int64(10) {
		c.must(c.at(2026, 3, 6).MovePromise(c.ctx, id+1, c.akim, day(2026, 5, 1), "Жаңбыр"))
	}
	c.must(c.at(2026, 3, 7).MovePromise(c.ctx, 3, c.akim, day(2026, 5, 10), "Жаңбыр"))
	c.must(c.at(2026, 3, 8).KeepPromise(c.ctx, 20, c.akim, finished))
	c.must(c.at(2026, 3, 9).KeepPromise(c.ctx, 21, c.akim, finished))
	later := c.at(2026, 3, 14)
	_, err := later.BreakPromises(c.ctx)
	c.must(err)
	if got := c.walkPromises(PromiseFilter{View: AllPromises}); len(got) != 45 || got[0] != 45 {
		t.Errorf("all: %v", got)
	}
	near := c.walkPromises(PromiseFilter{BodyID: c.akim.BodyID})
	if len(near) != 45-2-2 || near[0] != 13 || near[len(near)-1] != 3 {
		t.Errorf("near: %v, want those of the 14th first and the latest move last", near)
	}
	if got := c.walkPromises(PromiseFilter{View: KeptPromises}); !slices.Equal(got, []int64{21, 20}) {
		t.Errorf("kept: %v", got)
	}
	if got := c.walkPromises(PromiseFilter{View: MovedPromises}); len(got) != 10 || got[0] != 3 {
		t.Errorf("moved: %v", got)
	}
	if got := c.walkPromises(PromiseFilter{View: BrokenPromises}); !slices.Equal(got, []int64{12, 11}) {
		t.Errorf("broken: %v", got)
	}
	if got := c.walkPromises(PromiseFilter{Place: arys}); len(got) != 0 {
		t.Errorf("elsewhere: %v", got)
	}
	list, err := c.Promises(c.ctx, PromiseFilter{View: MovedPromises})
	c.must(err)
	if p := list.Cards[0]; p.Moved != 2 || p.FirstDue != day(2026, 3, 10) || p.Delay() != 61 || p.MoveReason == "" || p.Number == "" || p.Place.KK == "" || p.BodyName.KK == "" {
		t.Errorf("moved most: %+v, %d days", p, p.Delay())
	}
}
