package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/bits"
)

// PerceptualHash is the 128-bit difference hash of a picture. Its bits say where on a coarse grid
// the picture gets darker to the right (first word) and downwards (second word). A copy that was
// resized, recompressed, brightened or cropped at an edge differs in few bits, another picture in
// about half.
//
// The algorithm is dHash by N. Krawetz, "Kind of Like That" (2013), applied in both directions.
type PerceptualHash [2]uint64

const (
	// MaxHashDistance is the largest Hamming distance at which SamePicture compares two pictures
	// in detail. Measured in TestPerceptualHash: variants of one picture were at most 17 bits
	// apart, different pictures at least 28.
	MaxHashDistance = 20
	// MinHashBits is the number of set bits that a picture needs to be compared. A picture with
	// fewer, such as a grey wall, resembles too many others.
	MinHashBits = 12
	// noiseLevel is the difference in brightness, of 255, that counts as noise.
	noiseLevel = 3
)

// HashPicture returns the perceptual hash of a picture.
func HashPicture(picture image.Image) (h PerceptualHash) {
	across, down := grey(picture, 9, 8), grey(picture, 8, 9)
	for y := range 8 {
		for x := range 8 {
			bit := uint64(1) << (y*8 + x)
			if int(across.Pix[y*9+x]) > int(across.Pix[y*9+x+1])+noiseLevel {
				h[0] |= bit
			}
			if int(down.Pix[y*8+x]) > int(down.Pix[(y+1)*8+x])+noiseLevel {
				h[1] |= bit
			}
		}
	}
	return h
}

// HashJPEG returns the perceptual hash of a stored picture: a JPEG that Prepare made.
func HashJPEG(stored []byte) (PerceptualHash, error) {
	picture, err := jpeg.Decode(bytes.NewReader(stored))
	if err != nil {
		return PerceptualHash{}, fmt.Errorf("media: hash a picture: %w", err)
	}
	return HashPicture(picture), nil
}

// Distance returns the Hamming distance of two hashes: the number of bits that differ, of 128.
func (h PerceptualHash) Distance(other PerceptualHash) int {
	return bits.OnesCount64(h[0]^other[0]) + bits.OnesCount64(h[1]^other[1])
}

// IsPlain reports whether the picture has too few features to be compared with others.
func (h PerceptualHash) IsPlain() bool {
	return bits.OnesCount64(h[0])+bits.OnesCount64(h[1]) < MinHashBits
}

// String returns the 128 bits as text, as a bit(128) column takes them.
func (h PerceptualHash) String() string { return fmt.Sprintf("%064b%064b", h[0], h[1]) }
