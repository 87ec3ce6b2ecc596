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

// csvSource reads CSV (RFC 4180) in UTF-8, separated by comma, semicolon or tab.
type csvSource struct {
	file   *os.File
	limit  *rowLimit
	reader *csv.Reader
	number int
	line   int // the line on which the previous row ended
}

func openCSV(f *os.File, head []byte) (*csvSource, error) {
	const bom = "\xef\xbb\xbf" // the byte order mark that Excel writes
	if bytes.HasPrefix(head, []byte(bom)) {
		if _, err := f.Seek(int64(len(bom)), io.SeekStart); err != nil {
			return nil, err
		}
	}
	s := &csvSource{file: f, limit: &rowLimit{from: f, left: MaxRow}}
	s.reader = csv.NewReader(s.limit)
	s.reader.Comma = separator(head)
	s.reader.FieldsPerRecord = -1 // CheckWidth reports missing cells
	return s, nil
}

// separator returns the separator that a first line «sep=;» specifies, which Excel supports too.
// Otherwise it returns the most frequent one in any line that may be the header: where the comma is
// the decimal sign, Excel writes semicolons.
func separator(head []byte) rune {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if len(head) > 4 && bytes.EqualFold(head[:4], []byte("sep=")) && bytes.IndexByte([]byte(",;\t"), head[4]) >= 0 {
		return rune(head[4])
	}
	best, most := ',', 0
	for i, line := range bytes.SplitN(head, []byte("\n"), maxTitleRows+1) {
		if i == maxTitleRows {
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
	// blank lines count as rows in a spreadsheet, line breaks inside quotes do not
	first, _ := s.reader.FieldPos(0)
	last, _ := s.reader.FieldPos(len(cells) - 1)
	s.number += first - s.line
	s.line = last + strings.Count(cells[len(cells)-1], "\n")
	return s.number, cells, nil
}

// explain converts an error of the CSV reader to one with the row number.
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

// rowLimit is a reader that fails when one row has more than MaxRow bytes, so that a file with one
// endless line is not held in memory.
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
