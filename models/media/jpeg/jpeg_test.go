package jpeg

import (
	"bytes"
	"go/build"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// files are the JPEGs that Go's own decoder is tested with: all ratios of sampling,
// baseline and progressive, grey, RGB and CMYK.
func files(t testing.TB) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	var own bytes.Buffer
	if err := jpeg.Encode(&own, noise(203, 117), nil); err != nil {
		t.Fatal(err)
	}
	found["noise"] = own.Bytes()
	names, _ := filepath.Glob(filepath.Join(build.Default.GOROOT, "src/image/testdata/*.jpeg"))
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.Base(name)] = file
	}
	return found
}

// noise is a picture that changes smoothly, with some grain.
func noise(w, h int) image.Image {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x + r.IntN(20)), uint8(y + r.IntN(20)), uint8(x + y), 255})
		}
	}
	return m
}

// TestAgreesWithWhole: what is decoded at a scale is what the whole picture, averaged
// over as many pixels, would be.
func TestAgreesWithWhole(t *testing.T) {
	t.Parallel()
	for name, file := range files(t) {
		whole, err := jpeg.Decode(bytes.NewReader(file))
		if err != nil {
			continue // those that neither decoder takes
		}
		for _, side := range []int{1, 2, 4} {
			small, err := Decode(file, side)
			if err != nil {
				t.Errorf("%s at %d/8: %v", name, side, err)
				continue
			}
			b, by := whole.Bounds(), 8/side
			if got, want := small.Bounds().Size(), (image.Point{X: (b.Dx()*side + 7) / 8, Y: (b.Dy()*side + 7) / 8}); got != want {
				t.Errorf("%s at %d/8: %v, want %v", name, side, got, want)
			}
			var sum, n float64
			var tint [3]float64
			for y := range b.Dy() / by {
				for x := range b.Dx() / by {
					got, want := rgb(small, x, y, 1), rgb(whole, x*by, y*by, by)
					for i := range got {
						sum, n = sum+math.Abs(got[i]-want[i]), n+1
						tint[i] += got[i] - want[i]
					}
				}
			}
			// colours that have one sample for several pixels are smeared over more of them at a scale
			if whole := strings.Contains(name, "444") || strings.Contains(name, "gray"); whole && sum/n > 4 {
				t.Errorf("%s at %d/8: differs by %.1f of 255 in the mean", name, side, sum/n)
			}
			for i := range tint {
				if d := tint[i] * 3 / n; math.Abs(d) > 3 {
					t.Errorf("%s at %d/8: channel %d is %.1f of 255 off", name, side, i, d)
				}
			}
		}
	}
}

// rgb is the mean of a square of pixels.
func rgb(m image.Image, x, y, by int) (mean [3]float64) {
	for dy := range by {
		for dx := range by {
			r, g, b, _ := m.At(x+dx, y+dy).RGBA()
			mean[0], mean[1], mean[2] = mean[0]+float64(r>>8), mean[1]+float64(g>>8), mean[2]+float64(b>>8)
		}
	}
	for i := range mean {
		mean[i] /= float64(by * by)
	}
	return mean
}

// TestTakesNoMoreMemoryThanItSays holds the estimate by which files are let in.
func TestTakesNoMoreMemoryThanItSays(t *testing.T) {
	for name, file := range files(t) {
		h, err := Read(file)
		if err != nil {
			continue
		}
		for _, side := range []int{1, 2, 4} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _ = Decode(file, side)
			runtime.ReadMemStats(&after)
			if took, said := int64(after.TotalAlloc-before.TotalAlloc), h.Bytes(side); took > said+said/4+64<<10 {
				t.Errorf("%s at %d/8: took %d bytes, said %d", name, side, took, said)
			}
		}
	}
}

// FuzzDecode: no file may make the decoder panic, or take more than it said.
func FuzzDecode(f *testing.F) {
	for _, file := range files(f) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		h, err := Read(file)
		if err != nil || h.Bytes(4) > 64<<20 {
			return
		}
		for _, side := range []int{1, 2, 4} {
			_, _ = Decode(file, side)
		}
	})
}
