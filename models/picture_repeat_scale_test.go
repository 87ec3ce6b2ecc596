package models

import "testing"

// BenchmarkRepeatsOf looks one picture up among 100,000 pictures of proof.
func BenchmarkRepeatsOf(b *testing.B) {
	c := newCast(b)
	first := c.published()
	c.provenBy(first, jpegOf(b, view(1), 90))
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
	kept, err := c.KeepPicture(c.ctx, jpegOf(b, view(1), 40))
	c.must(err)
	for b.Loop() {
		repeats, err := c.RepeatsOf(c.ctx, id, []KeptPicture{kept})
		c.must(err)
		if len(repeats) != 1 {
			b.Fatalf("found %v", repeats)
		}
	}
}
