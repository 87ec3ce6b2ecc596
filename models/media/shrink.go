package media

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// shrink scales a picture down so that no side is longer than maxSide; a smaller picture keeps its
// size. It first averages whole squares of pixels, row by row, because the scaler allocates 32
// bytes per source row and result column: 3 GB for a picture of one pixel by 40 million.
func shrink(picture image.Image, maxSide int) *image.RGBA {
	b := picture.Bounds()
	if by := max(b.Dx(), b.Dy()) / maxSide; by > 1 {
		picture = average(picture, by)
	}
	return scale(picture, maxSide, maxSide, draw.ApproxBiLinear)
}

// scale scales a picture down to fit into width and height, on a white background.
func scale(picture image.Image, width, height int, scaler draw.Scaler) *image.RGBA {
	from := picture.Bounds()
	w, h := from.Dx(), from.Dy()
	if w > width {
		w, h = width, max(1, h*width/w)
	}
	if h > height {
		w, h = max(1, w*height/h), height
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Bounds(), image.White, image.Point{}, draw.Src)
	if w == from.Dx() && h == from.Dy() {
		draw.Draw(to, to.Bounds(), picture, from.Min, draw.Over)
	} else {
		scaler.Scale(to, to.Bounds(), picture, from, draw.Over, nil)
	}
	return to
}

// average replaces each square of by times by pixels with its mean. It drops an incomplete square
// at the right or bottom edge, unless the picture has no complete one.
func average(picture image.Image, by int) *image.RGBA {
	b := picture.Bounds()
	across, down := min(by, b.Dx()), min(by, b.Dy())
	w, h := b.Dx()/across, b.Dy()/down
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	row := rows(picture)
	sums := make([]uint32, 3*w)
	n := uint32(across * down)
	for y := range h {
		clear(sums)
		for dy := range down {
			add(sums, row(b.Min.Y+y*down+dy), across)
		}
		line := to.Pix[y*to.Stride:]
		for x := range w {
			for i := range 3 {
				line[4*x+i] = uint8((sums[3*x+i] + n/2) / n)
			}
			line[4*x+3] = 0xff
		}
	}
	return to
}

// add adds each run of pixels, across pixels long, to one sum per channel.
func add(sums []uint32, pixels []byte, across int) {
	at := 0
	for x := 0; x < len(sums); x += 3 {
		for range across {
			sums[x] += uint32(pixels[at])
			sums[x+1] += uint32(pixels[at+1])
			sums[x+2] += uint32(pixels[at+2])
			at += 4
		}
	}
}

// rows returns a function that reads one row of a picture on a white background, four bytes per
// pixel.
func rows(picture image.Image) func(y int) []byte {
	b := picture.Bounds()
	line := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	if p, ok := picture.(*image.Paletted); ok { // package draw is slow for paletted pictures
		var colours [256][4]byte
		for i, c := range p.Palette {
			one := image.NewRGBA(image.Rect(0, 0, 1, 1))
			one.Set(0, 0, color.White)
			draw.Draw(one, one.Bounds(), image.NewUniform(c), image.Point{}, draw.Over)
			colours[i] = [4]byte(one.Pix)
		}
		return func(y int) []byte {
			for x, i := range p.Pix[p.PixOffset(b.Min.X, y):][:b.Dx()] {
				copy(line.Pix[4*x:], colours[i][:])
			}
			return line.Pix
		}
	}
	return func(y int) []byte {
		draw.Draw(line, line.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(line, line.Bounds(), picture, image.Pt(b.Min.X, y), draw.Over)
		return line.Pix
	}
}
