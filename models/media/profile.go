package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
)

// Apple telephones write pictures in Display P3. Without the profile a browser would show its
// colours wrong, so stored pictures are converted to sRGB.

const maxProfileBytes = 1 << 20 // the profile of a display has about 500 bytes

// profileOf returns the ICC profile of a JPEG, PNG or WebP file, or nil.
func profileOf(file []byte) []byte {
	switch {
	case isJPEG(file):
		return profileOfJPEG(file[2:])
	case isWebP(file):
		return chunk(file[12:], binary.LittleEndian, "ICCP", false)
	}
	_, packed, found := bytes.Cut(chunk(file[8:], binary.BigEndian, "iCCP", true), []byte{0})
	if !found || len(packed) < 1 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, maxProfileBytes))
	if err != nil {
		return nil
	}
	return profile
}

// profileOfJPEG joins the parts of a profile, which can be longer than one segment.
func profileOfJPEG(rest []byte) (profile []byte) {
	const app2, mark = 0xe2, "ICC_PROFILE\x00"
	segments(rest, func(marker byte, data []byte) bool {
		if part, ok := bytes.CutPrefix(data, []byte(mark)); ok && marker == app2 && len(part) > 2 && len(profile) < maxProfileBytes {
			profile = append(profile, part[2:]...)
		}
		return true
	})
	return profile
}

// colourSpace converts pixel values to light: a tone curve for each primary, and the XYZ
// coordinates of each primary under D50.
type colourSpace struct {
	curves [3][256]float64
	matrix [3][3]float64
}

// fromXYZ converts XYZ under D50 to linear sRGB (IEC 61966-2-1, Bradford adaptation).
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// toSRGB converts the pixels of an opaque picture from the colour space of a profile to sRGB. It
// changes nothing if the profile has no three primaries or is sRGB.
func toSRGB(picture *image.RGBA, profile []byte) {
	s, ok := spaceOf(profile)
	if !ok || s.isSRGB() {
		return
	}
	for at := 0; at+3 < len(picture.Pix); at += 4 {
		p := picture.Pix[at : at+3 : at+3]
		p[0], p[1], p[2] = s.convert(p[0], p[1], p[2])
	}
}

func (s *colourSpace) convert(r, g, b uint8) (_, _, _ uint8) {
	light := [3]float64{s.curves[0][r], s.curves[1][g], s.curves[2][b]}
	var out [3]uint8
	for i := range out {
		out[i] = stepOf(s.matrix[i][0]*light[0] + s.matrix[i][1]*light[1] + s.matrix[i][2]*light[2])
	}
	return out[0], out[1], out[2]
}

// isSRGB reports whether the conversion changes no sampled colour by more than two steps.
func (s *colourSpace) isSRGB() bool {
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 2 }
	for i := range 64 {
		r, g, b := uint8(i%4*85), uint8(i/4%4*85), uint8(i/16*85)
		x, y, z := s.convert(r, g, b)
		if !near(r, x) || !near(g, y) || !near(b, z) {
			return false
		}
	}
	return true
}

// steps maps linear light from 0 to 1 to sRGB values.
var steps = func() (table [4096]uint8) {
	for i := range table {
		l := float64(i) / float64(len(table)-1)
		if l <= 0.0031308 {
			l *= 12.92
		} else {
			l = 1.055*math.Pow(l, 1/2.4) - 0.055
		}
		table[i] = uint8(math.Round(l * 255))
	}
	return table
}()

func stepOf(light float64) uint8 {
	switch {
	case !(light > 0): // also NaN: the profile is untrusted input
		return steps[0]
	case light >= 1:
		return steps[len(steps)-1]
	}
	return steps[int(light*float64(len(steps)-1)+0.5)]
}

// spaceOf parses a profile with three primaries and three curves (ICC.1:2010).
func spaceOf(profile []byte) (s *colourSpace, ok bool) {
	if len(profile) < 132 || string(profile[16:20]) != "RGB " || string(profile[20:24]) != "XYZ " {
		return nil, false
	}
	s = &colourSpace{}
	var primaries [3][3]float64
	for i, name := range []string{"r", "g", "b"} {
		xyz := tag(profile, name+"XYZ")
		if len(xyz) < 20 {
			return nil, false
		}
		for j := range 3 {
			primaries[j][i] = fixed16(xyz[8+4*j:])
		}
		if !curve(tag(profile, name+"TRC"), &s.curves[i]) {
			return nil, false
		}
	}
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				s.matrix[i][j] += fromXYZ[i][k] * primaries[k][j]
			}
		}
	}
	return s, true
}

// tag returns the data of a tag in a profile, or nil.
func tag(profile []byte, name string) []byte {
	count := min(binary.BigEndian.Uint32(profile[128:]), 100)
	for i := range int(count) {
		entry := profile[min(132+12*i, len(profile)):]
		if len(entry) < 12 {
			return nil
		}
		from, size := int64(binary.BigEndian.Uint32(entry[4:])), int64(binary.BigEndian.Uint32(entry[8:]))
		if string(entry[:4]) == name && from+size <= int64(len(profile)) {
			return profile[from : from+size]
		}
	}
	return nil
}

func fixed16(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// curve fills the table that maps the values of one channel to light.
func curve(element []byte, light *[256]float64) bool {
	if len(element) < 12 {
		return false
	}
	var convert func(v float64) float64
	switch string(element[:4]) {
	case "curv":
		convert = sampled(element)
	case "para":
		convert = parametric(element)
	}
	if convert == nil {
		return false
	}
	for i := range light {
		light[i] = convert(float64(i) / 255)
	}
	return true
}

// sampled returns the function of a "curv" element: identity, a gamma, or a table with linear
// interpolation.
func sampled(element []byte) func(float64) float64 {
	n := int64(binary.BigEndian.Uint32(element[8:]))
	table := element[12:]
	switch {
	case n == 0:
		return func(v float64) float64 { return v }
	case int64(len(table)) < 2*n:
		return nil
	case n == 1:
		gamma := float64(binary.BigEndian.Uint16(table)) / 256
		return func(v float64) float64 { return math.Pow(v, gamma) }
	}
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(table[2*i:])) / 65535 }
	return func(v float64) float64 {
		whole, part := math.Modf(v * float64(n-1))
		i := int(whole)
		return at(i)*(1-part) + at(min(i+1, int(n)-1))*part
	}
}

// parametric returns the function of a "para" element. Its five kinds give different numbers of the
// seven parameters.
func parametric(element []byte) func(float64) float64 {
	kind := int(binary.BigEndian.Uint16(element[8:]))
	counts := []int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(element) < 12+4*counts[kind] {
		return nil
	}
	p := [7]float64{1, 1} // g a b c d e f
	for i := range counts[kind] {
		p[i] = fixed16(element[12+4*i:])
	}
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch kind {
	case 1, 2: // c is an offset for all values, and the power applies where its base is positive
		if kind == 2 {
			e, f = c, c
		}
		c, d = 0, -b/a
	case 0:
		d = 0
	}
	return func(v float64) float64 {
		if v < d {
			return c*v + f
		}
		return math.Pow(math.Max(0, a*v+b), g) + e
	}
}
