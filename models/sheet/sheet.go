// Package sheet reads the tables that people send, XLSX workbooks and CSV
// files, as one stream of rows under a known header. It expects the worst: cut
// and damaged files, garbage, bombs, wrong encodings; and says what is wrong,
// where, in one sentence.
package sheet

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

const (
	// MaxFile is the size in bytes above which a file is refused unread.
	MaxFile = 256 << 20
	// MaxRow is the size in bytes of the largest row (CSV) or cell (XLSX). Above
	// it there is no table but garbage, or a quotation mark that never closes.
	MaxRow = 1 << 20
	// MaxUnzipped bounds what a workbook may unpack to, in bytes.
	MaxUnzipped = 512 << 20
	// MaxTexts bounds the different texts of a workbook: empty ones unpack to
	// little and still take room in memory.
	MaxTexts = 3_000_000
)

// Columns are the names a header must and may hold, in any order and case.
type Columns struct{ Required, Optional []string }

// Table is an open file whose header has been read and found right.
type Table struct {
	file   string // the base name, for messages
	source source
	index  map[string]int // column name to its place in a row
	width  int            // cells in the header
	exact  bool           // every row has as many cells as the header (CSV)
}

// source gives the rows of one format. A row number is the one that a
// spreadsheet program shows. io.EOF ends it.
type source interface {
	next() (number int, cells []string, err error)
	time1904() bool
	Close() error
}

// Open opens file and reads its header. The caller closes the Table.
func Open(file string, columns Columns) (*Table, error) {
	t := &Table{file: filepath.Base(file)}
	if err := t.open(file); err != nil {
		return nil, err
	}
	if err := t.readHeader(columns); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

// Close closes the file and removes what was unpacked.
func (t *Table) Close() error { return t.source.Close() }

func (t *Table) open(file string) error {
	f, err := os.Open(file)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return t.Errorf("%v", err)
	}
	size, head, err := t.look(f)
	if err != nil {
		f.Close()
		return err
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		t.source, err = openXLSX(f, size)
	} else {
		t.exact = true
		t.source, err = openCSV(f, head)
	}
	if err != nil {
		f.Close()
		return t.place(err)
	}
	return nil
}

// look judges a file by its size and its first bytes; names are not to be trusted.
func (t *Table) look(f *os.File) (size int64, head []byte, err error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return 0, nil, t.Errorf("%v", err)
	case info.IsDir():
		return 0, nil, t.Errorf("is a directory, not a file")
	case !info.Mode().IsRegular():
		return 0, nil, t.Errorf("is not an ordinary file")
	case info.Size() == 0:
		return 0, nil, t.Errorf("the file is empty")
	case info.Size() > MaxFile:
		return 0, nil, t.Errorf("the file has %d MB; at most %d MB are read", info.Size()>>20, MaxFile>>20)
	}
	head = make([]byte, 4096)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return 0, nil, t.Errorf("%v", err)
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return 0, nil, t.Errorf("is an old (.xls) or encrypted workbook; save it as .xlsx without a password")
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return 0, nil, t.Errorf("is text in UTF-16; save it as CSV UTF-8")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
	case strings.EqualFold(filepath.Ext(f.Name()), ".xlsx"):
		return 0, nil, t.Errorf("is named .xlsx but is no workbook")
	case bytes.IndexByte(head, 0) >= 0:
		return 0, nil, t.Errorf("is neither an XLSX workbook nor a CSV file")
	}
	return info.Size(), head, nil
}

// Rows gives the rows under the header, without the blank ones. An error is the
// last thing it gives: what follows a damage cannot be trusted.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for {
			number, cells, err := t.source.next()
			if err == io.EOF {
				return
			}
			row := Row{Number: number, cells: cells, table: t}
			if err == nil {
				if row.blank() {
					continue
				}
				err = row.checkText()
			}
			if err != nil {
				yield(Row{}, t.place(err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
