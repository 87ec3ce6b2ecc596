package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// flag is red on the left and blue on the right; the top left corner is white.
func flag(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			switch {
			case x < w/4 && y < h/4:
				m.Set(x, y, color.White)
			case x < w/2:
				m.Set(x, y, color.RGBA{200, 0, 0, 255})
			default:
				m.Set(x, y, color.RGBA{0, 0, 200, 255})
			}
		}
	}
	return m
}

func jpegOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiffWith returns an EXIF block with an orientation and a text that must be stripped.
func tiffWith(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	entry := func(tag, kind uint16, count, value uint32, short bool) {
		b = order.AppendUint16(order.AppendUint16(b, tag), kind)
		b = order.AppendUint32(b, count)
		if short {
			b = order.AppendUint16(order.AppendUint16(b, uint16(value)), 0)
			return
		}
		b = order.AppendUint32(b, value)
	}
	entry(0x010f, 2, 12, 38, false)
	entry(0x0112, 3, 1, uint32(orientation), true)
	b = order.AppendUint32(b, 0)
	return append(b, "SecretPlace\x00"...)
}

func withEXIF(file, tiff []byte) []byte {
	block := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(block)+2))
	return bytes.Join([][]byte{file[:2], segment, block, file[2:]}, nil)
}

// corners returns the initials of the colours of the four corners, clockwise from the top left.
func corners(m image.Image) string {
	b := m.Bounds()
	name := func(x, y int) byte {
		r, _, blue, _ := m.At(x, y).RGBA()
		switch {
		case r > 0xa000 && blue > 0xa000:
			return 'W'
		case r > blue:
			return 'R'
		}
		return 'B'
	}
	x, y := b.Dx()-5, b.Dy()-5
	return string([]byte{name(4, 4), name(x, 4), name(x, y), name(4, y)})
}

func decode(t *testing.T, file []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOrientation(t *testing.T) {
	t.Parallel()
	stored := jpegOf(t, flag(80, 40))
	upright := map[uint16]struct {
		corners string
		w, h    int
	}{
		1: {"WBBR", 80, 40}, 2: {"BWRB", 80, 40}, 3: {"BRWB", 80, 40}, 4: {"RBBW", 80, 40},
		5: {"WRBB", 40, 80}, 6: {"RWBB", 40, 80}, 7: {"BBWR", 40, 80}, 8: {"BBRW", 40, 80},
	}
	for o, want := range upright {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			p, err := Prepare(withEXIF(stored, tiffWith(order, o)))
			if err != nil {
				t.Fatalf("orientation %d: %v", o, err)
			}
			if got := corners(decode(t, p.Large)); got != want.corners || p.Width != want.w || p.Height != want.h {
				t.Errorf("orientation %d %v: corners %s of %dx%d, want %s of %dx%d", o, order, got, p.Width, p.Height, want.corners, want.w, want.h)
			}
		}
	}
}

func TestOrientationOfPNG(t *testing.T) {
	t.Parallel()
	file, tiff := pngOf(t, flag(80, 40)), tiffWith(binary.BigEndian, 6)
	chunk := append([]byte("eXIf"), tiff...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk))
	chunk = append(binary.BigEndian.AppendUint32(nil, uint32(len(tiff))), chunk...)
	const afterHeader = 8 + 8 + 13 + 4
	p, err := Prepare(bytes.Join([][]byte{file[:afterHeader], chunk, file[afterHeader:]}, nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := corners(decode(t, p.Large)); got != "RWBB" {
		t.Errorf("corners %s, want RWBB", got)
	}
}

// webpFile is one pixel, lossless.
var webpFile = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

func TestWebP(t *testing.T) {
	t.Parallel()
	p, err := Prepare(webpFile)
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 1 || p.Height != 1 {
		t.Errorf("size %dx%d, want 1x1", p.Width, p.Height)
	}
	if got := orientation(append(bytes.Clone(webpFile), append([]byte("EXIF\x32\x00\x00\x00"), tiffWith(binary.LittleEndian, 3)[:50]...)...)); got != 3 {
		t.Errorf("orientation %d, want 3", got)
	}
}

func TestMetadataIsStripped(t *testing.T) {
	t.Parallel()
	file := withEXIF(jpegOf(t, flag(80, 40)), tiffWith(binary.LittleEndian, 1))
	if !bytes.Contains(file, []byte("SecretPlace")) {
		t.Fatal("the input file of this test has no metadata")
	}
	p, err := Prepare(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string][]byte{"large": p.Large, "small": p.Small} {
		if bytes.Contains(out, []byte("SecretPlace")) || bytes.Contains(out, []byte("Exif")) {
			t.Errorf("the %s picture still has metadata", name)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ w, h, largeW, largeH, smallW, smallH int }{
		"wide":     {3200, 1200, 1600, 600, 480, 180},
		"tall":     {1000, 4000, 400, 1600, 400, 1600},
		"small":    {300, 200, 300, 200, 300, 200},
		"one side": {1600, 1600, 1600, 1600, 480, 480},
	} {
		p, err := Prepare(pngOf(t, image.NewGray(image.Rect(0, 0, c.w, c.h))))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		large, small := decode(t, p.Large).Bounds(), decode(t, p.Small).Bounds()
		got := [4]int{large.Dx(), large.Dy(), small.Dx(), small.Dy()}
		if want := [4]int{c.largeW, c.largeH, c.smallW, c.smallH}; got != want || p.Width != c.largeW || p.Height != c.largeH {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestTransparentIsWhite(t *testing.T) {
	t.Parallel()
	p, err := Prepare(pngOf(t, image.NewNRGBA(image.Rect(0, 0, 20, 20))))
	if err != nil {
		t.Fatal(err)
	}
	if got := corners(decode(t, p.Large)); got != "WWWW" {
		t.Errorf("corners %s, want white", got)
	}
}

func TestDigest(t *testing.T) {
	t.Parallel()
	file := jpegOf(t, flag(80, 40))
	a, errA := Prepare(file)
	b, errB := Prepare(withEXIF(file, tiffWith(binary.BigEndian, 1)))
	other, errC := Prepare(jpegOf(t, flag(80, 41)))
	if err := errors.Join(errA, errB, errC); err != nil {
		t.Fatal(err)
	}
	if len(a.Digest) != 32 || a.Digest != b.Digest || a.Digest == other.Digest {
		t.Errorf("digests %q, %q, %q: want 32 digits, the first two equal", a.Digest, b.Digest, other.Digest)
	}
}

// bomb returns a tiny PNG that declares 30,000 by 30,000 pixels.
func bomb(t *testing.T) []byte {
	t.Helper()
	file := pngOf(t, flag(8, 8))
	binary.BigEndian.PutUint32(file[16:], 30000)
	binary.BigEndian.PutUint32(file[20:], 30000)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestBadFiles(t *testing.T) {
	t.Parallel()
	var anim bytes.Buffer
	if err := gif.Encode(&anim, flag(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	whole, drawn := jpegOf(t, flag(400, 300)), pngOf(t, flag(400, 300))
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty":       {nil, ErrEmpty},
		"text":        {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrType},
		"gif":         {anim.Bytes(), ErrType},
		"bomb":        {bomb(t), ErrTooLarge},
		"heavy":       {make([]byte, MaxBytes+1), ErrTooHeavy},
		"cut JPEG":    {whole[:len(whole)/2], ErrBroken},
		"cut PNG":     {drawn[:len(drawn)/2], ErrBroken},
		"JPEG header": {whole[:3], ErrBroken},
		"WebP header": {webpFile[:12], ErrBroken},
	} {
		if _, err := Prepare(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// FuzzOrientation checks that no file makes the EXIF parser panic.
func FuzzOrientation(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\xff\xff\xff\xff"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\xff\xff\xff\xffeXIf"))
	f.Add(webpFile)
	f.Fuzz(func(t *testing.T, file []byte) {
		if _, err := readerOf(file); err != nil {
			return
		}
		if o := orientation(file); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}

func pngEncode(w *bytes.Buffer, m image.Image) error {
	return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(w, m)
}
