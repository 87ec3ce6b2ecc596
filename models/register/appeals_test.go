package register

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/record"
)

const (
	registerFile   = "testdata/register.csv"
	registerHeader = "number,received,kind,category,place,title,text,status,answer,answered\n"
)

func importRegister(t testing.TB, s *Store, file string, opt AppealsImport) AppealsReport {
	t.Helper()
	opt.Recount = func(ctx context.Context, tx *models.Store) error { return record.New(tx).Recount(ctx) }
	report, err := s.ImportAppeals(t.Context(), file, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func counts(r AppealsReport) [5]int {
	return [5]int{r.Rows, r.Added, r.Updated, r.Unchanged, len(r.Problems)}
}

// TestImportAppeals: valid rows are imported, invalid ones reported; a second import changes
// nothing, and corrected rows can be imported again.
func TestImportAppeals(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	rejected := filepath.Join(t.TempDir(), "rejected.csv")
	report := importRegister(t, s, registerFile, AppealsImport{Rejected: rejected})
	if got, want := counts(report), [5]int{13, 4, 0, 0, 9}; got != want {
		t.Errorf("rows, added, updated, unchanged, rejected: %v, want %v", got, want)
	}
	var problems []string
	for _, p := range report.Problems {
		problems = append(problems, p.Error())
	}
	if d := cmp.Diff([]string{
		"register.csv, row 5, column place: unknown place 999999999",
		`register.csv, row 6, column category: unknown category "Метро"`,
		"register.csv, row 7, column answered: 2026-03-04 is before received, 2026-03-05",
		"register.csv, row 8, column title: is shorter than 3 letters",
		"register.csv, row 9, column number: Т-1 is already in row 2",
		`register.csv, row 11, column received: "2026-13-05" is no date like 2026-03-05 or 2026-03-05 14:30`,
		"register.csv, row 12, column text: holds an individual identification number; take it out, appeals are public",
		"register.csv, row 13, column status: answered, although there is no answer",
		"register.csv, row 14: has 7 cells, the header has 10",
	}, problems); d != "" {
		t.Error(d)
	}

	type row struct {
		RegisterNo, Number, Kind, Category, Place, BodyPlace, Lang, Status string
		Received                                                           time.Time
		Registered, RedirectDue, AnswerDue                                 calendar.Date
		Overdue, Private, Found                                            bool
		Answer, Events                                                     string
	}
	var got []row
	if err := s.db.Read(t.Context(), &got, `
		select register_no, number, a.kind, category_code as category, a.place_code as place, b.place_code as body_place, a.lang, status,
			received_at as received, registered_on as registered, redirect_due, answer_due,
			overdue_at is not null as overdue, private, search @@ to_tsquery('simple', 'шунк:* | шам:* | кара:* | врач:*') as found,
			coalesce((select w.lang || ' ' || w.due || ' ' || (w.at at time zone 'Asia/Almaty') from answers w where appeal_id = a.id), '') as answer,
			(select string_agg(kind || ' ' || (at at time zone 'Asia/Almaty')::date, ', ' order by at, id) from events e where appeal_id = a.id) as events
		from appeals a join bodies b on b.id = a.body_id order by a.id`); err != nil {
		t.Fatal(err)
	}
	day := func(month time.Month, d int) calendar.Date { return calendar.NewDate(2026, month, d) }
	want := []row{
		{"Т-1", "2026-000001", "complaint", "roads", "616030100", "616030000", "kk", "answered",
			day(3, 5).Time().Add(14*time.Hour + 30*time.Minute), day(3, 5), day(3, 11), day(4, 1), false, false, true,
			"kk 2026-04-01 2026-03-25 00:00:00", "submitted 2026-03-05, answered 2026-03-25, imported 2026-06-01"},
		{"Т-2", "2026-000002", "application", "lighting", "616030100", "616030000", "kk", "registered",
			day(3, 21).Time(), day(3, 26), day(3, 31), day(4, 16), true, false, true,
			"", "submitted 2026-03-21, overdue 2026-04-17, imported 2026-06-01"},
		{"Т-3", "2026-000003", "complaint", "lighting", "616030200", "616030000", "kk", "in_progress",
			day(3, 5).Time(), day(3, 5), day(3, 11), day(4, 1), true, false, true,
			"", "submitted 2026-03-05, overdue 2026-04-02, imported 2026-06-01"},
		// the oblast is competent for health, which is private
		{"Т-8", "2026-000004", "application", "healthcare", "616043200", "610000000", "ru", "declined",
			day(3, 5).Time(), day(3, 5), day(3, 11), day(4, 1), false, true, true,
			"ru 2026-04-01 2026-03-20 17:00:00", "submitted 2026-03-05, declined 2026-03-20, imported 2026-06-01"},
	}
	if d := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); d != "" {
		t.Error(d)
	}

	var other int // terms that do not run from registration
	if err := s.db.ReadOne(t.Context(), &other, `
		select count(*) from appeals where (clock_rule, clock_from, clock_days) is distinct from ('registered', registered_on, 15)`); err != nil || other != 0 {
		t.Errorf("%d terms do not run from registration: %v", other, err)
	}

	// The list and the figures include them at once, and a sweep changes nothing.
	list, err := s.core.Appeals(t.Context(), models.AppealFilter{Place: "610000000", Overdue: true})
	if err != nil || len(list.Cards) != 2 {
		t.Errorf("%d overdue in the list: %v", len(list.Cards), err)
	}
	var open int
	if err := s.db.ReadOne(t.Context(), &open, `select open from place_stats where place_code = '616000000'`); err != nil || open != 2 {
		t.Errorf("%d open in the figures: %v", open, err)
	}
	before := snapshot(t, s)
	if n, err := s.core.MarkOverdue(t.Context()); err != nil || n != 0 {
		t.Errorf("%d marked as overdue: %v", n, err)
	}

	report = importRegister(t, s, registerFile, AppealsImport{})
	if got, want := counts(report), [5]int{13, 0, 0, 4, 9}; got != want {
		t.Errorf("the second import: %v, want %v", got, want)
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error("after the second import:", d)
	}

	// Rejected rows can be corrected in their file and imported again.
	content, err := os.ReadFile(rejected)
	if err != nil {
		t.Fatal(err)
	}
	corrected := strings.NewReplacer("999999999", "616030100", "Метро", "Басқа", "2026-03-04", "2026-03-06",
		",Ям,", ",Яма,", "Т-1,", "Т-13,", "2026-13-05", "2026-03-05", " ЖСН 990101500016.", "").Replace(string(content))
	report = importRegister(t, s, saved(t, "corrected.csv", corrected), AppealsImport{})
	if got, want := counts(report), [5]int{9, 8, 0, 0, 1}; got != want {
		t.Errorf("corrected: %v, want %v; %v", got, want, report.Problems)
	}
}

// TestImportAppealsDryRun: a dry run reports the result and changes nothing.
func TestImportAppealsDryRun(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	report := importRegister(t, s, registerFile, AppealsImport{DryRun: true})
	if got, want := counts(report), [5]int{13, 4, 0, 0, 9}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error(d)
	}
}

// TestImportAppealsWithNews: a later register updates known appeals, but undoes nothing that was
// done in the portal.
func TestImportAppealsWithNews(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	row := func(number, received, status, answer, answered string) string {
		return number + "," + received + ",complaint,roads,616030100,Шұңқыр,Жолда шұңқыр бар.," + status + "," + answer + "," + answered + "\n"
	}
	importRegister(t, s, saved(t, "a.csv", registerHeader+
		row("1", "2026-05-20", "registered", "", "")+
		row("2", "2026-03-05", "registered", "", "")+
		row("3", "2026-03-05", "answered", "Жөнделді.", "2026-03-20")+
		row("4", "2026-03-05", "answered", "Жөнделді.", "2026-03-20")+
		row("5", "2026-05-20", "in_progress", "", "")+
		row("6", "2026-05-20", "registered", "", "")), AppealsImport{})
	// The portal is ahead of the register.
	if _, err := s.db.Exec(t.Context(), `update appeals set status = 'in_progress' where register_no = '6'`); err != nil {
		t.Fatal(err)
	}
	newer := saved(t, "b.csv", registerHeader+
		row("1", "2026-05-20", "in_progress", "", "")+
		row("2", "2026-03-05", "", "Кеш болса да жөнделді.", "2026-05-25 10:00")+
		row("3", "2026-03-05", "resolved_confirmed", "Жөнделді.", "2026-03-20")+
		row("4", "2026-03-05", "answered", "Жөнделді.", "2026-03-20")+
		row("5", "2026-05-21", "withdrawn", "", "")+ // another appeal with the same number
		row("6", "2026-05-20", "registered", "", ""))
	report := importRegister(t, s, newer, AppealsImport{})
	if got, want := counts(report), [5]int{6, 0, 3, 2, 1}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := report.Problems[0].Error(), "b.csv, row 6, column number: 5 is taken by another appeal: 2026-000005, place 616030100, received 2026-05-20"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var got []string
	if err := s.db.Read(t.Context(), &got, `
		select register_no || ' ' || status || ' ' || coalesce((answered_at at time zone 'Asia/Almaty')::text, '-') || ' ' || (overdue_at is not null) ||
			(select string_agg(' ' || kind, '' order by at, id) from events e where e.appeal_id = a.id) ||
			' ' || (select count(*) from answers w where w.appeal_id = a.id)
		from appeals a order by id`); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{
		"1 in_progress - false submitted imported taken_up 0",
		"2 answered 2026-05-25 10:00:00 false submitted overdue answered imported 1",
		"3 resolved_confirmed 2026-03-20 00:00:00 false submitted answered imported resolved_confirmed 1",
		"4 answered 2026-03-20 00:00:00 false submitted answered imported 1",
		"5 in_progress - false submitted imported 0",
		"6 in_progress - false submitted imported 0",
	}, got); d != "" {
		t.Error(d)
	}
	before := snapshot(t, s)
	report = importRegister(t, s, newer, AppealsImport{})
	if got, want := counts(report), [5]int{6, 0, 0, 5, 1}; got != want || before != snapshot(t, s) {
		t.Errorf("the second import: %v, want %v", got, want)
	}
}

// TestImportRefusesBadRegisters: an invalid file is refused and leaves no file of rejected rows.
func TestImportRefusesBadRegisters(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	good := "1,2026-05-20,complaint,roads,616030100,Шұңқыр,Жолда шұңқыр бар.,,,\n"
	for name, tc := range map[string]struct{ content, want string }{
		"wrong header":  {"number,date\n1,2\n", `r.csv, row 1, column received: wrong header: missing received, kind,`},
		"cut in quotes": {registerHeader + good + `2,2026-05-20,complaint,roads,616030100,"Шұң`, "r.csv, row 3, column "},
		"invalid UTF-8": {registerHeader + good + strings.Replace(good, "Жолда", "\xc6\xee\xeb", 1), "r.csv, row 3, column text: is not valid UTF-8"},
		"empty":         {"", "r.csv: the file is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			rejected := filepath.Join(t.TempDir(), "rejected.csv")
			_, err := s.ImportAppeals(t.Context(), saved(t, "r.csv", tc.content), AppealsImport{Rejected: rejected})
			if err == nil || !strings.HasPrefix(strings.TrimPrefix(err.Error(), "import appeals: "), tc.want) {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
			if _, err := os.Stat(rejected); err == nil {
				t.Error("a file of rejected rows exists")
			}
		})
	}
	if d := cmp.Diff(before, snapshot(t, s)); d != "" {
		t.Error(d)
	}
}

// TestImportAppealsCancelled: a cancelled import changes nothing.
func TestImportAppealsCancelled(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	before := snapshot(t, s)
	row := ",2026-05-20,complaint,roads,616030100,Шұңқыр,Жолда шұңқыр бар.,,,\n"
	var register strings.Builder
	register.WriteString(registerHeader)
	for i := range 3 * registerBatch {
		register.WriteString(strconv.Itoa(i) + row)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.ImportAppeals(ctx, saved(t, "r.csv", register.String()), AppealsImport{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if before != snapshot(t, s) {
		t.Error("the import changed the database")
	}
}
