package register

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestImportCoordinates: reliable matches are imported; a dry run and a second import change
// nothing.
func TestImportCoordinates(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	const file = "testdata/coordinates.csv"
	want := CoordinatesReport{Rows: 4, Used: 2, Skipped: 1, Unknown: []string{"999999999"}}
	for _, dry := range []bool{true, false} {
		got, err := s.ImportCoordinates(t.Context(), file, dry, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if changed := before != snapshot(t, s); changed == dry {
			t.Errorf("dry run %v, changed %v", dry, changed)
		}
	}
	var points []string
	if err := s.db.Read(t.Context(), &points, `select code || ' ' || lat || ' ' || lon from places where lat is not null order by code`); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"616030100 42.53333 70.33333", "616043200 42.43781 70.47841"}, points); d != "" {
		t.Error(d)
	}
	want.Used, want.Unchanged = 0, 2
	got, err := s.ImportCoordinates(t.Context(), file, false, nil)
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
}

// TestImportRefusesBadCoordinates: an invalid file is refused with its row and column.
func TestImportRefusesBadCoordinates(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	for row, want := range map[string]string{
		"616030100;42,5;70,3;exact\n616030100;42,5;70,3;exact": "c.csv, row 3, column kato: code 616030100 is already in row 2",
		"616030100;142,5;70,3;exact":                           `c.csv, row 2, column lat: "142,5" is no number of degrees between 35 and 60`,
		"616030100;42,5;NaN;exact":                             `c.csv, row 2, column lon: "NaN" is no number of degrees between 40 and 95`,
		"61603010x;42,5;70,3;exact":                            `c.csv, row 2, column kato: "61603010x" is no code of nine digits`,
		"616030100;42,5;70":                                    "c.csv, row 2: has 3 cells, the header has 4",
	} {
		_, err := s.ImportCoordinates(t.Context(), saved(t, "c.csv", "kato;lat;lon;match\n"+row), false, nil)
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	_, err := s.ImportCoordinates(t.Context(), katoFile, false, nil)
	if err == nil || !strings.Contains(err.Error(), "wrong header: missing kato, lat, lon, match") {
		t.Error(err)
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error(d)
	}
}
