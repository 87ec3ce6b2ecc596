package models

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func longText(n int) string { return strings.Repeat("ә", n) }

// repair returns an explanation of work on a road of the village.
func (c *cast) repair() NewWork {
	from := day(2026, 3, 2)
	return NewWork{Place: village, Category: "roads", Lang: "kk", Title: "Достық көшесін жөндеу", Text: "**Асфальт** төселеді.",
		Stage: Started, StartedOn: &from}
}

func TestPublishWork(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	one, two, private := c.published(), c.published(), c.submitted()
	in := c.repair()
	in.Appeals = []int64{two, one, two}
	in.Pictures = []NewPicture{{Image: photo(t, 10), Alt: "Жөндеуге дейін"}, {Image: photo(t, 240), Role: "after", Alt: "Жөндеуден кейін"}}
	id, err := c.PublishWork(c.ctx, c.akim, in)
	c.must(err)
	c.wantStory(one, "body explained")
	c.wantStory(two, "body explained")
	w, err := c.Work(c.ctx, id)
	c.must(err)
	if len(w.Appeals) != 2 || len(w.Pictures) != 2 || w.Pictures[0].Role != "before" || w.Cover != w.Pictures[0].Digest {
		t.Errorf("appeals %d, pictures %+v, cover %s", len(w.Appeals), w.Pictures, w.Cover)
	}

	in.Title, in.Appeals = "Тағы бір жөндеу", []int64{one, private}
	_, err = c.PublishWork(c.ctx, c.akim, in)
	wantErr(t, "about an appeal that is not public", err, ErrState)
	c.wantStory(one, "body explained")
	if n := c.count(`select count(*) from works`); n != 1 {
		t.Errorf("%d works, want 1", n)
	}
}

func TestWorkInvalid(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	early, minus := day(2026, 1, 1), int64(-5)
	for want, change := range map[string]func(*NewWork){
		"title: problem.too_short":       func(w *NewWork) { w.Title = "Жо" },
		"text: problem.required":         func(w *NewWork) { w.Text = "" },
		"stage: problem.unknown":         func(w *NewWork) { w.Stage = "soon" },
		"category: problem.unknown":      func(w *NewWork) { w.Category = "space" },
		"place: problem.unknown":         func(w *NewWork) { w.Place = "616059" },
		"cost: problem.negative":         func(w *NewWork) { w.Cost = &minus },
		"started_on: problem.required":   func(w *NewWork) { w.StartedOn = nil },
		"done_on: problem.required":      func(w *NewWork) { w.Stage = Done },
		"done_on: problem.not_done":      func(w *NewWork) { w.DoneOn = w.StartedOn },
		"done_on: problem.too_early":     func(w *NewWork) { w.Stage, w.DoneOn = Done, &early },
		"planned_to: problem.too_early":  func(w *NewWork) { w.PlannedFrom, w.PlannedTo = w.StartedOn, &early },
		"pictures: problem.picture_type": func(w *NewWork) { w.Pictures = []NewPicture{{Image: []byte("x"), Alt: "x"}} },
	} {
		in := c.repair()
		change(&in)
		_, err := c.PublishWork(c.ctx, c.akim, in)
		wantInvalid(t, "work", err, want)
	}
}

// TestPublishWorkAtMidnight checks that an explanation is either scheduled or published, with the
// event that it is public, at each time that a running clock can pass the start of its day.
func TestPublishWorkAtMidnight(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	tomorrow := c.Today().AddDays(1)
	for before := range 12 {
		in := c.repair()
		in.Title, in.PublishOn = fmt.Sprintf("Жөндеу %d", before), &tomorrow
		work, err := c.runningFrom(tomorrow.Time().Add(-time.Duration(before)*time.Millisecond)).PublishWork(c.ctx, c.akim, in)
		c.must(err)
		if n := c.count(`select count(*) from works w where id = ? and
			(announced_at is not null) = exists (select 1 from events where work_id = w.id and kind = 'work_published')`, work); n != 1 {
			t.Errorf("%d ms before the day: announced without its event, or not announced with it", before)
		}
	}
}
