package media

import (
	"bytes"
	"encoding/binary"
	"image"

	"golang.org/x/image/webp"
)

func isWebP(file []byte) bool {
	return len(file) >= 12 && string(file[:4]) == "RIFF" && string(file[8:12]) == "WEBP"
}

// sourceOfWebP reads the size of the picture itself, not the canvas size that the file claims: the
// two can differ. It uses the first frame of an animation.
func sourceOfWebP(file []byte) (s Source, err error) {
	chunks := file[12:]
	if frame := chunk(chunks, binary.LittleEndian, "ANMF", false); len(frame) > 16 {
		chunks = frame[16:]
	}
	alpha := chunk(chunks, binary.LittleEndian, "ALPH", false)
	lossy, lossless := chunk(chunks, binary.LittleEndian, "VP8 ", false), chunk(chunks, binary.LittleEndian, "VP8L", false)
	s.file = file
	bytesEach := int64(2)
	switch {
	case len(lossy) >= 10:
		s.Width, s.Height = int(binary.LittleEndian.Uint16(lossy[6:])&0x3fff), int(binary.LittleEndian.Uint16(lossy[8:])&0x3fff)
		if alpha != nil {
			bytesEach = 8
		}
	case len(lossless) >= 5:
		bits := binary.LittleEndian.Uint32(lossless[1:])
		s.Width, s.Height = int(bits&0x3fff)+1, int(bits>>14&0x3fff)+1
		bytesEach, alpha = 8, nil
	default:
		return s, ErrBroken
	}
	s.Memory = s.Pixels() * bytesEach
	still := stillWebP(s.Width, s.Height, alpha, lossy, lossless)
	s.decode = func() (image.Image, error) { return webp.Decode(bytes.NewReader(still)) }
	return s, nil
}

// stillWebP returns a WebP file with a single picture.
func stillWebP(width, height int, alpha, lossy, lossless []byte) []byte {
	var chunks []byte
	add := func(name string, data []byte) {
		chunks = append(binary.LittleEndian.AppendUint32(append(chunks, name...), uint32(len(data))), data...)
		if len(data)%2 == 1 {
			chunks = append(chunks, 0)
		}
	}
	if alpha != nil {
		const hasAlpha = 0x10
		w, h := width-1, height-1
		add("VP8X", []byte{hasAlpha, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
		add("ALPH", alpha)
	}
	if lossless != nil {
		add("VP8L", lossless)
	} else {
		add("VP8 ", lossy)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(chunks)+4)), append([]byte("WEBP"), chunks...)...)
}
