// Package media makes pictures fit to be shown: whatever was uploaded becomes
// an upright JPEG of a known size, in sRGB, without any metadata. What a file costs is
// read from its header and asked before anything is decoded. It is pure and a leaf.
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

// The limits of what is accepted, and the sizes of what is made of it.
const (
	MaxBytes   = 30 << 20    // of the file: a telephone's 108 megapixels are 25 to 28 MB
	MaxPixels  = 210_000_000 // a telephone's 200 megapixels are 16,320 by 12,240
	MaxSide    = 20_000      // pixels of one side
	MaxRatio   = 25          // of the longer side to the shorter one
	MaxMemory  = 288 << 20   // bytes that decoding one file may take: 64 million pixels of 4 bytes, and what is made of them
	LargeSide  = 1600        // pixels, the longer side of the large one
	SmallWidth = 480         // pixels, the width of the small one
	MIME       = "image/jpeg"

	largeBytes = 1 << 20   // that the large one should not exceed
	smallBytes = 256 << 10 // that the small one should not exceed
)

// qualities are tried from the first on until a picture is as light as it should be.
// A photograph keeps the first; noise, made to fill the store, does not.
var qualities = []int{80, 60, 40, 20}

// What may be wrong with a file.
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

// Picture is what is kept of a picture.
type Picture struct {
	Digest        string // the first 32 hex digits of the SHA-256 of Large
	Width, Height int    // of Large
	Large, Small  []byte // JPEG
	Look          Look   // to find it again
}

// made makes the large and the small picture of a decoded one.
func made(picture image.Image, orientation int, profile []byte) (p Picture, err error) {
	large := shrink(picture, LargeSide)
	toSRGB(large, profile)
	large = orient(large, orientation)
	// the small one is made of the large one: sixteen times less to look at
	small := scale(large, SmallWidth, LargeSide, draw.CatmullRom)
	p.Width, p.Height, p.Look = large.Bounds().Dx(), large.Bounds().Dy(), LookOf(small)
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

func encode(picture image.Image, most int) ([]byte, error) {
	var b bytes.Buffer
	for _, quality := range qualities {
		b.Reset()
		if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
			return nil, fmt.Errorf("media: encode: %w", err)
		}
		if b.Len() <= most {
			break
		}
	}
	return b.Bytes(), nil
}
