package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"runtime"
	"testing"
)

// grey128 returns a grey JPEG of any size. Each unit of 16 by 16 pixels is the same four bytes,
// because all coefficients are 0.
func grey128(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420)
	for _, plane := range [][]byte{m.Y, m.Cb, m.Cr} {
		for i := range plane {
			plane[i] = 128
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	unit := []byte{0x28, 0xa2, 0x8a, 0x00}
	frame := bytes.Index(file, []byte{0xff, 0xc0})
	data := bytes.LastIndex(file, unit)
	if frame < 0 || data < 0 {
		t.Fatalf("the encoder writes a file that this test does not know: % x", file[len(file)-8:])
	}
	binary.BigEndian.PutUint16(file[frame+5:], uint16(h))
	binary.BigEndian.PutUint16(file[frame+7:], uint16(w))
	file = append(file[:data:data], bytes.Repeat(unit, (w+15)/16*((h+15)/16))...)
	return append(file, 0xff, 0xd9)
}

// sized returns a small PNG that declares another size, as a decompression bomb does.
func sized(t testing.TB, w, h uint32) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pngEncode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	binary.BigEndian.PutUint32(file[16:], w)
	binary.BigEndian.PutUint32(file[20:], h)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// allocated returns the bytes that f allocates in total.
func allocated(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestBombsAreRejectedCheaply checks that a picture with a huge declared size is rejected by its
// header, with hardly more memory than the file.
func TestBombsAreRejectedCheaply(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"1 by 40 million":        {sized(t, 1, 39_999_999), ErrShape},
		"40 million by 1":        {sized(t, 39_999_999, 1), ErrShape},
		"400 by 20,000":          {sized(t, 400, 20_000), ErrShape},
		"20,001 by 10,000":       {sized(t, 20_001, 10_000), ErrShape},
		"30,000 by 30,000":       {sized(t, 30_000, 30_000), ErrTooLarge},
		"2 billion by 1":         {sized(t, 1<<31-1, 1), ErrTooLarge},
		"JPEG of 65,000":         {grey128Header(t, 65_000, 65_000), ErrTooLarge},
		"WebP with false canvas": {falseCanvasWebP(), ErrTooLarge},
		"PNG of 8 bytes a pixel": {deep(t, 8000, 6000), ErrMemory},
		"JPEG with 5,000 scans":  {scansOf(t, 5000), ErrUnusual},
	} {
		decoder := NewDecoder(MaxMemory)
		used := allocated(func() {
			s, err := Inspect(c.file)
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v (%d bytes)", name, err, c.want, s.Memory)
			}
		})
		if decoder.Decoded() != 0 || used > int64(len(c.file))+256<<10 {
			t.Errorf("%s: %d bytes allocated to reject a file of %d bytes", name, used, len(c.file))
		}
	}
}

func grey128Header(t *testing.T, w, h int) []byte {
	file := grey128(t, 16, 16)
	frame := bytes.Index(file, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(file[frame+5:], uint16(h))
	binary.BigEndian.PutUint16(file[frame+7:], uint16(w))
	return file
}

// falseCanvasWebP returns a WebP whose canvas is one pixel and whose picture is 16,384 by 16,384.
func falseCanvasWebP() []byte {
	file := bytes.Clone(webpFile)
	binary.LittleEndian.PutUint32(file[21:], 0x3fff|0x3fff<<14)
	canvas := append([]byte("VP8X\x0a\x00\x00\x00"), make([]byte, 10)...)
	return append(append(bytes.Clone(file[:12]), canvas...), file[12:]...)
}

// deep returns a PNG that declares 16 bits per channel.
func deep(t *testing.T, w, h uint32) []byte {
	file := sized(t, w, h)
	file[24], file[25] = 16, 6
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// scansOf returns a JPEG that repeats its scan n times.
func scansOf(t *testing.T, n int) []byte {
	file := grey128(t, 16, 16)
	scan := bytes.Index(file, []byte{0xff, 0xda})
	return append(bytes.Clone(file[:scan]), bytes.Repeat(file[scan:len(file)-2], n)...)
}

// TestTelephones checks that pictures of 50, 108 and 200 megapixels are accepted and take little
// memory.
func TestTelephones(t *testing.T) {
	for name, c := range map[string]struct {
		w, h int
		most int64 // MB allocated in total, mostly one after the other
	}{
		"50 megapixels":  {8160, 6120, 60},
		"108 megapixels": {12000, 9000, 60},
		"200 megapixels": {16320, 12240, 60},
	} {
		file := grey128(t, c.w, c.h)
		var p Picture
		var err error
		used := allocated(func() { p, err = Prepare(file) })
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if used > c.most<<20+2*int64(len(file)) {
			t.Errorf("%s: %d MB allocated", name, used>>20)
		}
		if p.Width < 1500 || p.Width > LargeSide {
			t.Errorf("%s: %d pixels wide", name, p.Width)
		}
	}
}

// TestMemoryBudget checks that a file waits while the memory budget is used up, and only until its
// context ends.
func TestMemoryBudget(t *testing.T) {
	t.Parallel()
	d := NewDecoder(MaxMemory)
	s, err := Inspect(pngOf(t, flag(300, 200)))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.memory.Acquire(t.Context(), MaxMemory); err != nil { // as if a large picture was being decoded
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Prepare(cancelled, s); !errors.Is(err, context.Canceled) || d.Decoded() != 0 {
		t.Errorf("%v, %d decoded: a cancelled request must stop waiting", err, d.Decoded())
	}
	d.memory.Release(MaxMemory)
	if _, err := d.Prepare(cancelled, s); !errors.Is(err, context.Canceled) || d.Decoded() != 0 {
		t.Errorf("%v, %d decoded for a cancelled request", err, d.Decoded())
	}
	if _, err := d.Prepare(t.Context(), s); err != nil || d.Decoded() != 1 {
		t.Errorf("%v, %d decoded", err, d.Decoded())
	}
}

// TestMemoryEstimate checks that decoding allocates at most the estimated memory.
func TestMemoryEstimate(t *testing.T) {
	plain := image.Rect(0, 0, 2400, 1800)
	for name, file := range map[string][]byte{
		"JPEG":         jpegOf(t, flag(2400, 1800)),
		"large JPEG":   grey128(t, 6000, 4000),
		"grey PNG":     pngOf(t, image.NewGray(plain)),
		"deep grey":    pngOf(t, image.NewGray16(plain)),
		"RGBA PNG":     pngOf(t, flag(2400, 1800)),
		"deep PNG":     pngOf(t, image.NewNRGBA64(plain)),
		"palette":      pngOf(t, image.NewPaletted(plain, color.Palette{color.White, color.Black})),
		"one WebP":     webpFile,
		"grey of 16":   pngOf(t, image.NewGray(image.Rect(0, 0, 16, 16))),
		"wide palette": pngOf(t, image.NewPaletted(image.Rect(0, 0, 12000, 600), color.Palette{color.White, color.Black})),
	} {
		s, err := Inspect(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if used := allocated(func() { _, err = NewDecoder(0).Prepare(t.Context(), s) }); err != nil || used > s.Memory {
			t.Errorf("%s: allocated %d KB, estimated %d KB (%v)", name, used>>10, s.Memory>>10, err)
		}
	}
}
