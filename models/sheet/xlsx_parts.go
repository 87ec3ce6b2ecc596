package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// workbook is the information needed to read the first visible sheet.
type workbook struct {
	sheet    string // name of the part with the first visible worksheet
	time1904 bool   // days are counted from 1904, as on old Macs
}

func readWorkbook(archive *zip.Reader) (w workbook, err error) {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err = decodePart(archive, "xl/workbook.xml", &book); err != nil {
		return w, err
	}
	if err = decodePart(archive, "xl/_rels/workbook.xml.rels", &relations); err != nil {
		return w, err
	}
	if len(book.Sheets) == 0 {
		return w, errors.New("the workbook has no sheet")
	}
	shown := book.Sheets[0].Attrs
	for _, sheet := range book.Sheets {
		if state := attr(xml.StartElement{Attr: sheet.Attrs}, "state"); state == "" || state == "visible" {
			shown = sheet.Attrs
			break
		}
	}
	first := attr(xml.StartElement{Attr: shown}, "id")
	for _, r := range relations.Relations {
		if r.ID == first {
			w.sheet = strings.TrimPrefix(r.Target, "/")
			if w.sheet == r.Target {
				w.sheet = path.Join("xl", r.Target)
			}
		}
	}
	w.time1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	return w, nil
}

// readSharedStrings reads the texts that cells refer to by index. They are optional.
func readSharedStrings(archive *zip.Reader) ([]string, error) {
	const name = "xl/sharedStrings.xml"
	part, d, err := openPart(archive, name)
	if errors.Is(err, errNoPart) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer part.Close()
	var all []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, nil
		}
		if t, ok := token.(xml.StartElement); err == nil && ok && t.Name.Local == "si" {
			var s string
			if s, err = elementText(d); err == nil {
				all = append(all, s)
			}
			if len(all) > MaxTexts {
				return nil, fmt.Errorf("the workbook has more than %d different texts", MaxTexts)
			}
		}
		if err != nil {
			return nil, damagedPart(name, err)
		}
	}
}

var errNoPart = errors.New("no such part")

func openPart(archive *zip.Reader, name string) (io.ReadCloser, *xml.Decoder, error) {
	for _, f := range archive.File {
		if strings.EqualFold(f.Name, name) {
			part, err := f.Open()
			if err != nil {
				return nil, nil, damagedPart(name, err)
			}
			return part, xml.NewDecoder(&cellLimit{from: part}), nil
		}
	}
	return nil, nil, damagedPart(name, errNoPart)
}

func decodePart(archive *zip.Reader, name string, into any) error {
	part, d, err := openPart(archive, name)
	if err != nil {
		return err
	}
	defer part.Close()
	if err := d.Decode(into); err != nil {
		return damagedPart(name, err)
	}
	return nil
}

func damagedPart(name string, err error) error {
	return fmt.Errorf("the workbook is damaged or cut short (%s: %w)", name, err)
}

// elementText reads up to the end of the current element and returns the values and texts in it,
// without formulas and phonetic readings.
func elementText(d *xml.Decoder) (string, error) {
	var text []byte
	inText := false
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "f", "rPh":
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			case "v", "t":
				inText = true
			}
			depth++
		case xml.EndElement:
			inText = false
			depth--
		case xml.CharData:
			if inText {
				text = append(text, t...)
			}
		}
	}
	return unescape(string(text)), nil
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// cellLimit is a reader that fails after MaxRow bytes without a tag, so that an endless text is not
// held in memory.
type cellLimit struct {
	from io.Reader
	run  int
}

func (l *cellLimit) Read(p []byte) (int, error) {
	n, err := l.from.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		l.run = n - i
	} else {
		l.run += n
	}
	if l.run > MaxRow {
		return 0, fmt.Errorf("a cell longer than %d KB", MaxRow>>10)
	}
	return n, err
}
