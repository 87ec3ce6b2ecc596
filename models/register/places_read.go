package register

import (
	"strings"
	"unicode/utf8"

	"jauap/models"
	"jauap/models/sheet"
)

// katoPlace is a place of the classifier.
type katoPlace struct {
	Code       string
	Parent     string // "" for the first level
	Level      int
	Unit       string
	Terrain    string
	OfficialKK string
	OfficialRU string
	Retired    bool
}

// katoColumns is the header of the official workbook; nn is a row number.
var katoColumns = sheet.Columns{
	Required: []string{"te", "ab", "cd", "ef", "hij", "k", "kaz_name", "rus_name"},
	Optional: []string{"nn"},
}

// maxOfficialName is far above the longest official name, which has 39 letters.
const maxOfficialName = 200

// readEdition reads an edition and checks its codes and parents.
func readEdition(file string, progress Progress) ([]katoPlace, error) {
	table, err := sheet.Open(file, katoColumns)
	if err != nil {
		return nil, err
	}
	defer table.Close()
	var places []katoPlace
	var rows []sheet.Row
	seen := map[string]sheet.Row{}
	for row, err := range table.Rows() {
		if err != nil {
			return nil, err
		}
		p, err := readPlace(row)
		if err != nil {
			return nil, err
		}
		if first, twice := seen[p.Code]; twice {
			return nil, row.Errorf("te", "code %s is already in row %d", p.Code, first.Number)
		}
		seen[p.Code] = row
		places, rows = append(places, p), append(rows, row)
		if progress != nil && len(places)%progressStep == 0 {
			progress(len(places), 0)
		}
	}
	if len(places) == 0 {
		return nil, table.Errorf("there is no row under the header")
	}
	for i := range places {
		p := &places[i]
		if p.Level == 1 {
			continue
		}
		// The parent is the nearest place above that exists: some urban districts belong
		// directly to a city, some settlements directly to a district.
		for _, above := range models.AncestorCodes(p.Code) {
			if _, ok := seen[above]; ok {
				p.Parent = above
			}
		}
		if p.Parent == "" {
			return nil, rows[i].Errorf("te", "code %s has no parent: none of %s is in the file",
				p.Code, strings.Join(models.AncestorCodes(p.Code), ", "))
		}
	}
	return places, nil
}

func readPlace(row sheet.Row) (katoPlace, error) {
	var p katoPlace
	if err := row.CheckWidth(); err != nil {
		return p, err
	}
	code, ok := row.Code("te", 9)
	if !ok || code[:2] == "00" {
		return p, row.Errorf("te", "%q is no code of nine digits", row.Get("te"))
	}
	rest := code
	for _, part := range []struct {
		column string
		width  int
	}{{"ab", 2}, {"cd", 2}, {"ef", 2}, {"hij", 3}} {
		if digits, ok := row.Code(part.column, part.width); !ok || digits != rest[:part.width] {
			return p, row.Errorf(part.column, "%q disagrees with te %s, which has %s here", row.Get(part.column), code, rest[:part.width])
		}
		rest = rest[part.width:]
	}
	p.Code, p.Level = code, katoLevel(code)
	if p.Terrain = row.Get("k"); utf8.RuneCountInString(p.Terrain) > 2 {
		return p, row.Errorf("k", "%q is no type of terrain", p.Terrain)
	}
	var err error
	if p.OfficialKK, err = officialName(row, "kaz_name"); err != nil {
		return p, err
	}
	if p.OfficialRU, err = officialName(row, "rus_name"); err != nil {
		return p, err
	}
	p.Unit = placeNames(p).Unit
	return p, nil
}

func officialName(row sheet.Row, column string) (string, error) {
	// The official file has some no-break and double spaces.
	name := strings.Join(strings.Fields(row.Get(column)), " ")
	switch {
	case name == "":
		return "", row.Errorf(column, "the name is missing")
	case utf8.RuneCountInString(name) > maxOfficialName:
		return "", row.Errorf(column, "the name is longer than %d letters", maxOfficialName)
	}
	return name, nil
}

// katoLevel returns the level of a code AB CD EF HIJ from its trailing groups of zeros.
func katoLevel(code string) int {
	switch {
	case code[2:] == "0000000":
		return 1
	case code[4:] == "00000":
		return 2
	case code[6:] == "000":
		return 3
	}
	return 4
}
