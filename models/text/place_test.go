package text

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/place_names.txt
var placeNames string

// The test data has rows of the official classifier, at least one for each abbreviation and
// misprint.
func TestPlaceName(t *testing.T) {
	for row := range strings.Lines(placeNames) {
		if strings.HasPrefix(row, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(row, "\n"), ";")
		if len(f) != 6 {
			t.Fatalf("%q has %d fields", row, len(f))
		}
		want := Names{KK: f[2], RU: f[3], EN: f[4], Unit: f[5]}
		if diff := cmp.Diff(want, PlaceName(f[0], f[1])); diff != "" {
			t.Errorf("%s / %s:\n%s", f[0], f[1], diff)
		}
	}
}

// A register may contain full names. They must not change.
func TestPlaceNameKeepsFullNames(t *testing.T) {
	for _, n := range []Names{
		{"Түлкібас ауданы", "Тюлькубасский район", "Tulkibas District", District},
		{"Қараауыл ауылы", "село Карааул", "Qaraauyl village", Village},
		{"Ақжал кенті", "посёлок Акжал", "Aqzhal Settlement", Settlement},
		{"Семей қаласы", "город Семей", "Semei city", City},
		{"Майлыкент ауылдық округі", "Майлыкентский сельский округ", "Mailykent Rural District", RuralDistrict},
		{"Ақбұлақ станциясы", "станция Акбулак", "Aqbulaq station", Station},
		{"Сулы алап", "Сулы алап", "Suly alap", Other},
		{"", "", "", Other},
	} {
		if diff := cmp.Diff(n, PlaceName(n.KK, n.RU)); diff != "" {
			t.Error(diff)
		}
	}
}
