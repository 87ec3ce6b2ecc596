package draw

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// Size of every picture, in pixels.
const (
	Width  = 960
	Height = 640
)

// Scenes are drawn in larger coordinates and scaled.
const (
	wide  = 1200
	tall  = 800
	scale = float64(Width) / wide
)

// canvas is a picture being drawn; y grows downwards.
type canvas struct {
	img    *image.RGBA
	edge   vector.Rasterizer
	rnd    *rand.Rand
	region Region
}

func newCanvas(region Region, seed uint64) *canvas {
	return &canvas{
		region: region,
		img:    image.NewRGBA(image.Rect(0, 0, Width, Height)),
		rnd:    rand.New(rand.NewPCG(seed, 0x6a617561)),
	}
}

// between returns a random number from a to b, the same for the same seed.
func (c *canvas) between(a, b float64) float64 { return a + (b-a)*c.rnd.Float64() }

// hex returns the opaque colour 0xRRGGBB.
func hex(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// thin returns the colour with alpha from 0 to 1.
func thin(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(alpha * 255)
	return c
}

// mix interpolates from a (t = 0) to b (t = 1).
func mix(a, b color.NRGBA, t float64) color.NRGBA {
	part := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return color.NRGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), part(a.A, b.A)}
}

func darker(c color.NRGBA, t float64) color.NRGBA  { return mix(c, hex(0x14202e), t) }
func lighter(c color.NRGBA, t float64) color.NRGBA { return mix(c, hex(0xffffff), t) }

type point struct{ x, y float64 }

// fill paints a closed outline. It rasterises only the bounding box, so that a picture with a few
// hundred shapes takes only some milliseconds.
func (c *canvas) fill(col color.NRGBA, outline []point) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range outline {
		left, right = min(left, p.x*scale), max(right, p.x*scale)
		top, bottom = min(top, p.y*scale), max(bottom, p.y*scale)
	}
	box := image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right)), int(math.Ceil(bottom))).
		Intersect(c.img.Bounds()) // the rasteriser does not know the size of the picture
	if box.Empty() {
		return
	}
	c.edge.Reset(box.Dx(), box.Dy())
	at := func(p point) (x, y float32) {
		return float32(p.x*scale - float64(box.Min.X)), float32(p.y*scale - float64(box.Min.Y))
	}
	c.edge.MoveTo(at(outline[0]))
	for _, p := range outline[1:] {
		c.edge.LineTo(at(p))
	}
	c.edge.ClosePath()
	c.edge.Draw(c.img, box, image.NewUniform(col), image.Point{})
}

// poly paints the polygon with the points x, y, x, y, …
func (c *canvas) poly(col color.NRGBA, xy ...float64) {
	outline := make([]point, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		outline = append(outline, point{xy[i], xy[i+1]})
	}
	c.fill(col, outline)
}

func (c *canvas) rect(col color.NRGBA, x, y, w, h float64) {
	c.poly(col, x, y, x+w, y, x+w, y+h, x, y+h)
}

// ellipse paints an ellipse with the given centre and radii.
func (c *canvas) ellipse(col color.NRGBA, x, y, rx, ry float64) {
	c.fill(col, arc(x, y, rx, ry, 0, 2*math.Pi))
}

func arc(x, y, rx, ry, from, to float64) []point {
	n := int(8 + (rx+ry)/4)
	outline := make([]point, n+1)
	for i := range outline {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/float64(n))
		outline[i] = point{x + rx*cos, y + ry*sin}
	}
	return outline
}

// round paints a rectangle with round corners.
func (c *canvas) round(col color.NRGBA, x, y, w, h, r float64) {
	var outline []point
	for i, corner := range []point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		from := float64(i-1) * math.Pi / 2
		outline = append(outline, arc(corner.x, corner.y, r, r, from, from+math.Pi/2)...)
	}
	c.fill(col, outline)
}

// line paints a line through the points x, y, x, y, … with round joints.
func (c *canvas) line(col color.NRGBA, width float64, xy ...float64) {
	for i := 0; i+3 < len(xy); i += 2 {
		x1, y1, x2, y2 := xy[i], xy[i+1], xy[i+2], xy[i+3]
		length := math.Hypot(x2-x1, y2-y1)
		if length == 0 {
			continue
		}
		dx, dy := (y2-y1)/length*width/2, (x2-x1)/length*width/2
		c.poly(col, x1+dx, y1-dy, x2+dx, y2-dy, x2-dx, y2+dy, x1-dx, y1+dy)
		if i > 0 && width > 3 {
			c.ellipse(col, x1, y1, width/2, width/2)
		}
	}
}

// smooth returns an outline with rounded corners.
func smooth(outline []point) []point {
	for range 3 {
		var next []point
		for i, p := range outline {
			q := outline[(i+1)%len(outline)]
			next = append(next, point{p.x*.75 + q.x*.25, p.y*.75 + q.y*.25}, point{p.x*.25 + q.x*.75, p.y*.25 + q.y*.75})
		}
		outline = next
	}
	return outline
}

// blob returns the outline of an irregular spot: a hole, a puddle, a heap of snow.
func (c *canvas) blob(x, y, rx, ry float64) []point {
	outline := make([]point, 11)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(outline)))
		r := c.between(.78, 1.18)
		outline[i] = point{x + rx*r*cos, y + ry*r*sin}
	}
	return smooth(outline)
}

// moved returns the outline shifted, and scaled around x, y.
func moved(outline []point, x, y, scale, dx, dy float64) []point {
	out := make([]point, len(outline))
	for i, p := range outline {
		out[i] = point{x + (p.x-x)*scale + dx, y + (p.y-y)*scale + dy}
	}
	return out
}

// falling paints a vertical gradient from y1 to y2.
func (c *canvas) falling(from, to color.NRGBA, y1, y2 float64) {
	for y := int(y1 * scale); y < int(y2*scale); y++ {
		col := mix(from, to, min(1, max(0, (float64(y)/scale-y1)/(y2-y1))))
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+4*Width]
		for i := 0; i < len(row); i += 4 {
			row[i], row[i+1], row[i+2], row[i+3] = col.R, col.G, col.B, 255
		}
	}
}

// glow brightens a round area, most in the middle.
func (c *canvas) glow(col color.NRGBA, x, y, rx, ry, strength float64) {
	x, y, rx, ry = x*scale, y*scale, rx*scale, ry*scale
	box := image.Rect(int(x-rx), int(y-ry), int(x+rx)+1, int(y+ry)+1).Intersect(c.img.Bounds())
	for py := box.Min.Y; py < box.Max.Y; py++ {
		for px := box.Min.X; px < box.Max.X; px++ {
			u, v := (float64(px)-x)/rx, (float64(py)-y)/ry
			d := u*u + v*v
			if d >= 1 {
				continue
			}
			a := strength * (1 - d) * (1 - d)
			i := c.img.PixOffset(px, py)
			for k, part := range [3]uint8{col.R, col.G, col.B} {
				old := float64(c.img.Pix[i+k])
				c.img.Pix[i+k] = uint8(old + (float64(part)-old)*a)
			}
		}
	}
}

// dim paints a translucent colour over the whole picture: dusk, night, frost.
func (c *canvas) dim(col color.NRGBA, alpha float64) {
	c.rect(thin(col, alpha), 0, 0, wide, tall)
}
