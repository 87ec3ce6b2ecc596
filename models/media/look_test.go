package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
)

// street draws something with the brightness of a photograph of a street: a light
// sky, darker ground, texture on all scales, and some things standing about. Each
// seed is another street.
func street(seed uint64) *image.RGBA {
	const w, h = 320, 240
	r := rand.New(rand.NewPCG(seed, 1))
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	horizon, sky, ground := 0.25+0.35*r.Float64(), 170+60*r.Float64(), 60+80*r.Float64()
	var octaves [6][]float64
	for i := range octaves {
		n := 3 << i
		octaves[i] = make([]float64, (n+1)*(n+1))
		for j := range octaves[i] {
			octaves[i][j] = r.NormFloat64()
		}
	}
	type box struct{ x, y, w, h, v float64 }
	boxes := make([]box, 4+r.IntN(8))
	for i := range boxes {
		boxes[i] = box{r.Float64(), horizon - 0.25 + 0.5*r.Float64(), 0.05 + 0.25*r.Float64(), 0.1 + 0.3*r.Float64(), 20 + 200*r.Float64()}
	}
	for y := range h {
		for x := range w {
			u, v := float64(x)/w, float64(y)/h
			light := ground
			if v < horizon {
				light = sky
			}
			for _, b := range boxes {
				if u > b.x && u < b.x+b.w && v > b.y && v < b.y+b.h {
					light = b.v
				}
			}
			for i, grid := range octaves {
				n := 3 << i
				gx, gy := u*float64(n), v*float64(n)
				ix, iy := int(gx), int(gy)
				fx, fy := gx-float64(ix), gy-float64(iy)
				at := func(x, y int) float64 { return grid[y*(n+1)+x] }
				top := at(ix, iy)*(1-fx) + at(min(ix+1, n), iy)*fx
				low := at(ix, min(iy+1, n))*(1-fx) + at(min(ix+1, n), min(iy+1, n))*fx
				light += (top*(1-fy) + low*fy) * 24 / math.Pow(1.7, float64(i))
			}
			g := uint8(math.Max(0, math.Min(255, light)))
			picture.SetRGBA(x, y, color.RGBA{g, g, uint8(float64(g) * 0.9), 255})
		}
	}
	return picture
}

func encoded(t testing.TB, picture image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rescaled(picture image.Image, w, h int) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(to, to.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return to
}

// trimmed cuts shares of the sides away.
func trimmed(picture *image.RGBA, left, top, right, bottom float64) image.Image {
	b := picture.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	return picture.SubImage(image.Rect(int(left*w), int(top*h), int((1-right)*w), int((1-bottom)*h)))
}

func brighter(picture *image.RGBA) image.Image {
	to := image.NewRGBA(picture.Bounds())
	for i, v := range picture.Pix {
		to.Pix[i] = v
		if i%4 != 3 {
			to.Pix[i] = uint8(min(255, int(v)*21/20+3))
		}
	}
	return to
}

// variants are what somebody does to a picture to show it again.
var variants = map[string]func(testing.TB, *image.RGBA) image.Image{
	"smaller":      func(_ testing.TB, p *image.RGBA) image.Image { return rescaled(p, 160, 120) },
	"much smaller": func(_ testing.TB, p *image.RGBA) image.Image { return rescaled(p, 130, 98) },
	"brighter":     func(_ testing.TB, p *image.RGBA) image.Image { return brighter(p) },
	"a messenger": func(t testing.TB, p *image.RGBA) image.Image {
		return decoded(t, encoded(t, rescaled(p, 220, 165), 30))
	},
	"compressed":          func(t testing.TB, p *image.RGBA) image.Image { return decoded(t, encoded(t, p, 10)) },
	"trimmed all round":   func(_ testing.TB, p *image.RGBA) image.Image { return trimmed(p, 0.02, 0.02, 0.02, 0.02) },
	"trimmed on the left": func(_ testing.TB, p *image.RGBA) image.Image { return trimmed(p, 0.04, 0, 0, 0) },
	"trimmed below":       func(_ testing.TB, p *image.RGBA) image.Image { return trimmed(p, 0, 0, 0, 0.04) },
}

func decoded(t testing.TB, file []byte) image.Image {
	t.Helper()
	picture, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// mended is the same street from the same spot after something was done at it.
func mended(picture *image.RGBA) image.Image {
	to := image.NewRGBA(picture.Bounds())
	draw.Draw(to, to.Bounds(), picture, image.Point{}, draw.Src)
	w, h := to.Bounds().Dx(), to.Bounds().Dy()
	hole := image.Rect(w*4/10, h*7/10, w*6/10, h*9/10)
	draw.Draw(to, hole, image.NewUniform(color.Gray{25}), image.Point{}, draw.Src)
	return to
}

// TestLook: every variant of a street is found among others, and no other street
// nor the same one mended is taken for it.
func TestLook(t *testing.T) {
	t.Parallel()
	const streets = 20
	looks := make([]Look, streets)
	furthest, nearest, found, other := 0, 128, 0.0, 255.0
	for i := range looks {
		picture := street(uint64(i))
		whole := grey(picture, sheet, sheet)
		looks[i] = LookOf(picture)
		if looks[i].Plain() {
			t.Errorf("street %d has nothing to see", i)
		}
		for name, change := range variants {
			v := change(t, picture)
			apart, worst := LookOf(v).Apart(looks[i]), worstPatch(whole, grey(v, sheet, sheet))
			furthest, found = max(furthest, apart), max(found, worst)
			if apart > SameLook || worst > patchApart {
				t.Errorf("street %d %s: %d bits apart, the worst patch %.1f", i, name, apart, worst)
			}
		}
		worst := worstPatch(whole, grey(mended(picture), sheet, sheet))
		if other = min(other, worst); worst <= patchApart {
			t.Errorf("street %d mended is taken for the broken one: the worst patch %.1f", i, worst)
		}
	}
	for i, a := range looks {
		for _, b := range looks[:i] {
			if nearest = min(nearest, a.Apart(b)); a.Apart(b) <= SameLook {
				t.Errorf("two streets are %d bits apart", a.Apart(b))
			}
		}
	}
	t.Logf("variants: at most %d bits, worst patch %.1f; others: at least %d bits, mended: worst patch %.1f", furthest, found, nearest, other)
}

// TestKeptLook: what Prepare notes of an upload is what is read from the kept file.
func TestKeptLook(t *testing.T) {
	t.Parallel()
	p, err := Prepare(encoded(t, street(7), 90))
	if err != nil {
		t.Fatal(err)
	}
	again, err := LookAt(p.Small)
	if err != nil || again.Apart(p.Look) > 4 {
		t.Errorf("%d bits apart, %v", again.Apart(p.Look), err)
	}
	if same, err := Same(p.Large, p.Small); err != nil || !same {
		t.Errorf("the large and the small one are one picture: %v, %v", same, err)
	}
	if len(p.Look.String()) != 128 {
		t.Errorf("%d bits", len(p.Look.String()))
	}
	wall, err := Prepare(encoded(t, image.NewGray(image.Rect(0, 0, 640, 480)), 80))
	if err != nil || !wall.Look.Plain() {
		t.Errorf("a black wall looks like %s, %v", wall.Look, err)
	}
	if _, err := LookAt([]byte("x")); err == nil {
		t.Error("looked at what is no picture")
	}
}
