package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/bits"
)

// Look is how a picture looks, in 128 bits: where on a coarse grid it grows darker
// to the right, and where downwards. The same picture made smaller, compressed
// again, brighter or trimmed at an edge differs in few of them, another one in
// about half.
//
// The difference hash is after N. Krawetz, "Kind of Like That" (2013), taken in
// both directions.
type Look [2]uint64

const (
	// SameLook is up to how many bits two pictures may differ for Same to compare them
	// closely. Measured in TestLook: variants of one picture were at most 17 bits
	// apart, different ones at least 28.
	SameLook = 20
	// PlainBits is how many bits a picture needs to be compared at all: a grey wall
	// looks like any other.
	PlainBits = 12
	// grain is the difference in brightness, of 255, that is noise and no feature.
	grain = 3
)

// LookOf looks at a picture.
func LookOf(picture image.Image) (l Look) {
	across, down := grey(picture, 9, 8), grey(picture, 8, 9)
	for y := range 8 {
		for x := range 8 {
			bit := uint64(1) << (y*8 + x)
			if int(across.Pix[y*9+x]) > int(across.Pix[y*9+x+1])+grain {
				l[0] |= bit
			}
			if int(down.Pix[y*8+x]) > int(down.Pix[(y+1)*8+x])+grain {
				l[1] |= bit
			}
		}
	}
	return l
}

// LookAt looks at a picture that is kept: a JPEG that Prepare has made.
func LookAt(kept []byte) (Look, error) {
	picture, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		return Look{}, fmt.Errorf("media: look at a picture: %w", err)
	}
	return LookOf(picture), nil
}

// Apart counts the bits in which two pictures differ, of 128.
func (l Look) Apart(other Look) int {
	return bits.OnesCount64(l[0]^other[0]) + bits.OnesCount64(l[1]^other[1])
}

// Plain reports whether there is too little to see to tell the picture from others.
func (l Look) Plain() bool { return bits.OnesCount64(l[0])+bits.OnesCount64(l[1]) < PlainBits }

// String is the look as a bit string, the way the database keeps it.
func (l Look) String() string { return fmt.Sprintf("%064b%064b", l[0], l[1]) }
