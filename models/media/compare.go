package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
)

// Two pictures with close hashes may still be different pictures taken from one spot: one of the
// hole, one of the repaired road. SamePicture therefore aligns the pictures, because one may be
// cropped at its edges, and requires them to agree in every patch. The limits were measured in
// TestPerceptualHash.

const (
	greySide = 128  // pixels per side of the grey pictures that are compared
	patch    = 16   // pixels per side of one patch
	maxCrop  = 0.09 // share of a side that may have been cropped
	// maxPatchDifference is the mean difference, of 255, that the worst patch may have.
	maxPatchDifference = 10
)

// SamePicture reports whether two stored pictures are copies of one picture: resized, recompressed,
// made brighter or darker, or slightly cropped.
func SamePicture(a, b []byte) (bool, error) {
	one, err := decodeGrey(a)
	if err != nil {
		return false, err
	}
	other, err := decodeGrey(b)
	if err != nil {
		return false, err
	}
	return worstPatch(one, other) <= maxPatchDifference, nil
}

func decodeGrey(stored []byte) (*image.Gray, error) {
	picture, err := jpeg.Decode(bytes.NewReader(stored))
	if err != nil {
		return nil, fmt.Errorf("media: compare a picture: %w", err)
	}
	return grey(picture, greySide, greySide), nil
}

// worstPatch returns the difference of the patch in which two pictures differ most, after the crop
// that aligns them best.
func worstPatch(a, b *image.Gray) float64 {
	whole := crop{}
	cropA, cropB := bestCrop(a, b), bestCrop(b, a)
	return min(patchDifference(a, whole, b, whole), patchDifference(a, cropA, b, whole), patchDifference(b, cropB, a, whole))
}

// crop is the share cut from each side: left, top, right, bottom.
type crop [4]float64

// bestCrop finds the crop of a that makes it most similar to b, by coordinate descent: one side
// after another, in decreasing steps.
func bestCrop(a, b *image.Gray) crop {
	best := crop{}
	least := meanDifference(a, best, b)
	for _, step := range []float64{0.03, 0.015, 0.0075, 0.004} {
		for better := true; better; {
			better = false
			for edge := range best {
				for _, change := range []float64{step, -step} {
					next := best
					next[edge] = math.Max(0, math.Min(maxCrop, next[edge]+change))
					if d := meanDifference(a, next, b); d < least {
						best, least, better = next, d, true
					}
				}
			}
		}
	}
	return best
}

// meanDifference returns the mean difference of two pictures on a coarse grid.
func meanDifference(a *image.Gray, c crop, b *image.Gray) (sum float64) {
	const n = 32
	x, y := samples(a, c, n), samples(b, crop{}, n)
	for i := range x {
		sum += math.Abs(x[i] - y[i])
	}
	return sum / (n * n)
}

// patchDifference returns the mean difference of the worst patch.
func patchDifference(a *image.Gray, cropA crop, b *image.Gray, cropB crop) (worst float64) {
	x, y := samples(a, cropA, greySide), samples(b, cropB, greySide)
	for top := 0; top < greySide; top += patch {
		for left := 0; left < greySide; left += patch {
			var sum float64
			for dy := range patch {
				for dx := range patch {
					i := (top+dy)*greySide + left + dx
					sum += math.Abs(x[i] - y[i])
				}
			}
			worst = math.Max(worst, sum/(patch*patch))
		}
	}
	return worst
}

// samples reads n by n points of a cropped picture, normalised to one brightness and contrast.
func samples(m *image.Gray, c crop, n int) []float64 {
	out := make([]float64, n*n)
	var sum, squares float64
	for y := range n {
		v := (c[1] + (1-c[1]-c[3])*(float64(y)+0.5)/float64(n)) * greySide
		for x := range n {
			u := (c[0] + (1-c[0]-c[2])*(float64(x)+0.5)/float64(n)) * greySide
			p := interpolate(m, u-0.5, v-0.5)
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

// interpolate reads the brightness at a point between pixels, by bilinear interpolation.
func interpolate(m *image.Gray, x, y float64) float64 {
	x, y = math.Max(0, math.Min(greySide-1, x)), math.Max(0, math.Min(greySide-1, y))
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	jx, jy := min(ix+1, greySide-1), min(iy+1, greySide-1)
	at := func(x, y int) float64 { return float64(m.Pix[y*m.Stride+x]) }
	return (at(ix, iy)*(1-fx)+at(jx, iy)*fx)*(1-fy) + (at(ix, jy)*(1-fx)+at(jx, jy)*fx)*fy
}

// grey returns a small grey copy of a picture.
func grey(picture image.Image, width, height int) *image.Gray {
	small := image.NewGray(image.Rect(0, 0, width, height))
	draw.BiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return small
}
