// Package media makes pictures fit to be shown: whatever was uploaded becomes
// an upright JPEG of a known size without any metadata. It is pure and a leaf.
package media

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// The limits of what is accepted, and the sizes of what is made of it.
const (
	MaxBytes   = 10 << 20   // of the file
	MaxPixels  = 40_000_000 // that it unpacks to
	LargeSide  = 1600       // pixels, the longer side of the large one
	SmallWidth = 480        // pixels, the width of the small one
	MIME       = "image/jpeg"
	quality    = 80
)

// What may be wrong with a file.
var (
	ErrTooHeavy = errors.New("media: the file has more than 10 MB")
	ErrTooLarge = errors.New("media: the picture has more than 40 million pixels")
	ErrType     = errors.New("media: the file is neither JPEG nor PNG nor WebP")
	ErrBroken   = errors.New("media: the picture is broken or cut off")
)

// Picture is what is kept of a picture.
type Picture struct {
	Digest        string // the first 32 hex digits of the SHA-256 of Large
	Width, Height int    // of Large
	Large, Small  []byte // JPEG
	Look          Look   // to find it again
}

// unpacking bounds the memory: 40 million pixels take up to 320 MB.
var unpacking = make(chan struct{}, 2)

// Prepare decodes a picture and makes the large and the small one. What the
// file says of its size is read first, so that a small file that unpacks to a
// huge picture costs nothing.
func Prepare(file []byte) (p Picture, err error) {
	if len(file) > MaxBytes {
		return p, ErrTooHeavy
	}
	format, err := formatOf(file)
	if err != nil {
		return p, err
	}
	size, err := format.size(bytes.NewReader(file))
	if err != nil || size.Width < 1 || size.Height < 1 {
		return p, broken(err)
	}
	if int64(size.Width)*int64(size.Height) > MaxPixels {
		return p, ErrTooLarge
	}
	unpacking <- struct{}{}
	defer func() { <-unpacking }()
	picture, err := format.decode(bytes.NewReader(file))
	if err != nil {
		return p, broken(err)
	}
	large := orient(shrink(picture, LargeSide, LargeSide, draw.BiLinear), orientation(file))
	// the small one is made of the large one: sixteen times less to look at
	small := shrink(large, SmallWidth, LargeSide, draw.CatmullRom)
	p.Width, p.Height, p.Look = large.Bounds().Dx(), large.Bounds().Dy(), LookOf(small)
	if p.Large, err = encode(large); err != nil {
		return Picture{}, err
	}
	if p.Small, err = encode(small); err != nil {
		return Picture{}, err
	}
	sum := sha256.Sum256(p.Large)
	p.Digest = hex.EncodeToString(sum[:16])
	return p, nil
}

func broken(err error) error {
	if err == nil {
		return ErrBroken
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// formatOf goes by the first bytes and not by the registry of package image, which any import may widen.
func formatOf(file []byte) (format, error) {
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xd8\xff")):
		return format{jpeg.DecodeConfig, jpeg.Decode}, nil
	case bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")):
		return format{png.DecodeConfig, png.Decode}, nil
	case len(file) >= 12 && string(file[:4]) == "RIFF" && string(file[8:12]) == "WEBP":
		return format{webp.DecodeConfig, webp.Decode}, nil
	}
	return format{}, ErrType
}

// shrink scales down to fit, on white where the picture is transparent; a
// smaller one keeps its size.
func shrink(picture image.Image, width, height int, scaler draw.Scaler) *image.RGBA {
	from := picture.Bounds()
	w, h := from.Dx(), from.Dy()
	if w > width {
		w, h = width, max(1, h*width/w)
	}
	if h > height {
		w, h = max(1, w*height/h), height
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if w == from.Dx() && h == from.Dy() {
		draw.Draw(to, to.Bounds(), picture, from.Min, draw.Over)
	} else {
		scaler.Scale(to, to.Bounds(), picture, from, draw.Over, nil)
	}
	return to
}

func encode(picture image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("media: encode: %w", err)
	}
	return b.Bytes(), nil
}
