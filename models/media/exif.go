package media

import (
	"bytes"
	"encoding/binary"
)

// orientation returns the EXIF orientation of a file, 1 to 8. It returns 1, upright, if the file
// has no readable one.
func orientation(file []byte) int {
	tiff := exif(file)
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		from := at + 2 + i*12
		if from+12 > int64(len(tiff)) {
			return 1
		}
		entry := tiff[from : from+12]
		const tagOrientation, typeShort = 0x0112, 3
		if order.Uint16(entry) != tagOrientation || order.Uint16(entry[2:]) != typeShort {
			continue
		}
		if o := int(order.Uint16(entry[8:])); o >= 1 && o <= 8 {
			return o
		}
		return 1
	}
	return 1
}

// exif returns the EXIF block of a JPEG, PNG or WebP file. The block has the format of a TIFF file.
func exif(file []byte) []byte {
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xd8")):
		return exifOfJPEG(file[2:])
	case bytes.HasPrefix(file, []byte("\x89PNG")):
		return chunk(file[8:], binary.BigEndian, "eXIf", true)
	default:
		return bytes.TrimPrefix(chunk(file[12:], binary.LittleEndian, "EXIF", false), []byte("Exif\x00\x00"))
	}
}

func exifOfJPEG(rest []byte) (tiff []byte) {
	segments(rest, func(marker byte, data []byte) bool {
		found, ok := bytes.CutPrefix(data, []byte("Exif\x00\x00"))
		if ok && marker == 0xe1 {
			tiff = found
		}
		return tiff == nil
	})
	return tiff
}

// segments calls each for the segments of a JPEG before the picture data, until each returns false.
func segments(rest []byte, each func(marker byte, data []byte) bool) {
	for len(rest) >= 4 && rest[0] == 0xff {
		marker, length := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xff { // padding
			rest = rest[1:]
			continue
		}
		if marker == 0xda || length < 2 || length+2 > len(rest) || !each(marker, rest[4:2+length]) {
			return
		}
		rest = rest[2+length:]
	}
}

// chunk returns the data of the first chunk with the given name, or nil. A PNG chunk is length,
// name, data and checksum; a WebP chunk is name, length and data, padded to an even length.
func chunk(rest []byte, order binary.ByteOrder, name string, lengthFirst bool) []byte {
	for len(rest) >= 8 {
		length, found := int64(order.Uint32(rest[4:])), string(rest[:4]) == name
		after := length + length%2
		if lengthFirst {
			length, found = int64(order.Uint32(rest)), string(rest[4:8]) == name
			after = length + 4
		}
		if 8+length > int64(len(rest)) {
			return nil
		}
		if found {
			return rest[8 : 8+length]
		}
		rest = rest[min(8+after, int64(len(rest))):]
	}
	return nil
}
