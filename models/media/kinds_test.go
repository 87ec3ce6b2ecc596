package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// TestKinds checks that rejected formats give different errors, so that the page can say what to
// do.
func TestKinds(t *testing.T) {
	t.Parallel()
	container := func(brands string) []byte {
		return append(binary.BigEndian.AppendUint32(nil, uint32(8+len(brands))), "ftyp"+brands...)
	}
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"HEIC":                   {container("heic\x00\x00\x00\x00mif1heic"), ErrHEIC},
		"HEIC of a burst":        {container("msf1\x00\x00\x00\x00msf1hevc"), ErrHEIC},
		"AVIF":                   {container("avif\x00\x00\x00\x00avifmif1miaf"), ErrAVIF},
		"AVIF with a HEIF brand": {container("mif1\x00\x00\x00\x00mif1avif"), ErrAVIF},
		"video":                  {container("isom\x00\x00\x02\x00isomiso2"), ErrType},
	} {
		if _, err := Inspect(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestSloppyFiles checks that a malformed file that every browser shows is accepted, and that a
// truncated one is not.
func TestSloppyFiles(t *testing.T) {
	t.Parallel()
	file := jpegOf(t, flag(400, 300))
	for name, sloppy := range map[string][]byte{
		"without end marker": file[:len(file)-2],
		"half an end marker": file[:len(file)-1],
		"line break before":  append([]byte("\r\n"), file...),
		"video appended":     append(bytes.Clone(file), bytes.Repeat([]byte("\xff\xda\x00\x08mdat"), 1000)...),
	} {
		p, err := Prepare(sloppy)
		if err != nil || corners(decode(t, p.Large)) != "WBBR" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, cut := range []int{4, 40, len(file) / 2} {
		if _, err := Prepare(file[:len(file)-cut]); !errors.Is(err, ErrBroken) {
			t.Errorf("without the last %d bytes: %v, want ErrBroken", cut, err)
		}
	}
}

// TestAnimation checks that the first frame of an animated WebP is used.
func TestAnimation(t *testing.T) {
	t.Parallel()
	still := webpFile[12:]
	frame := append(append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0}, still...), 0)[:16+len(still)]
	body := append([]byte("WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "ANIM\x06\x00\x00\x00\xff\xff\xff\xff\x00\x00"...)
	for range 2 {
		body = append(binary.LittleEndian.AppendUint32(append(body, "ANMF"...), uint32(len(frame))), frame...)
	}
	p, err := Prepare(append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...))
	if err != nil || p.Width != 1 || p.Height != 1 {
		t.Errorf("%dx%d, %v", p.Width, p.Height, err)
	}
}

// TestNoiseIsStoredSmall checks that noise, which hardly compresses, is stored in at most 1 MB.
func TestNoiseIsStoredSmall(t *testing.T) {
	t.Parallel()
	m := flag(1600, 1600)
	state := uint32(1)
	for i := range m.Pix {
		state = state*1664525 + 1013904223
		m.Pix[i] |= byte(state >> 24)
	}
	p, err := Prepare(pngOf(t, m))
	if err != nil || len(p.Large) > largeBytes || len(p.Small) > smallBytes {
		t.Errorf("%d and %d bytes, %v", len(p.Large), len(p.Small), err)
	}
}
