package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"slices"

	scaled "jauap/models/media/jpeg"
)

// making is the memory for what is made of a decoded picture, in bytes: the large one
// twice, rows of the source, and the working space of the scaler for the small one.
const making = 32 << 20

// Source is a file that may be decoded, and what that costs.
type Source struct {
	Width, Height int
	Memory        int64 // bytes that decoding takes at most
	file          []byte
	decode        func() (image.Image, error)
}

// Pixels is how many pixels have to be decoded: the measure of time.
func (s Source) Pixels() int64 { return int64(s.Width) * int64(s.Height) }

// Inspect reads what a file says of its picture, and refuses what would cost too
// much: a file of 78 KB may say that it is 1 by 39,999,999 pixels.
func Inspect(file []byte) (s Source, err error) {
	switch {
	case len(file) == 0:
		return s, ErrEmpty
	case len(file) > MaxBytes:
		return s, ErrTooHeavy
	}
	if trimmed := bytes.TrimLeft(file, "\r\n"); isJPEG(trimmed) { // a line feed of a careless web server: browsers show it
		file = trimmed
	}
	read, err := readerOf(file)
	if err != nil {
		return s, err
	}
	if s, err = read(file); err != nil {
		return s, broken(err)
	}
	long, short := max(s.Width, s.Height), min(s.Width, s.Height)
	s.Memory += making
	switch {
	case short < 1:
		return s, ErrBroken
	case s.Pixels() > MaxPixels:
		return s, ErrTooLarge
	case long > MaxSide, long > MaxRatio*short:
		return s, ErrShape
	case s.Memory > MaxMemory:
		return s, ErrMemory
	}
	return s, nil
}

func isJPEG(file []byte) bool { return bytes.HasPrefix(file, []byte("\xff\xd8\xff")) }

// readerOf goes by the first bytes and not by the registry of package image, which any import may widen.
func readerOf(file []byte) (func([]byte) (Source, error), error) {
	switch {
	case isJPEG(file):
		return sourceOfJPEG, nil
	case bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")):
		return sourceOfPNG, nil
	case isWebP(file):
		return sourceOfWebP, nil
	case len(file) >= 16 && string(file[4:8]) == "ftyp":
		return nil, brand(file)
	}
	return nil, ErrType
}

// brand tells HEIC from AVIF, which share a container, and both from films.
func brand(file []byte) error {
	end := min(len(file), 64, max(16, int(binary.BigEndian.Uint32(file))))
	var brands []string
	for at := 8; at+4 <= end; at += 4 {
		brands = append(brands, string(file[at:at+4]))
	}
	is := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(brands, n) })
	}
	switch {
	case is("avif", "avis"):
		return ErrAVIF
	case is("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"):
		return ErrHEIC
	}
	return ErrType
}

// adobe is a segment that says: four inks, inverted.
const adobe = "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"

// sourceOfJPEG decodes a large JPEG at half, a quarter or an eighth of its size: as
// small as it may be with enough left for the large picture, and smaller if that would
// take too much memory.
func sourceOfJPEG(file []byte) (s Source, err error) {
	// one that lacks only its last two bytes is shown by every browser; after an end a
	// second one is not read
	whole := append(slices.Clip(file), 0xff, 0xd9)
	h, err := scaled.Read(whole)
	if err != nil {
		return s, err
	}
	if h.Unmarked { // taken for what printing programs write, as browsers do
		whole = slices.Concat(whole[:2], []byte(adobe), whole[2:])
	}
	side := 8
	for side > 1 && max(h.Width, h.Height)*side/2/8 >= LargeSide {
		side /= 2
	}
	for side > 1 && h.Bytes(side)+making > MaxMemory {
		side /= 2
	}
	s = Source{Width: h.Width, Height: h.Height, Memory: h.Bytes(side), file: file}
	s.decode = func() (image.Image, error) {
		if side == 8 {
			return jpeg.Decode(bytes.NewReader(whole))
		}
		return scaled.Decode(whole, side)
	}
	return s, nil
}

// sourceOfPNG reads the header chunk, which always is the first.
func sourceOfPNG(file []byte) (s Source, err error) {
	size, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return s, err
	}
	depth, colours, interlaced := file[24], file[25], file[28] != 0
	bytesEach := int64(4)
	switch {
	case colours == 3: // of a palette
		bytesEach = 1
	case depth == 16 && colours != 0:
		bytesEach = 8
	case depth == 16:
		bytesEach = 2
	case colours == 0:
		bytesEach = 1
	}
	if colours == 0 && chunk(file[8:], binary.BigEndian, "tRNS", true) != nil { // one shade of grey is transparent
		bytesEach *= 4
	}
	s = Source{Width: size.Width, Height: size.Height, file: file,
		decode: func() (image.Image, error) { return png.Decode(bytes.NewReader(file)) }}
	s.Memory = s.Pixels() * bytesEach
	if interlaced { // the largest pass has half of the pixels
		s.Memory += s.Memory / 2
	}
	return s, nil
}
