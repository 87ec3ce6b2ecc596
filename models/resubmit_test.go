package models

import (
	"sync"
	"testing"
	"time"
)

// TestPressedTwice: the same button pressed twice, or eight times at once, does
// one thing; the same words later are new words.
func TestPressedTwice(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	work := NewWork{Place: "616059000", Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Жөндеу басталды.", Stage: Planned, Appeals: []int64{id}}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := c.PublishWork(c.ctx, c.akim, work); err != nil {
				t.Error(err)
			}
			if err := c.PostUpdate(c.ctx, id, c.akim, "Жұмыс жүріп жатыр."); err != nil {
				t.Error(err)
			}
			if _, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Бізде де солай."}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	later := c.At(c.Now().Add(pressedTwice + time.Second))
	if err := later.PostUpdate(c.ctx, id, c.akim, "Жұмыс жүріп жатыр."); err != nil {
		t.Fatal(err)
	}
	for sql, want := range map[string]int{
		`select count(*) from works`:                           1,
		`select count(*) from comments`:                        1,
		`select sum(comments) from appeals`:                    1,
		`select count(*) from events where kind = 'updated'`:   2,
		`select count(*) from events where kind = 'explained'`: 1,
	} {
		var got int
		if err := c.read(c.ctx, &got, sql); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: %d, want %d", sql, got, want)
		}
	}
}
