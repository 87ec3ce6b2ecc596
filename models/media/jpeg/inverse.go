package jpeg

import "math"

// zigsOf is, for each side, the number of coefficients in zig-zag order that contain all that the
// side needs.
var zigsOf = [...]int{1: 1, 2: 5, 4: 25}

const (
	fixed   = 13 // fraction bits of the cosines
	between = 3  // fraction bits between the two passes
)

// waves holds, for each side, the cosines at the centres of its pixels.
var waves = func() (w [5][4][4]int32) {
	for _, side := range []int{2, 4} {
		for x := range side {
			for u := range side {
				c := math.Cos(float64(2*x+1) * float64(u) * math.Pi / float64(2*side))
				if u == 0 {
					c = math.Sqrt2 / 2
				}
				w[side][x][u] = int32(math.Round(c / 2 * (1 << fixed)))
			}
		}
	}
	return w
}()

// inverse replaces the low coefficients of a block with side times side pixels, in its first rows
// and columns. It is the inverse DCT of that many points.
func inverse(b *block, side int) {
	if side == 1 {
		b[0] = (b[0] + 4) >> 3
		return
	}
	wave := &waves[side]
	var rows [4][4]int32
	for v := range side {
		for x := range side {
			sum := int32(0)
			for u := range side {
				sum += wave[x][u] * b[v*8+u]
			}
			rows[v][x] = (sum + 1<<(fixed-between-1)) >> (fixed - between)
		}
	}
	for x := range side {
		for y := range side {
			sum := int32(0)
			for v := range side {
				sum += wave[y][v] * rows[v][x]
			}
			b[y*8+x] = (sum + 1<<(fixed+between-1)) >> (fixed + between)
		}
	}
}
