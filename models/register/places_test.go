package register

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database/dbtest"
)

const katoFile = "testdata/kato.csv"

// importStore returns a Store with its own database. Its clock is later than all fixtures.
func importStore(t testing.TB) *Store {
	t.Helper()
	s, err := models.Open(t.Context(), dbtest.Open(t), models.FixedClock(calendar.NewDate(2026, time.June, 1).Time().Add(12*time.Hour)))
	if err != nil {
		t.Fatal(err)
	}
	return New(s)
}

// withPlaces is importStore with the places of the fixture.
func withPlaces(t testing.TB) *Store {
	t.Helper()
	s := importStore(t)
	mustImport(t, s, katoFile, PlacesImport{})
	return s
}

func mustImport(t testing.TB, s *Store, file string, opt PlacesImport) PlacesDiff {
	t.Helper()
	diff, err := s.ImportPlaces(t.Context(), file, opt)
	if err != nil {
		t.Fatal(err)
	}
	return diff
}

// edition saves the fixture with replacements, given as pairs of old and new.
func edition(t testing.TB, oldnew ...string) string {
	t.Helper()
	content, err := os.ReadFile(katoFile)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(string(content), oldnew[i]) {
			t.Fatalf("the fixture has no %q", oldnew[i])
		}
	}
	return saved(t, "kato.csv", strings.NewReplacer(oldnew...).Replace(string(content)))
}

func saved(t testing.TB, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// snapshot returns the content of all tables that an import writes.
func snapshot(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	for _, table := range []string{"places", "bodies", "appeals", "answers", "events", "place_stats", "site_stats"} {
		var rows []string
		if err := s.db.Read(t.Context(), &rows, "select t::text from "+table+" t order by 1"); err != nil {
			t.Fatal(err)
		}
		b.WriteString(table + "\n" + strings.Join(rows, "\n") + "\n")
	}
	return b.String()
}

// TestImportPlaces: an import adds places and bodies; a second one changes nothing.
func TestImportPlaces(t *testing.T) {
	t.Parallel()
	s := importStore(t)
	var last, written int
	diff := mustImport(t, s, katoFile, PlacesImport{Progress: func(r, w int) { last, written = r, w }})
	if len(diff.Added) != 15 || diff.Rows != 15 || last != 15 || written != 15 {
		t.Errorf("added %d of %d; progress says %d read, %d written", len(diff.Added), diff.Rows, last, written)
	}
	type row struct {
		Code, Parent, Unit, NameKK, NameRU string
		Level, Bodies                      int
	}
	var got []row
	if err := s.db.Read(t.Context(), &got, `
		select code, coalesce(parent_code, '') as parent, unit, name_kk, name_ru, level,
			(select count(*) from bodies where place_code = code) as bodies
		from places where code in ('351600200', '616000000', '616030000', '616030100', '711110000') order by code`); err != nil {
		t.Fatal(err)
	}
	want := []row{
		{"351600200", "351600000", "settlement", "Қоңырат кенті", "посёлок Конырат", 4, 0}, // directly below a city
		{"616000000", "610000000", "district", "Түлкібас ауданы", "Тюлькубасский район", 2, 1},
		{"616030000", "616000000", "rural_district", "Майлыкент ауылдық округі", "Майлыкентский сельский округ", 3, 1},
		{"616030100", "616030000", "village", "Тұрар Рысқұлов ауылы", "село Турара Рыскулова", 4, 0},
		{"711110000", "710000000", "city_district", "Алматы ауданы", "район Алматы", 3, 1}, // directly below a city of the first level
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}

	before := snapshot(t, s)
	diff = mustImport(t, s, katoFile, PlacesImport{})
	if !diff.Empty() || diff.Unchanged != 15 {
		t.Errorf("the second import changes: %+v", diff)
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error("after the second import:", d)
	}
}

// TestImportNewerEdition: an edition renames, moves, amends, adds, retires and restores places,
// and keeps names that were corrected by hand.
func TestImportNewerEdition(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	ctx := t.Context()
	// The names of an akimat and of a place were corrected by hand.
	if _, err := s.db.Exec(ctx, `update bodies set name_en = 'Balqash Akimat' where place_code = '351600000'`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(ctx, `update places set name_en = 'Turar Ryskulov' where code = '616030100'`); err != nil {
		t.Fatal(err)
	}
	appeal, err := s.ImportAppeals(ctx, "testdata/register.csv", AppealsImport{})
	if err != nil || appeal.Added == 0 {
		t.Fatal(appeal, err)
	}
	newer := edition(t,
		"Майлыкент а.о.,Майлыкентский с.о.", "Тастұмсық а.о.,Тастумсыкский с.о.", // renamed
		"Балқаш Қ.Ә.,Балхаш Г.А.", "Балқаш қ.,г.Балхаш", // renamed
		"616030100,61,60,30,100,2,", "616030100,61,60,30,100,1,", // another terrain only
		"616043000,61,60,43,000,2,Жабағылы а.о.,Жабаглинский с.о.\n", "", // missing: its villages move to the district
		"616043200,61,60,43,200,2,Жабағылы а.,с.Жабаглы\n", "", // missing, with appeals
		"711110000,71,11,10,000,1,", "711410000,71,14,10,000,1,Байқоңыр ауданы,район Байқоңыр\n711110000,71,11,10,000,1,") // added

	dry := mustImport(t, s, newer, PlacesImport{DryRun: true})
	before := snapshot(t, s)
	diff := mustImport(t, s, newer, PlacesImport{})
	if d := cmp.Diff(dry, diff, cmp.AllowUnexported(PlacesDiff{}, katoPlace{})); d != "" {
		t.Error("the dry run differs:", d)
	}
	if before == snapshot(t, s) {
		t.Error("nothing changed")
	}
	diff.write = nil
	want := PlacesDiff{Rows: 14, Unchanged: 8, active: 15,
		Added:   []PlaceChange{{"711410000", "", "Байқоңыр ауданы / район Байқоңыр"}},
		Renamed: []PlaceChange{{"351600000", "Балқаш Қ.Ә. / Балхаш Г.А.", "Балқаш қ. / г.Балхаш"}, {"616030000", "Майлыкент а.о. / Майлыкентский с.о.", "Тастұмсық а.о. / Тастумсыкский с.о."}},
		Moved:   []PlaceChange{{"616043100", "616043000", "616000000"}, {"616043300", "616043000", "616000000"}},
		Amended: []PlaceChange{{"351600000", "city_admin 1", "city 1"}, {"616030100", "village 2", "village 1"}},
		Retired: []PlaceChange{{"616043000", "Жабағылы а.о. / Жабаглинский с.о.", ""}, {"616043200", "Жабағылы а. / с.Жабаглы", ""}},
	}
	if d := cmp.Diff(want, diff, cmp.AllowUnexported(PlacesDiff{})); d != "" {
		t.Error(d)
	}

	var names []string
	if err := s.db.Read(ctx, &names, `
		select name_kk from places where code = '616030000'
		union all select name_en from places where code = '616030100'
		union all select name_kk from bodies where place_code = '616030000'
		union all select name_en from bodies where place_code = '351600000'
		union all select 'retired on ' || retired_on from places where code = '616043200'
		union all select 'appeals ' || count(*) from appeals where place_code = '616043200'`); err != nil {
		t.Fatal(err)
	}
	body, err := s.core.BodyOf(ctx, "616030000", "")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"Тастұмсық ауылдық округі", "Turar Ryskulov", body.Name.KK,
		"Balqash Akimat", "retired on 2026-06-01", "appeals 1"}, names); d != "" {
		t.Error(d)
	}
	if !strings.Contains(body.Name.KK, "Тастұмсық") {
		t.Errorf("the name of the office is %q", body.Name.KK)
	}

	// The next edition restores both.
	diff = mustImport(t, s, katoFile, PlacesImport{})
	if len(diff.Returned) != 2 || len(diff.Renamed) != 2 || len(diff.Retired) != 1 || len(diff.Moved) != 2 {
		t.Errorf("restored: %+v", diff)
	}
	if p, err := s.core.Place(ctx, "616043200"); err != nil || p.Retired {
		t.Error(p, err)
	}
}

// TestImportMovesBodies: a new district becomes the superior of the offices below it.
func TestImportMovesBodies(t *testing.T) {
	t.Parallel()
	s := importStore(t)
	mustImport(t, s, edition(t, "616000000,61,60,00,000,2,Түлкібас ауданы,Тюлькубасский район\n", ""), PlacesImport{})
	superior := func() (code string) {
		t.Helper()
		if err := s.db.ReadOne(t.Context(), &code, `
			select u.place_code from bodies b join bodies u on u.id = b.superior_id where b.place_code = '616030000'`); err != nil {
			t.Fatal(err)
		}
		return code
	}
	if got := superior(); got != "610000000" {
		t.Errorf("without the district the superior is %s", got)
	}
	mustImport(t, s, katoFile, PlacesImport{})
	if got := superior(); got != "616000000" {
		t.Errorf("with the district the superior is %s", got)
	}
}

// TestImportAsksBeforeRetiringMany: an edition that looks incomplete needs a confirmation.
func TestImportAsksBeforeRetiringMany(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	kato, _ := os.ReadFile(katoFile)
	lines := strings.SplitAfter(string(kato), "\n")
	cut := saved(t, "cut.csv", strings.Join(lines[:12], "")) // cut at the end of a row, which no other check finds
	oblast := edition(t, "710000000,71,00,00,000,1,Астана қ.,г.Астана\n", "", "711110000,71,11,10,000,1,Алматы ауданы,район Алматы\n", "")
	for _, file := range []string{cut, oblast} {
		_, err := s.ImportPlaces(t.Context(), file, PlacesImport{})
		if many := (*ManyRetired)(nil); !errors.As(err, &many) {
			t.Errorf("%v, want ManyRetired", err)
		}
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error(d)
	}
	if diff := mustImport(t, s, cut, PlacesImport{RetireMany: true}); len(diff.Retired) != 4 {
		t.Errorf("%d retired", len(diff.Retired))
	}
}

// TestImportRefusesBadPlaces: an invalid file is refused with its row and column.
func TestImportRefusesBadPlaces(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	for name, tc := range map[string]struct{ file, want string }{
		"wrong header":        {edition(t, "kaz_name", "name_kk"), `kato.csv, row 1, column kaz_name: wrong header: missing kaz_name; expected te, ab, cd, ef, hij, k, kaz_name, rus_name, found "te,ab,cd,ef,hij,k,name_kk,rus_name"`},
		"duplicate":           {edition(t, "616043300,61,60,43,300", "616043100,61,60,43,100"), "kato.csv, row 14, column te: code 616043100 is already in row 12"},
		"no parent":           {edition(t, "711110000,71,11", "721110000,72,11"), "kato.csv, row 16, column te: code 721110000 has no parent: none of 720000000, 721100000 is in the file"},
		"te disagrees":        {edition(t, "616030200,61,60,30", "616030200,61,60,33"), `kato.csv, row 10, column ef: "33" disagrees with te 616030200, which has 30 here`},
		"no code":             {edition(t, "616030200", "6160302OO"), `kato.csv, row 10, column te: "6160302OO" is no code of nine digits`},
		"name missing":        {edition(t, "Бақыбек а.", " "), "kato.csv, row 10, column kaz_name: the name is missing"},
		"cut in a row":        {saved(t, "kato.csv", "te,ab,cd,ef,hij,k,kaz_name,rus_name\n610000000,61,00,00"), "kato.csv, row 2: has 4 cells, the header has 8"},
		"cut in a letter":     {saved(t, "kato.csv", "te,ab,cd,ef,hij,k,kaz_name,rus_name\n610000000,61,00,00,000,0,Түркістан,Турк\xd0"), "kato.csv, row 2, column rus_name: is not valid UTF-8: the file is cut, or not saved as CSV UTF-8"},
		"header only":         {saved(t, "kato.csv", "te,ab,cd,ef,hij,k,kaz_name,rus_name\n"), "kato.csv: there is no row under the header"},
		"empty":               {saved(t, "kato.csv", ""), "kato.csv: the file is empty"},
		"garbage":             {saved(t, "kato.csv", strings.Repeat("\x07ж\x00", 1<<20)), "kato.csv: is neither an XLSX workbook nor a CSV file"},
		"not a workbook":      {saved(t, "kato.xlsx", "te,ab"), "kato.xlsx: is named .xlsx but is not a workbook"},
		"missing file":        {"testdata/none.csv", "none.csv: no such file or directory"},
		"directory":           {"testdata", "testdata: is a directory, not a file"},
		"garbage below a row": {edition(t, "616043300,61", "\x01\x02"), "kato.csv, row 14: has 7 cells, the header has 8"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.ImportPlaces(t.Context(), tc.file, PlacesImport{RetireMany: true})
			if err == nil || err.Error() != tc.want {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
		})
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error(d)
	}
}
