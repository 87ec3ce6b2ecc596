// Package sheet reads tables from XLSX workbooks and CSV files as a stream of rows with a known
// header. It is written for untrusted input: truncated and damaged files, garbage, decompression
// bombs and wrong encodings. Its errors say in one sentence what is wrong and where.
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
	// MaxFile is the maximum size of a file in bytes. A larger file is rejected without reading it.
	MaxFile = 256 << 20
	// MaxRow is the maximum size in bytes of a row (CSV) or cell (XLSX). A larger one means that
	// the file is not a table, or that a quotation mark is not closed.
	MaxRow = 1 << 20
	// MaxUnzipped is the maximum unpacked size of a workbook in bytes.
	MaxUnzipped = 512 << 20
	// MaxTexts is the maximum number of shared strings of a workbook. Empty ones have a small
	// unpacked size but still take memory.
	MaxTexts = 3_000_000
)

// Columns are the names that a header must and may contain, in any order and case.
type Columns struct{ Required, Optional []string }

// Table is an open file with a valid header.
type Table struct {
	file   string // the base name, for messages
	source source
	index  map[string]int // column name to its index in a row
	width  int            // cells in the header
	exact  bool           // every row must have as many cells as the header (CSV)
}

// source reads the rows of one format. Row numbers are those that a spreadsheet program shows. next
// returns io.EOF after the last row.
type source interface {
	next() (number int, cells []string, err error)
	time1904() bool
	Close() error
}

// Open opens the file and reads its header. The caller must close the Table.
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

// Close closes the file.
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
	size, head, err := t.inspect(f)
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
		return t.withFile(err)
	}
	return nil
}

// inspect checks the size and the first bytes of a file. It does not rely on the file name.
func (t *Table) inspect(f *os.File) (size int64, head []byte, err error) {
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
		return 0, nil, t.Errorf("is named .xlsx but is not a workbook")
	case bytes.IndexByte(head, 0) >= 0:
		return 0, nil, t.Errorf("is neither an XLSX workbook nor a CSV file")
	}
	return info.Size(), head, nil
}

// Rows returns an iterator over the rows below the header that are not blank. It stops after the
// first error, because the data after damage cannot be trusted.
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
				yield(Row{}, t.withFile(err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
