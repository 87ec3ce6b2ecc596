package media

import "image"

// orient turns a picture upright. The orientation is EXIF tag 0x0112, which says on which sides the
// first row and the first column of the stored picture belong.
func orient(picture *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 || orientation > 8 {
		return picture
	}
	w, h := picture.Bounds().Dx(), picture.Bounds().Dy()
	swapped := orientation >= 5
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if swapped {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2: // mirrored
				tx = w - 1 - x
			case 3: // upside down
				tx, ty = w-1-x, h-1-y
			case 4: // mirrored, upside down
				ty = h - 1 - y
			case 5: // mirrored along the diagonal
				tx, ty = y, x
			case 6: // to be rotated clockwise
				tx, ty = h-1-y, x
			case 7: // mirrored along the other diagonal
				tx, ty = h-1-y, w-1-x
			case 8: // to be rotated counterclockwise
				tx, ty = y, w-1-x
			}
			to.SetRGBA(tx, ty, picture.RGBAAt(x, y))
		}
	}
	return to
}
