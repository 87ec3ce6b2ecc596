package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// csvSource reads CSV after RFC 4180 in UTF-8, with comma, semicolon or tab.
type csvSource struct {
	file   *os.File
	limit  *rowLimit
	reader *csv.Reader
	number int
	line   int // the last line of the last row
}

func openCSV(f *os.File, head []byte) (*csvSource, error) {
	const bom = "\xef\xbb\xbf" // Excel's mark of UTF-8
	if bytes.HasPrefix(head, []byte(bom)) {
		if _, err := f.Seek(int64(len(bom)), io.SeekStart); err != nil {
			return nil, err
		}
	}
	s := &csvSource{file: f, limit: &rowLimit{from: f, left: MaxRow}}
	s.reader = csv.NewReader(s.limit)
	s.reader.Comma = separator(head)
	s.reader.FieldsPerRecord = -1 // a row says itself what it lacks
	return s, nil
}

// separator is the one that a first line «sep=;» names, which Excel reads too, or the one
// that stands most often in one of the lines that may be the header: where the comma is the
// decimal sign, Excel writes semicolons.
func separator(head []byte) rune {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if len(head) > 4 && bytes.EqualFold(head[:4], []byte("sep=")) && bytes.IndexByte([]byte(",;\t"), head[4]) >= 0 {
		return rune(head[4])
	}
	best, most := ',', 0
	for i, line := range bytes.SplitN(head, []byte("\n"), mostTitleRows+1) {
		if i == mostTitleRows {
			break
		}
		for _, c := range ",;\t" {
			if n := bytes.Count(line, []byte(string(c))); n > most {
				best, most = c, n
			}
		}
	}
	return best
}

func (s *csvSource) next() (int, []string, error) {
	s.limit.left = MaxRow
	cells, err := s.reader.Read()
	if err == io.EOF {
		return 0, nil, err
	}
	if err != nil {
		return 0, nil, s.explain(err)
	}
	// blank lines are rows in a spreadsheet, line breaks within quotes are not
	first, _ := s.reader.FieldPos(0)
	last, _ := s.reader.FieldPos(len(cells) - 1)
	s.number += first - s.line
	s.line = last + strings.Count(cells[len(cells)-1], "\n")
	return s.number, cells, nil
}

// explain turns an error of the reader into one about the row it was met in.
func (s *csvSource) explain(err error) error {
	e := &Error{Row: s.number + 1, Reason: err.Error()}
	var p *csv.ParseError
	switch {
	case errors.Is(err, errRowTooLong):
		e.Reason = fmt.Sprintf("is longer than %d KB: not a table, or a quotation mark that never closes", MaxRow>>10)
	case errors.As(err, &p):
		e.Row += p.StartLine - s.line - 1
		e.Column = fmt.Sprintf("%d of line %d", p.Column, p.Line)
		e.Reason = "stray or missing quotation mark; the file may be cut"
	}
	return e
}

func (s *csvSource) time1904() bool { return false }
func (s *csvSource) Close() error   { return s.file.Close() }

var errRowTooLong = errors.New("row too long")

// rowLimit fails when one row needs more than MaxRow bytes, so that a file
// of one endless line is never held in memory.
type rowLimit struct {
	from io.Reader
	left int
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errRowTooLong
	}
	n, err := l.from.Read(p)
	l.left -= n
	return n, err
}
