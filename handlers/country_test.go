package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestCountry: the map and the table show the record of each unit.
func TestCountry(t *testing.T) {
	s := demoSite(t)
	for _, figure := range []string{"", "?figure=concrete", "?figure=on_time", "?figure=contested", "?figure=kept", "?figure=template", "?figure=days"} {
		a := s.get("/kk/record" + figure).wants(http.StatusOK)
		if n := a.doc().Find(".tiles__map a").Length(); n != 20 {
			t.Errorf("%s: %d tiles", figure, n)
		}
		if n := a.doc().Find("table.figures tbody tr").Length(); n != 20 {
			t.Errorf("%s: %d rows", figure, n)
		}
		if !strings.HasPrefix(a.Header().Get("Cache-Control"), "public") || a.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s: not publicly cacheable", figure)
		}
	}
	a := s.get("/ru/record").wants(http.StatusOK)
	a.has(`.tiles__map a[href="/ru/record/610000000"] .tile__name`, "ТУР").has("figcaption", "мало")
	a.has(`.tiles__map a[aria-label$="мало данных"] .tile__value`, "–")
	s.get("/ru/record/610000000?figure=on_time").wants(http.StatusOK).lacks(".tiles").has("tbody th", "Тюлькубасский район")
	s.get("/ru/record/616000000").wants(http.StatusOK).has("tbody th", "сельский округ")
	s.get("/ru/record/616059000").wants(http.StatusNotFound)
	s.get("/ru/record/000000000").wants(http.StatusNotFound)
	s.get("/ru/record?figure=stars").wants(http.StatusBadRequest)
}
