package sheet

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var letters = Columns{Required: []string{"a", "b"}, Optional: []string{"c"}}

// write creates a file in a temporary directory.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// workbookOf returns an XLSX file with the rows, written by excelize.
func workbookOf(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type line struct {
	Number  int
	A, B, C string
}

func readAll(file string) (lines []line, err error) {
	table, err := Open(file, letters)
	if err != nil {
		return nil, err
	}
	defer table.Close()
	for row, err := range table.Rows() {
		if err != nil {
			return lines, err
		}
		if err := row.CheckWidth(); err != nil {
			return lines, err
		}
		lines = append(lines, line{row.Number, row.Get("a"), row.Get("b"), row.Get("c")})
	}
	return lines, nil
}

func TestRead(t *testing.T) {
	for name, tc := range map[string]struct {
		file    string
		content []byte
		want    []line
	}{
		"comma": {"x.csv", []byte("a,b\n1,\"x, y\"\n"), []line{{2, "1", "x, y", ""}}},
		"byte order mark, semicolons, CRLF, other order and case": {"x.csv", []byte("\ufeffB;A;note\r\nқала;1;z\r\n"),
			[]line{{2, "1", "қала", ""}}},
		"tabs":                            {"x.txt", []byte("a\tb\tc\n1\t2\t3\n"), []line{{2, "1", "2", "3"}}},
		"row numbers as in a spreadsheet": {"x.csv", []byte("a,b\n\n1,\"two\nlines\"\n,\n2,y\n"), []line{{3, "1", "two\nlines", ""}, {5, "2", "y", ""}}},
		"guarded formula":                 {"x.csv", []byte("a,b\n'=1+1,'it''s\n"), []line{{2, "=1+1", "'it''s", ""}}},
		"workbook with another extension": {"x.csv", workbookOf(t, []any{"A", "note", "b"}, []any{100000000, "", " мәтін "}, nil, []any{"007", "", 0.5}), []line{{2, "100000000", "мәтін", ""}, {4, "007", "0.5", ""}}},
		"short row of a workbook":         {"x.xlsx", workbookOf(t, []any{"a", "b", "c"}, []any{"1"}), []line{{2, "1", "", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readAll(write(t, tc.file, tc.content))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReject(t *testing.T) {
	good := workbookOf(t, []any{"a", "b"}, []any{"1", "2"})
	garbage := make([]byte, 1<<20)
	seed := rand.NewChaCha8([32]byte{1})
	seed.Read(garbage)
	for name, tc := range map[string]struct {
		file    string
		content []byte
		want    string
	}{
		"empty":             {"x.csv", nil, "x.csv: the file is empty"},
		"blank":             {"x.csv", []byte("\n\n"), "x.csv: the file is empty"},
		"wrong header":      {"x.csv", []byte("a,name\n1,2\n"), `x.csv, row 1, column b: wrong header: missing b; expected a, b, found "a,name"`},
		"column twice":      {"x.csv", []byte("a,b,A\n1,2,3\n"), "x.csv, row 1, column a: appears twice in the header"},
		"truncated row":     {"x.csv", []byte("a,b\n1,2\n3"), "x.csv, row 3: has 1 cells, the header has 2"},
		"columns shifted":   {"x.csv", []byte("a,b\n1,2,3\n"), "x.csv, row 2: has 3 cells, the header has 2"},
		"open quote":        {"x.csv", []byte("a,b\n1,2\n1,\"2\n"), "x.csv, row 3, column 6 of line 3: stray or missing quotation mark; the file may be cut"},
		"endless quote":     {"x.csv", append([]byte("a,b\n1,\""), bytes.Repeat([]byte("x\n"), 1<<20)...), "x.csv, row 2: is longer than 1024 KB: not a table, or a quotation mark that never closes"},
		"endless line":      {"x.csv", bytes.Repeat([]byte("x"), 3<<20), "x.csv, row 1: is longer than 1024 KB: not a table, or a quotation mark that never closes"},
		"invalid UTF-8":     {"x.csv", []byte("a,b\n1,2\n1,\xca\xe0\xe7\n"), "x.csv, row 3, column b: is not valid UTF-8: the file is cut, or not saved as CSV UTF-8"},
		"zero byte":         {"x.csv", append([]byte("a,b\n"), bytes.Repeat([]byte("1,2\n"), 2000)...), ""},
		"garbage":           {"x.csv", garbage, "x.csv: is neither an XLSX workbook nor a CSV file"},
		"garbage workbook":  {"x.xlsx", garbage, "x.xlsx: is named .xlsx but is not a workbook"},
		"zip garbage":       {"x.xlsx", append([]byte("PK\x03\x04"), garbage...), "x.xlsx: the workbook is damaged or cut short (zip: not a valid zip file)"},
		"truncated zip":     {"x.xlsx", good[:len(good)*2/3], "x.xlsx: the workbook is damaged or cut short (zip: not a valid zip file)"},
		"old workbook":      {"x.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "x.xls: is an old (.xls) or encrypted workbook; save it as .xlsx without a password"},
		"UTF-16":            {"x.csv", []byte("\xff\xfea\x00,\x00b\x00"), "x.csv: is text in UTF-16; save it as CSV UTF-8"},
		"workbook's header": {"x.xlsx", workbookOf(t, []any{"te", "b"}), `x.xlsx, row 1, column a: wrong header: missing a; expected a, b, found "te,b"`},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.want == "" { // a zero byte after the bytes that inspect reads
				tc.content = append(tc.content, "\x00,2\n"...)
				tc.want = "x.csv, row 2002, column a: contains a zero byte: not text"
			}
			_, err := readAll(write(t, tc.file, tc.content))
			if err == nil || err.Error() != tc.want {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
		})
	}
	t.Run("directory", func(t *testing.T) {
		if _, err := Open(t.TempDir(), letters); err == nil || !strings.HasSuffix(err.Error(), ": is a directory, not a file") {
			t.Error(err)
		}
	})
	t.Run("missing", func(t *testing.T) {
		if _, err := Open("nowhere.csv", letters); err == nil || err.Error() != "nowhere.csv: no such file or directory" {
			t.Error(err)
		}
	})
	t.Run("too large", func(t *testing.T) {
		file := write(t, "x.csv", []byte("a,b\n"))
		if err := os.Truncate(file, MaxFile+1); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(file, letters); err == nil || !strings.Contains(err.Error(), "at most 256 MB") {
			t.Error(err)
		}
	})
}

func TestCells(t *testing.T) {
	almaty := time.FixedZone("", 5*3600)
	table, err := Open(write(t, "x.xlsx", workbookOf(t, []any{"a", "b"},
		[]any{"103200000", "2026-03-05"},
		[]any{"1.032E8", "05.03.2026 14:30"},
		[]any{5, 46086.604166666664}, // 2026-03-05 14:30
		[]any{"x", 46086},
		[]any{"-1", "2026-02-30"},
		[]any{"1234567890", "soon"},
	)), letters)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	type result struct {
		Code   string
		OK     bool
		At     string
		Timed  bool
		TimeOK bool
	}
	var got []result
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		code, ok := row.Code("a", 9)
		at, timed, timeOK := row.Time("b", almaty)
		r := result{code, ok, "", timed, timeOK}
		if timeOK {
			r.At = at.Format("2006-01-02 15:04")
		}
		got = append(got, r)
	}
	want := []result{
		{"103200000", true, "2026-03-05 00:00", false, true},
		{"103200000", true, "2026-03-05 14:30", true, true},
		{"000000005", true, "2026-03-05 14:30", true, true},
		{"", false, "2026-03-05 00:00", false, true},
		{"", false, "", false, false},
		{"", false, "", false, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
