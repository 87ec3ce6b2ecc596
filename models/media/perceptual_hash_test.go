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

// street draws a picture with the brightness of a photograph of a street: a light sky, darker
// ground, texture at all scales and some boxes as objects. Each seed gives another street.
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

// encoded returns a picture as a JPEG file.
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

// cropped cuts the given shares off the sides.
func cropped(picture *image.RGBA, left, top, right, bottom float64) image.Image {
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

// variants are the ways in which people change a picture before they upload it again.
var variants = map[string]func(testing.TB, *image.RGBA) image.Image{
	"smaller":      func(_ testing.TB, p *image.RGBA) image.Image { return rescaled(p, 160, 120) },
	"much smaller": func(_ testing.TB, p *image.RGBA) image.Image { return rescaled(p, 130, 98) },
	"brighter":     func(_ testing.TB, p *image.RGBA) image.Image { return brighter(p) },
	"sent by a messenger": func(t testing.TB, p *image.RGBA) image.Image {
		return decoded(t, encoded(t, rescaled(p, 220, 165), 30))
	},
	"compressed":           func(t testing.TB, p *image.RGBA) image.Image { return decoded(t, encoded(t, p, 10)) },
	"cropped on all sides": func(_ testing.TB, p *image.RGBA) image.Image { return cropped(p, 0.02, 0.02, 0.02, 0.02) },
	"cropped on the left":  func(_ testing.TB, p *image.RGBA) image.Image { return cropped(p, 0.04, 0, 0, 0) },
	"cropped below":        func(_ testing.TB, p *image.RGBA) image.Image { return cropped(p, 0, 0, 0, 0.04) },
}

func decoded(t testing.TB, file []byte) image.Image {
	t.Helper()
	picture, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// repaired returns the same street from the same spot after the road was repaired.
func repaired(picture *image.RGBA) image.Image {
	to := image.NewRGBA(picture.Bounds())
	draw.Draw(to, to.Bounds(), picture, image.Point{}, draw.Src)
	w, h := to.Bounds().Dx(), to.Bounds().Dy()
	hole := image.Rect(w*4/10, h*7/10, w*6/10, h*9/10)
	draw.Draw(to, hole, image.NewUniform(color.Gray{25}), image.Point{}, draw.Src)
	return to
}

// TestPerceptualHash checks that every variant of a street is recognised, and that neither another
// street nor the same street after a repair is recognised as a copy.
func TestPerceptualHash(t *testing.T) {
	t.Parallel()
	const streets = 20
	hashes := make([]PerceptualHash, streets)
	farthest, nearest, copyPatch, repairedPatch := 0, 128, 0.0, 255.0
	for i := range hashes {
		picture := street(uint64(i))
		whole := grey(picture, greySide, greySide)
		hashes[i] = HashPicture(picture)
		if hashes[i].IsPlain() {
			t.Errorf("street %d has too few features", i)
		}
		for name, change := range variants {
			v := change(t, picture)
			distance, worst := HashPicture(v).Distance(hashes[i]), worstPatch(whole, grey(v, greySide, greySide))
			farthest, copyPatch = max(farthest, distance), max(copyPatch, worst)
			if distance > MaxHashDistance || worst > maxPatchDifference {
				t.Errorf("street %d %s: %d bits apart, the worst patch %.1f", i, name, distance, worst)
			}
		}
		worst := worstPatch(whole, grey(repaired(picture), greySide, greySide))
		if repairedPatch = min(repairedPatch, worst); worst <= maxPatchDifference {
			t.Errorf("street %d after the repair is taken for a copy: the worst patch %.1f", i, worst)
		}
	}
	for i, a := range hashes {
		for _, b := range hashes[:i] {
			if nearest = min(nearest, a.Distance(b)); a.Distance(b) <= MaxHashDistance {
				t.Errorf("two different streets are only %d bits apart", a.Distance(b))
			}
		}
	}
	t.Logf("variants: at most %d bits, worst patch %.1f; different streets: at least %d bits; repaired streets: worst patch at least %.1f", farthest, copyPatch, nearest, repairedPatch)
}

// TestHashOfStoredPicture checks that the hash that Prepare returns is the hash of the stored file.
func TestHashOfStoredPicture(t *testing.T) {
	t.Parallel()
	p, err := Prepare(encoded(t, street(7), 90))
	if err != nil {
		t.Fatal(err)
	}
	again, err := HashJPEG(p.Small)
	if err != nil || again.Distance(p.Hash) > 4 {
		t.Errorf("%d bits apart, %v", again.Distance(p.Hash), err)
	}
	if same, err := SamePicture(p.Large, p.Small); err != nil || !same {
		t.Errorf("the large and the small picture are not recognised as one: %v, %v", same, err)
	}
	if len(p.Hash.String()) != 128 {
		t.Errorf("the hash has %d bits, want 128", len(p.Hash.String()))
	}
	wall, err := Prepare(encoded(t, image.NewGray(image.Rect(0, 0, 640, 480)), 80))
	if err != nil || !wall.Hash.IsPlain() {
		t.Errorf("a black picture is not plain: %s, %v", wall.Hash, err)
	}
	if _, err := HashJPEG([]byte("x")); err == nil {
		t.Error("a file that is not a picture was hashed")
	}
}
