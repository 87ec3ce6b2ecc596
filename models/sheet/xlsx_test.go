package sheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// parts returns a workbook from the given XML, so that a test can damage it.
func parts(t *testing.T, method uint16, sheet, shared string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
		"xl/sharedStrings.xml":       shared,
	} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	goodShared = `<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>`
	headerRow  = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`
	goodSheet  = `<worksheet><sheetData>` + headerRow + `<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`
)

func TestHandWrittenWorkbook(t *testing.T) {
	got, err := readAll(write(t, "x.xlsx", parts(t, zip.Deflate, goodSheet, goodShared)))
	if err != nil || len(got) != 1 || got[0] != (line{2, "2", "x", ""}) {
		t.Fatal(got, err)
	}
}

func TestDamagedWorkbooks(t *testing.T) {
	flipped := parts(t, zip.Store, goodSheet, goodShared)
	flipped[bytes.Index(flipped, []byte("<v>2</v>"))+3] = '3' // only the checksum reveals it
	for name, tc := range map[string]struct {
		content []byte
		want    string
	}{
		"sheet ends early":         {parts(t, zip.Deflate, goodSheet[:len(goodSheet)-40], goodShared), "x.xlsx, row 2: the workbook is damaged or cut short ("},
		"broken tag in the middle": {parts(t, zip.Deflate, strings.Replace(goodSheet, "</f>", "</g>", 1), goodShared), "x.xlsx, row 2: the workbook is damaged or cut short ("},
		"flipped bit":              {flipped, "x.xlsx, row 2: the workbook is damaged or cut short (zip: checksum error)"},
		"shared strings end early": {parts(t, zip.Deflate, goodSheet, goodShared[:40]), "x.xlsx: the workbook is damaged or cut short (xl/sharedStrings.xml: "},
		"shared string missing":    {parts(t, zip.Deflate, strings.Replace(goodSheet, "<v>1</v>", "<v>7</v>", 1), goodShared), `x.xlsx, row 1: the workbook is damaged or cut short (cell B1: no shared string "7")`},
		"rows out of order":        {parts(t, zip.Deflate, strings.Replace(goodSheet, `r="2"`, `r="1"`, 1), goodShared), `x.xlsx, row 1: the workbook is damaged or cut short (row number "1" after 1)`},
		"cell beyond last column":  {parts(t, zip.Deflate, strings.Replace(goodSheet, `"B2"`, `"ZZZZZ2"`, 1), goodShared), `x.xlsx, row 2: the workbook is damaged or cut short (cell "ZZZZZ2" out of order)`},
		"bomb of one cell":         {parts(t, zip.Deflate, `<worksheet><sheetData><row r="1"><c><v>`+strings.Repeat("x", 50<<20), goodShared), "x.xlsx, row 1: the workbook is damaged or cut short (a cell longer than 1024 KB)"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readAll(write(t, "x.xlsx", tc.content)); err == nil || !strings.HasPrefix(err.Error(), tc.want) {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
		})
	}
}
