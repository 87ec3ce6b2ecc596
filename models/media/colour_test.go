package media

import (
	"bytes"
	"encoding/binary"
	"go/build"
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"testing"
)

// displayP3 returns a profile with the primaries of Display P3 and the tone curve of sRGB.
func displayP3() []byte {
	elements := []struct {
		name string
		data []byte
	}{
		{"rXYZ", xyz(0.51512, 0.24120, -0.00105)}, {"gXYZ", xyz(0.29198, 0.69225, 0.04189)}, {"bXYZ", xyz(0.15710, 0.06657, 0.78407)},
		{"rTRC", srgbCurve()}, {"gTRC", srgbCurve()}, {"bTRC", srgbCurve()},
	}
	p := make([]byte, 128)
	copy(p[16:], "RGB XYZ ")
	p = binary.BigEndian.AppendUint32(p, uint32(len(elements)))
	at := len(p) + 12*len(elements)
	var data []byte
	for _, e := range elements {
		p = append(p, e.name...)
		p = binary.BigEndian.AppendUint32(p, uint32(at+len(data)))
		p = binary.BigEndian.AppendUint32(p, uint32(len(e.data)))
		data = append(data, e.data...)
	}
	return append(p, data...)
}

func numbers(b []byte, values ...float64) []byte {
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(v*65536)))
	}
	return b
}

func xyz(x, y, z float64) []byte { return numbers([]byte("XYZ \x00\x00\x00\x00"), x, y, z) }

func srgbCurve() []byte {
	return numbers([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
}

func filled(c color.Color) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	return m
}

// wantNear checks that no channel differs from the wanted value by more than limit.
func wantNear(t *testing.T, name string, got color.Color, r, g, b uint8, limit int) {
	t.Helper()
	x, y, z, _ := got.RGBA()
	for i, pair := range [][2]int{{int(x >> 8), int(r)}, {int(y >> 8), int(g)}, {int(z >> 8), int(b)}} {
		if d := pair[0] - pair[1]; d > limit || -d > limit {
			t.Errorf("%s: channel %d is %d, want %d", name, i, pair[0], pair[1])
		}
	}
}

// TestDisplayP3 checks that the red of sRGB, written in Display P3, is converted back to that red.
func TestDisplayP3(t *testing.T) {
	t.Parallel()
	file := jpegOf(t, filled(color.RGBA{234, 51, 35, 255}))
	block := append([]byte("ICC_PROFILE\x00\x01\x01"), displayP3()...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(block)+2))
	p, err := Prepare(bytes.Join([][]byte{file[:2], segment, block, file[2:]}, nil))
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "with profile", decode(t, p.Large).At(20, 15), 255, 0, 0, 6)
	if p, err = Prepare(file); err != nil {
		t.Fatal(err)
	}
	wantNear(t, "without profile", decode(t, p.Large).At(20, 15), 234, 51, 35, 4)
}

// FuzzProfile checks that no profile makes the parser panic.
func FuzzProfile(f *testing.F) {
	f.Add(displayP3())
	f.Fuzz(func(_ *testing.T, profile []byte) { toSRGB(filled(color.White), profile) })
}

// TestCMYK checks that a CMYK picture gets the same colours without the Adobe marker that printing
// programs set.
func TestCMYK(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "src/image/testdata/video-001.cmyk.jpeg"))
	if err != nil {
		t.Skip("the Go source tree is not installed")
	}
	mark := bytes.Index(file, []byte("\xff\xee\x00\x0eAdobe"))
	unmarked := append(bytes.Clone(file[:mark]), file[mark+16:]...)
	marked, err := Prepare(file)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := Prepare(unmarked)
	if err != nil {
		t.Fatal(err)
	}
	a, b := decode(t, marked.Large), decode(t, bare.Large)
	for _, at := range []image.Point{{10, 10}, {75, 50}, {140, 95}} {
		x, y, z, _ := a.At(at.X, at.Y).RGBA()
		wantNear(t, "unmarked", b.At(at.X, at.Y), uint8(x>>8), uint8(y>>8), uint8(z>>8), 60)
	}
}
