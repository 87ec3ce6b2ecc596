package models

import (
	"testing"
	"time"
)

// TestRepeatsAtScale: among 100,000 pictures of proof one that was shown before is
// found, and the time it takes is told.
func TestRepeatsAtScale(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100,000 pictures")
	}
	t.Parallel()
	c := newCast(t)
	first := c.published()
	c.provenBy(first, jpegOf(t, view(1), 90))
	_, err := c.exec(c.ctx, `
		with m as (
			insert into media (digest, mime, width, height, large, small, at, look)
			select md5(i::text), 'image/jpeg', 1, 1, 'x', 'x', ?, (('x' || md5('a' || i))::bit(128))
			from generate_series(1, 100000) i returning digest)
		insert into pictures (digest, answer_id, role, alt) select m.digest, (select max(id) from answers), 'proof', 'Жол' from m`, c.Now())
	c.must(err)
	_, err = c.exec(c.ctx, `analyze media, pictures`)
	c.must(err)
	id := c.published()
	kept, err := c.KeepPicture(c.ctx, jpegOf(t, view(1), 40))
	c.must(err)
	var took time.Duration
	for range 5 {
		start := time.Now()
		repeats, err := c.RepeatsOf(c.ctx, id, []KeptPicture{kept})
		c.must(err)
		if took = time.Since(start); len(repeats) != 1 {
			t.Fatalf("found %v", repeats)
		}
	}
	t.Logf("one picture among 100,000: %v", took)
}
