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

// grey128 is a JPEG of a telephone's size in which each unit of 16 by 16 pixels is the
// same four bytes: every difference is nothing.
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
		t.Fatalf("the encoder writes another file than this test knows: % x", file[len(file)-8:])
	}
	binary.BigEndian.PutUint16(file[frame+5:], uint16(h))
	binary.BigEndian.PutUint16(file[frame+7:], uint16(w))
	file = append(file[:data:data], bytes.Repeat(unit, (w+15)/16*((h+15)/16))...)
	return append(file, 0xff, 0xd9)
}

// sized is a small PNG that says it has another size, as a bomb does.
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

// took returns the bytes that f allocates in total.
func took(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestBombsAreRefusedCheaply: what says that it is huge is refused by its header, for
// less than the file itself takes.
func TestBombsAreRefusedCheaply(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"1 by 40 million":       {sized(t, 1, 39_999_999), ErrShape},
		"40 million by 1":       {sized(t, 39_999_999, 1), ErrShape},
		"400 by 20,000":         {sized(t, 400, 20_000), ErrShape},
		"20,001 by 10,000":      {sized(t, 20_001, 10_000), ErrShape},
		"30,000 by 30,000":      {sized(t, 30_000, 30_000), ErrTooLarge},
		"2 thousand millions":   {sized(t, 1<<31-1, 1), ErrTooLarge},
		"JPEG of 65,000":        {grey128Header(t, 65_000, 65_000), ErrTooLarge},
		"WebP that lies":        {lyingWebP(), ErrTooLarge},
		"PNG of 8 bytes each":   {deep(t, 8000, 6000), ErrMemory},
		"JPEG with 5,000 scans": {scansOf(t, 5000), ErrUnusual},
	} {
		decoder := NewDecoder(MaxMemory)
		used := took(func() {
			s, err := Inspect(c.file)
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v (%d bytes)", name, err, c.want, s.Memory)
			}
		})
		if decoder.Decoded() != 0 || used > int64(len(c.file))+256<<10 {
			t.Errorf("%s: %d bytes to refuse a file of %d", name, used, len(c.file))
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

// lyingWebP says that its canvas is one pixel; its picture says 16,384 by 16,384.
func lyingWebP() []byte {
	file := bytes.Clone(webpFile)
	binary.LittleEndian.PutUint32(file[21:], 0x3fff|0x3fff<<14)
	canvas := append([]byte("VP8X\x0a\x00\x00\x00"), make([]byte, 10)...)
	return append(append(bytes.Clone(file[:12]), canvas...), file[12:]...)
}

func deep(t *testing.T, w, h uint32) []byte {
	file := sized(t, w, h)
	file[24], file[25] = 16, 6
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// scansOf repeats the scan of a picture.
func scansOf(t *testing.T, n int) []byte {
	file := grey128(t, 16, 16)
	scan := bytes.Index(file, []byte{0xff, 0xda})
	return append(bytes.Clone(file[:scan]), bytes.Repeat(file[scan:len(file)-2], n)...)
}

// TestTelephones: pictures of 50, 108 and 200 megapixels are taken, in little memory.
func TestTelephones(t *testing.T) {
	for name, c := range map[string]struct {
		w, h int
		most int64 // MB of all that is allocated on the way, mostly one after the other
	}{
		"50 megapixels":  {8160, 6120, 60},
		"108 megapixels": {12000, 9000, 60},
		"200 megapixels": {16320, 12240, 60},
	} {
		file := grey128(t, c.w, c.h)
		var p Picture
		var err error
		used := took(func() { p, err = Prepare(file) })
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if used > c.most<<20+2*int64(len(file)) {
			t.Errorf("%s: %d MB", name, used>>20)
		}
		if p.Width < 1500 || p.Width > LargeSide {
			t.Errorf("%s: %d pixels wide", name, p.Width)
		}
	}
}

// TestMemoryIsWeighed: files wait for each other when they do not fit together, and no
// longer than somebody waits for them.
func TestMemoryIsWeighed(t *testing.T) {
	t.Parallel()
	d := NewDecoder(MaxMemory)
	s, err := Inspect(pngOf(t, flag(300, 200)))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.memory.Acquire(t.Context(), MaxMemory); err != nil { // a large one is being decoded
		t.Fatal(err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := d.Prepare(gone, s); !errors.Is(err, context.Canceled) || d.Decoded() != 0 {
		t.Errorf("%v, %d decoded: who has gone waits for nothing", err, d.Decoded())
	}
	d.memory.Release(MaxMemory)
	if _, err := d.Prepare(gone, s); !errors.Is(err, context.Canceled) || d.Decoded() != 0 {
		t.Errorf("%v, %d decoded for somebody who has gone", err, d.Decoded())
	}
	if _, err := d.Prepare(t.Context(), s); err != nil || d.Decoded() != 1 {
		t.Errorf("%v, %d decoded", err, d.Decoded())
	}
}

// TestMemoryIsAsSaid: decoding takes no more than the file was let in for.
func TestMemoryIsAsSaid(t *testing.T) {
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
		if used := took(func() { _, err = NewDecoder(0).Prepare(t.Context(), s) }); err != nil || used > s.Memory {
			t.Errorf("%s: took %d KB, said %d KB (%v)", name, used>>10, s.Memory>>10, err)
		}
	}
}
