package handlers_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jauap/models/record"
)

// TestRecordPage: the record of a body shows its figures and how each is computed.
func TestRecordPage(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	first := s.get("/kk/bodies").wants(http.StatusOK)
	href, ok := first.doc().Find(".compare tbody th a, .places a").First().Attr("href")
	if !ok {
		t.Fatal("the comparison lists no body")
	}
	page := s.get(href).wants(http.StatusOK)
	page.has("#head", "")
	page.has("#figures", "")
	page.has("dl.method dd", "")
	if cookies := page.Header().Values("Set-Cookie"); len(cookies) > 0 || !strings.HasPrefix(page.Header().Get("Cache-Control"), "public") {
		t.Errorf("not publicly cacheable: %v, %s", cookies, page.Header().Get("Cache-Control"))
	}
	if strings.Contains(page.Body.String(), "style=") {
		t.Error("the page has an inline style, which the Content-Security-Policy forbids")
	}
}

func TestRecordBadInput(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	for path, want := range map[string]int{
		"/kk/bodies/x": 404, "/kk/bodies/999999": 404, "/kk/bodies/x/record.csv": 404,
		"/kk/bodies/2?from=2026": 400, "/kk/bodies/2?from=2026-Q5": 400, "/kk/bodies/2?category=space": 400,
		"/kk/bodies?level=4": 400, "/kk/bodies?volume=3": 400, "/kk/bodies?sort=appeals": 400, "/kk/bodies?place=999999999": 400,
		"/kk/bodies?after=x": 400, "/kk/bodies?after=1&before=2": 400, "/kk/bodies.csv?level=0": 400,
	} {
		if got := s.get(path).Code; got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

// TestNoSortByAppeals: bodies cannot be sorted by the number of appeals, which is neither
// good nor bad.
func TestNoSortByAppeals(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	page := s.get("/en/bodies").wants(http.StatusOK)
	for _, option := range page.doc().Find("#sort option").EachIter() {
		if v, _ := option.Attr("value"); strings.Contains(v, "appeals") {
			t.Errorf("sorts by %q", v)
		}
	}
	page.has("main", "The number of appeals never worsens a figure")
}

func TestRecordFiles(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	for path, head := range map[string]string{
		"/kk/bodies.csv":           "level,volume_from,standing,body_id,place_code,name_kk,name_ru,name_en,appeals,",
		"/kk/bodies/2/record.csv":  "body_id,quarter,category,appeals,answered,timed,on_time,",
		"/ru/bodies.csv?level=2":   "level,volume_from,standing,",
		"/ru/bodies.csv?volume=10": "level,volume_from,standing,",
	} {
		file := s.get(path).wants(http.StatusOK)
		text, marked := strings.CutPrefix(file.Body.String(), "\ufeff")
		if !marked || !strings.HasPrefix(text, head) || !strings.HasPrefix(file.Header().Get("Content-Type"), "text/csv; charset=utf-8") {
			t.Errorf("%s: %.120q, %s", path, file.Body, file.Header().Get("Content-Type"))
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll() // fails if rows differ in length
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if last := rows[0][len(rows[0])-1]; last != "as_of" {
			t.Errorf("%s: last column is %q", path, last)
		}
	}
}

// TestRecordFileHoldsNoFormula: a name that looks like a formula is escaped.
func TestRecordFileHoldsNoFormula(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(o.db.Gorm.Exec(`update bodies set name_kk = '=HYPERLINK("https://example.kz")' where id = ?`, o.body).Error)
	file := o.site.get("/kk/bodies.csv").wants(http.StatusOK)
	if !strings.Contains(file.Body.String(), `,"'=HYPERLINK(""https://example.kz"")",`) {
		t.Errorf("the file holds the formula: %s", file.Body)
	}
}

// TestReply: the head may reply once a quarter. Repeating the reply succeeds; another text
// gives a conflict and is shown again.
func TestReply(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	form := func(text string) url.Values { return url.Values{"lang": {"kk"}, "text": {text}} }
	o.head.get("/kk/desk/reply").wants(http.StatusOK).has("form textarea#text", "")
	path := "/kk/bodies/" + fmt.Sprint(o.body)
	o.head.get(path).has("main a[href*='/desk/reply']", "")
	o.executor.get("/kk/desk/reply").wants(http.StatusForbidden)
	o.executor.send(http.MethodPost, "/kk/desk/reply", form("Мен басшы емеспін.")).wants(http.StatusForbidden)
	o.head.send(http.MethodPost, "/kk/desk/reply", form(" ")).wants(http.StatusUnprocessableEntity).has("#text-problem", "")
	o.head.send(http.MethodPost, "/kk/desk/reply", form(strings.Repeat("а", record.MaxReply+1))).wants(http.StatusUnprocessableEntity)
	for range 2 {
		o.head.send(http.MethodPost, "/kk/desk/reply", form("Биыл көктемде <b>үш көше</b> жөнделді.")).wants(http.StatusSeeOther)
	}
	o.head.send(http.MethodPost, "/kk/desk/reply", form("Басқа мәтін.")).wants(http.StatusConflict).has("main", "Басқа мәтін.")
	var n int
	o.must(o.db.Gorm.Raw(`select count(*) from body_replies`).Scan(&n).Error)
	if n != 1 {
		t.Errorf("%d replies, want 1", n)
	}
	page := o.site.get("/kk/bodies/" + fmt.Sprint(o.body)).wants(http.StatusOK)
	page.has(".reply__text", "Биыл көктемде <b>үш көше</b> жөнделді.")
	page.lacks(".reply__text b")
	o.head.get(path).has(".reply__text", "үш көше").lacks("main a[href*='/desk/reply']")
}
