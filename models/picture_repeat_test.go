package models

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/image/draw"
)

// view returns a picture with different shapes for each seed.
func view(seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 2))
	m := image.NewRGBA(image.Rect(0, 0, 480, 360))
	draw.Draw(m, m.Bounds(), image.NewUniform(color.Gray{uint8(100 + r.IntN(100))}), image.Point{}, draw.Src)
	for range 40 {
		x, y := r.IntN(480), r.IntN(360)
		draw.Draw(m, image.Rect(x, y, x+20+r.IntN(150), y+20+r.IntN(120)), image.NewUniform(color.Gray{uint8(r.IntN(256))}), image.Point{}, draw.Src)
	}
	return m
}

func jpegOf(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (c *cast) provenBy(id int64, image []byte) {
	c.t.Helper()
	_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}, Proof: []NewPicture{{Image: image, Alt: "Жол"}}})
	c.must(err)
}

func (c *cast) repeatsIn(id int64) (all []Repeat) {
	c.t.Helper()
	d, err := c.AppealPage(c.ctx, c.appeal(id).Number)
	c.must(err)
	for _, a := range d.Answers {
		for _, p := range a.Proof {
			all = append(all, p.Repeats...)
		}
		for _, promise := range a.Promises {
			for _, p := range promise.Pictures {
				all = append(all, p.Repeats...)
			}
		}
	}
	return all
}

// TestRepeatedProof: a picture that was proof on one appeal is marked on the next, also if it is
// smaller, compressed or trimmed; another picture is not.
func TestRepeatedProof(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first := c.published()
	shown := view(1)
	c.provenBy(first, jpegOf(t, shown, 90))
	number := c.appeal(first).Number
	if got := c.repeatsIn(first); len(got) != 0 {
		t.Errorf("the first showing repeats %v", got)
	}
	smaller := image.NewRGBA(image.Rect(0, 0, 300, 225))
	draw.BiLinear.Scale(smaller, smaller.Bounds(), shown, shown.Bounds(), draw.Src, nil)
	for name, again := range map[string][]byte{
		"the same":   jpegOf(t, shown, 90),
		"compressed": jpegOf(t, shown, 25),
		"smaller":    jpegOf(t, smaller, 80),
		"trimmed":    jpegOf(t, shown.SubImage(image.Rect(8, 5, 470, 352)), 80),
	} {
		id := c.published()
		c.provenBy(id, again)
		got := c.repeatsIn(id)
		if len(got) == 0 || got[0].Number != number || got[0].Problem || !got[0].At.Equal(c.Now()) {
			t.Errorf("%s: repeats %+v, want №%s first", name, got, number)
		}
		if a := c.assessed(id); !slices.Contains(a.Missing, "proof") {
			t.Errorf("%s: a repeated picture counts as proof", name)
		}
	}
	if a := c.assessed(first); slices.Contains(a.Missing, "proof") {
		t.Error("the first showing is no proof")
	}
	id := c.published()
	c.provenBy(id, jpegOf(t, view(2), 90))
	if got := c.repeatsIn(id); len(got) != 0 {
		t.Errorf("another picture repeats %v", got)
	}
	plain := c.published()
	c.provenBy(plain, photo(t, 180))
	second := c.published()
	c.provenBy(second, photo(t, 181))
	if got := c.repeatsIn(second); len(got) != 0 {
		t.Errorf("a grey wall repeats %v", got)
	}
}

// TestRepeatHidden: a repeat does not name an appeal that is not public.
func TestRepeatHidden(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first := c.published()
	c.provenBy(first, jpegOf(t, view(3), 90))
	id := c.published()
	c.provenBy(id, jpegOf(t, view(3), 60))
	if got := c.repeatsIn(id); len(got) != 1 {
		t.Fatalf("repeats %v", got)
	}
	c.must(c.HideOwnAppeal(c.ctx, first, c.author))
	if got := c.repeatsIn(id); len(got) != 0 {
		t.Errorf("of a hidden appeal: %v", got)
	}
}

// TestProblemAsProof: the picture of the problem is no proof, also of a kept promise; the same
// place after the repair is another picture.
func TestProblemAsProof(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Pictures = []NewPicture{{Image: jpegOf(t, view(4), 90), Alt: "Шұңқыр"}}
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	mended := view(4)
	draw.Draw(mended, image.Rect(180, 200, 320, 320), image.NewUniform(color.Gray{230}), image.Point{}, draw.Src)
	_, err = c.PublishAnswer(c.ctx, filed.ID, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}, Promises: []NewPromise{{"Жамау", day(2026, 3, 20)}},
		Proof: []NewPicture{{Image: jpegOf(t, mended, 90), Alt: "Жол"}}})
	c.must(err)
	if got := c.repeatsIn(filed.ID); len(got) != 0 {
		t.Errorf("the same spot mended repeats %v", got)
	}
	kept, err := c.KeepPicture(c.ctx, jpegOf(t, view(4), 50))
	c.must(err)
	c.must(c.KeepPromise(c.ctx, 1, c.akim, "", kept))
	if got := c.repeatsIn(filed.ID); len(got) != 1 || !got[0].Problem {
		t.Errorf("the picture of the problem as proof repeats %v", got)
	}
}

// TestLookAtPictures: pictures from before the hashes get one, once.
func TestLookAtPictures(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.provenBy(c.published(), jpegOf(t, view(5), 90))
	_, err := c.exec(c.ctx, `insert into media (digest, mime, width, height, large, small, at) values (repeat('a', 32), 'image/jpeg', 1, 1, 'x', 'x', now())`)
	c.must(err)
	_, err = c.exec(c.ctx, `update media set look = null`)
	c.must(err)
	for _, want := range []int{1, 0} {
		if n, err := c.LookAtPictures(c.ctx); err != nil || n != want {
			t.Errorf("looked at %d (%v), want %d", n, err, want)
		}
	}
	id := c.published()
	c.provenBy(id, jpegOf(t, view(5), 50))
	if got := c.repeatsIn(id); len(got) != 1 {
		t.Errorf("repeats %v", got)
	}
}
