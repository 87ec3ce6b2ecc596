// Package media prepares uploaded pictures for display: every upload becomes an upright JPEG of a
// known size, in sRGB, without metadata. The cost of decoding is read from the file's header and
// checked before the file is decoded. The package does no I/O and imports only its own JPEG decoder
// of this project.
package media

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"
)

// Limits of accepted files, and sizes of the stored pictures.
const (
	MaxBytes   = 30 << 20    // of the file: 108 megapixels of a telephone are 25 to 28 MB
	MaxPixels  = 210_000_000 // 200 megapixels of a telephone are 16,320 by 12,240
	MaxSide    = 20_000      // pixels of one side
	MaxRatio   = 25          // of the longer side to the shorter side
	MaxMemory  = 288 << 20   // bytes for decoding one file: 64 million pixels of 4 bytes, and the memory for the results
	LargeSide  = 1600        // pixels, the longer side of the large picture
	SmallWidth = 480         // pixels, the width of the small picture
	MIME       = "image/jpeg"

	largeBytes = 1 << 20   // target size of the large picture
	smallBytes = 256 << 10 // target size of the small picture
)

// qualities are the JPEG qualities that encode tries in order until the file is small enough. A
// photograph fits at the first one; noise, uploaded to fill the storage, does not.
var qualities = []int{80, 60, 40, 20}

// Reasons for rejecting a file.
var (
	ErrEmpty    = errors.New("media: the file is empty")
	ErrTooHeavy = errors.New("media: the file has more than 30 MB")
	ErrTooLarge = errors.New("media: the picture has more than 210 million pixels")
	ErrShape    = errors.New("media: a side is too long, or far longer than the other")
	ErrMemory   = errors.New("media: decoding takes too much memory; as a JPEG it would take less")
	ErrHEIC     = errors.New("media: the file is HEIC, which telephones make and browsers do not show")
	ErrAVIF     = errors.New("media: the file is AVIF")
	ErrType     = errors.New("media: the file is neither JPEG nor PNG nor WebP")
	ErrUnusual  = errors.New("media: a rare kind of JPEG or PNG that is not decoded")
	ErrBroken   = errors.New("media: the picture is broken or cut off")
)

// Picture is an upload in the form in which it is stored.
type Picture struct {
	Digest        string         // the first 32 hex digits of the SHA-256 of Large
	Width, Height int            // of Large
	Large, Small  []byte         // JPEG
	Hash          PerceptualHash // to find copies
}

// render makes the large and the small picture from a decoded one.
func render(picture image.Image, orientation int, profile []byte) (p Picture, err error) {
	large := shrink(picture, LargeSide)
	toSRGB(large, profile)
	large = orient(large, orientation)
	// from the large picture: it has sixteen times fewer pixels to read
	small := scale(large, SmallWidth, LargeSide, draw.CatmullRom)
	p.Width, p.Height, p.Hash = large.Bounds().Dx(), large.Bounds().Dy(), HashPicture(small)
	if p.Large, err = encode(large, largeBytes); err != nil {
		return Picture{}, err
	}
	if p.Small, err = encode(small, smallBytes); err != nil {
		return Picture{}, err
	}
	sum := sha256.Sum256(p.Large)
	p.Digest = hex.EncodeToString(sum[:16])
	return p, nil
}

// encode returns a picture as a JPEG of at most maxBytes bytes if one of the qualities allows it.
func encode(picture image.Image, maxBytes int) ([]byte, error) {
	var b bytes.Buffer
	for _, quality := range qualities {
		b.Reset()
		if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
			return nil, fmt.Errorf("media: encode: %w", err)
		}
		if b.Len() <= maxBytes {
			break
		}
	}
	return b.Bytes(), nil
}
