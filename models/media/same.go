package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
)

// Two looks that are near each other may still be two pictures from one spot, of
// the hole and of the mended road. Same compares the pictures themselves: laid upon
// each other as well as they will go, one may be trimmed at its edges, they must
// agree everywhere. Measured in TestLook.

const (
	sheet   = 128  // pixels, the side of what is compared
	patch   = 16   // pixels, the side of one patch of it
	trimMax = 0.09 // of a side that may have been cut away
	// patchApart is by how much, of 255, the worst patch of one picture may differ.
	patchApart = 10
)

// Same reports whether two kept pictures are one picture, resized, compressed again,
// made brighter or darker or trimmed a little.
func Same(a, b []byte) (bool, error) {
	one, err := sheetOf(a)
	if err != nil {
		return false, err
	}
	other, err := sheetOf(b)
	if err != nil {
		return false, err
	}
	return worstPatch(one, other) <= patchApart, nil
}

func sheetOf(kept []byte) (*image.Gray, error) {
	picture, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		return nil, fmt.Errorf("media: compare a picture: %w", err)
	}
	return grey(picture, sheet, sheet), nil
}

// worstPatch is the difference of the patch in which two sheets differ most, trimmed
// so that they fit best.
func worstPatch(a, b *image.Gray) float64 {
	whole := trim{}
	ofA, ofB := fit(a, b), fit(b, a)
	return min(patches(a, whole, b, whole), patches(a, ofA, b, whole), patches(b, ofB, a, whole))
}

// trim is how much of each side is cut away: left, top, right, bottom.
type trim [4]float64

// fit finds how a has to be trimmed to be most like b: along one side after the
// other, in smaller and smaller steps.
func fit(a, b *image.Gray) trim {
	best := trim{}
	least := unlike(a, best, b)
	for _, step := range []float64{0.03, 0.015, 0.0075, 0.004} {
		for better := true; better; {
			better = false
			for side := range best {
				for _, way := range []float64{step, -step} {
					next := best
					next[side] = math.Max(0, math.Min(trimMax, next[side]+way))
					if d := unlike(a, next, b); d < least {
						best, least, better = next, d, true
					}
				}
			}
		}
	}
	return best
}

// unlike is the mean difference on a coarse grid.
func unlike(a *image.Gray, t trim, b *image.Gray) (sum float64) {
	const n = 32
	x, y := samples(a, t, n), samples(b, trim{}, n)
	for i := range x {
		sum += math.Abs(x[i] - y[i])
	}
	return sum / (n * n)
}

// patches is the difference of the worst patch.
func patches(a *image.Gray, t trim, b *image.Gray, u trim) (worst float64) {
	x, y := samples(a, t, sheet), samples(b, u, sheet)
	for top := 0; top < sheet; top += patch {
		for left := 0; left < sheet; left += patch {
			var sum float64
			for dy := range patch {
				for dx := range patch {
					i := (top+dy)*sheet + left + dx
					sum += math.Abs(x[i] - y[i])
				}
			}
			worst = math.Max(worst, sum/(patch*patch))
		}
	}
	return worst
}

// samples reads n by n points of a trimmed sheet, evened out to one brightness and
// one contrast.
func samples(s *image.Gray, t trim, n int) []float64 {
	out := make([]float64, n*n)
	var sum, squares float64
	for y := range n {
		v := (t[1] + (1-t[1]-t[3])*(float64(y)+0.5)/float64(n)) * sheet
		for x := range n {
			u := (t[0] + (1-t[0]-t[2])*(float64(x)+0.5)/float64(n)) * sheet
			p := between(s, u-0.5, v-0.5)
			out[y*n+x] = p
			sum, squares = sum+p, squares+p*p
		}
	}
	mean := sum / float64(n*n)
	spread := math.Sqrt(math.Max(1, squares/float64(n*n)-mean*mean))
	for i := range out {
		out[i] = 128 + (out[i]-mean)*50/spread
	}
	return out
}

// between reads a sheet between its pixels.
func between(s *image.Gray, x, y float64) float64 {
	x, y = math.Max(0, math.Min(sheet-1, x)), math.Max(0, math.Min(sheet-1, y))
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	jx, jy := min(ix+1, sheet-1), min(iy+1, sheet-1)
	at := func(x, y int) float64 { return float64(s.Pix[y*s.Stride+x]) }
	return (at(ix, iy)*(1-fx)+at(jx, iy)*fx)*(1-fy) + (at(ix, jy)*(1-fx)+at(jx, jy)*fx)*fy
}

func grey(picture image.Image, width, height int) *image.Gray {
	small := image.NewGray(image.Rect(0, 0, width, height))
	draw.BiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return small
}
