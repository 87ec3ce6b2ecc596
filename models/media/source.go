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

// renderMemory is the memory in bytes for rendering a decoded picture: twice the large picture,
// rows of the source, and the working space of the scaler for the small picture.
const renderMemory = 32 << 20

// Source is an accepted file that is not decoded yet, and the cost of decoding it.
type Source struct {
	Width, Height int
	Memory        int64 // upper limit of the bytes that decoding takes
	file          []byte
	decode        func() (image.Image, error)
}

// Pixels returns the number of pixels to decode, which determines the time.
func (s Source) Pixels() int64 { return int64(s.Width) * int64(s.Height) }

// Inspect reads a file's header and rejects a picture that would cost too much to decode: a file of
// 78 KB can declare 1 by 39,999,999 pixels.
func Inspect(file []byte) (s Source, err error) {
	switch {
	case len(file) == 0:
		return s, ErrEmpty
	case len(file) > MaxBytes:
		return s, ErrTooHeavy
	}
	if trimmed := bytes.TrimLeft(file, "\r\n"); isJPEG(trimmed) { // some web servers send a line break first, and browsers show it
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
	s.Memory += renderMemory
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

// readerOf selects the reader by the first bytes, not by the registry of package image, to which
// any import can add formats.
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

// brand returns the error for an ISO media file: HEIC and AVIF share this container with videos.
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

// adobe is the APP14 segment of an inverted CMYK picture.
const adobe = "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"

// sourceOfJPEG decodes a large JPEG at half, a quarter or an eighth of its size: the smallest scale
// that still suffices for the large picture, or a smaller one if that takes too much memory.
func sourceOfJPEG(file []byte) (s Source, err error) {
	// Every browser shows a file that lacks only the end marker. A second end marker is not read.
	whole := append(slices.Clip(file), 0xff, 0xd9)
	h, err := scaled.Read(whole)
	if err != nil {
		return s, err
	}
	if h.Unmarked { // browsers assume the inverted CMYK that printing programs write
		whole = slices.Concat(whole[:2], []byte(adobe), whole[2:])
	}
	side := 8
	for side > 1 && max(h.Width, h.Height)*side/2/8 >= LargeSide {
		side /= 2
	}
	for side > 1 && h.Bytes(side)+renderMemory > MaxMemory {
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

// sourceOfPNG reads the header chunk, which is always the first.
func sourceOfPNG(file []byte) (s Source, err error) {
	size, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return s, err
	}
	depth, colours, interlaced := file[24], file[25], file[28] != 0
	bytesEach := int64(4)
	switch {
	case colours == 3: // palette
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
	if interlaced { // the largest pass holds half of the pixels
		s.Memory += s.Memory / 2
	}
	return s, nil
}
