package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

// xlsxSource reads the first visible worksheet of a workbook. It returns numbers and dates as they
// are stored, not as they are displayed.
//
// It uses encoding/xml because the row iterator of excelize treats a damaged part as the end of the
// sheet: an import of the place classifier would silently lose half of the country.
type xlsxSource struct {
	file    *os.File
	book    workbook
	strings []string // shared strings, by index
	part    io.ReadCloser
	xml     *xml.Decoder
	row     int
}

func openXLSX(f *os.File, size int64) (*xlsxSource, error) {
	archive, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged or cut short (%w)", err)
	}
	var unpacked uint64
	for _, part := range archive.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > MaxUnzipped || unpacked > MaxUnzipped {
			return nil, fmt.Errorf("the workbook unpacks to more than %d MB", MaxUnzipped>>20)
		}
	}
	s := &xlsxSource{file: f}
	if s.book, err = readWorkbook(archive); err != nil {
		return nil, err
	}
	if s.strings, err = readSharedStrings(archive); err != nil {
		return nil, err
	}
	if s.part, s.xml, err = openPart(archive, s.book.sheet); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *xlsxSource) next() (int, []string, error) {
	var cells []string
	at := s.row + 1
	for {
		token, err := s.xml.Token()
		if err != nil {
			return 0, nil, damagedAt(at, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				err = s.startRow(t)
				at = s.row
			case "c":
				cells, err = s.cell(cells, t)
			}
			if err != nil {
				return 0, nil, damagedAt(at, err)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "row":
				return s.row, cells, nil
			case "sheetData":
				return 0, nil, s.finish()
			}
		}
	}
}

// startRow reads the row number; a row without number follows the previous one.
func (s *xlsxSource) startRow(t xml.StartElement) error {
	number := s.row + 1
	if r := attr(t, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < number || n > 1<<20 {
			return fmt.Errorf("row number %q after %d", shorten(r), s.row)
		}
		number = n
	}
	s.row = number
	return nil
}

// cell reads a cell and stores it at its column.
func (s *xlsxSource) cell(cells []string, t xml.StartElement) ([]string, error) {
	at := len(cells)
	if r := attr(t, "r"); r != "" {
		var ok bool
		if at, ok = columnOf(r); !ok || at < len(cells) {
			return nil, fmt.Errorf("cell %q out of order", shorten(r))
		}
	}
	value, err := elementText(s.xml)
	if err != nil {
		return nil, err
	}
	if attr(t, "t") == "s" && value != "" {
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(s.strings) {
			return nil, fmt.Errorf("cell %s: no shared string %q", attr(t, "r"), shorten(value))
		}
		value = s.strings[i]
	}
	for len(cells) < at {
		cells = append(cells, "")
	}
	return append(cells, value), nil
}

// columnOf returns the column of a cell reference such as "AB12", from 0.
func columnOf(ref string) (int, bool) {
	column := 0
	for i, r := range ref {
		if r < 'A' || r > 'Z' {
			return column - 1, i > 0 && column <= 1<<14
		}
		if column = column*26 + int(r-'A') + 1; column > 1<<14 {
			return 0, false
		}
	}
	return 0, false
}

// finish reads the part to its end, where the zip reader verifies the checksum.
func (s *xlsxSource) finish() error {
	if _, err := io.Copy(io.Discard, s.part); err != nil {
		return damagedAt(s.row, err)
	}
	return io.EOF
}

func damagedAt(row int, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the sheet ends in the middle")
	}
	return &Error{Row: row, Reason: fmt.Sprintf("the workbook is damaged or cut short (%v)", err)}
}

func (s *xlsxSource) time1904() bool { return s.book.time1904 }

func (s *xlsxSource) Close() error { return errors.Join(s.part.Close(), s.file.Close()) }
