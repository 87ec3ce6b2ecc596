package places

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/viewtest"
)

// district returns a district with a village, as the model reads it.
func district() record.PlaceSheet {
	lat, lon := 42.5, 70.25
	at := time.Date(2026, time.July, 15, 6, 0, 0, 0, time.UTC)
	oblast := models.Place{Code: "610000000", Level: 1, Unit: "oblast", Name: models.Names{KK: "Түркістан облысы", RU: "Туркестанская область"}}
	place := models.Place{Code: "616000000", Level: 2, Unit: "district", Name: models.Names{KK: "Түлкібас ауданы"}, Lat: &lat, Lon: &lon}
	village := models.Place{Code: "616059000", Level: 3, Unit: "rural_district", Name: models.Names{KK: "Састөбе ауылдық округі"}}
	return record.PlaceSheet{
		Place: place, Trail: []models.Place{oblast, place},
		Figures: record.Figures{Open: 1234, Overdue: 2, Answered: 5, InTime: 4, AsOf: at},
		Bodies: []models.Body{
			{ID: 2, PlaceCode: place.Code, Kind: "akimat", Level: 2, Name: models.Names{KK: "Аудан әкімдігі"}, Post: models.Names{KK: "Аудан әкімі"}},
			{ID: 1, PlaceCode: oblast.Code, Kind: "akimat", Level: 1, Name: models.Names{KK: "Облыс әкімдігі"}, Post: models.Names{KK: "Облыс әкімі"}},
		},
		Children: []record.PlaceFigures{{Place: village, Figures: record.Figures{Open: 3, Overdue: 1, AsOf: at}}, {Place: models.Place{Code: "616061000", Name: models.Names{KK: "Тастұмсық"}}}},
		Around:   []models.Dot{{Code: "616059100", Name: models.Names{KK: "Састөбе"}, Lat: 42.55, Lon: 70}, {Code: "616061100", Name: models.Names{KK: "Тастұмсық"}, Lat: 42.56, Lon: 70.2}},
	}
}

// levels returns a context with a category of each level.
func levels(ctx context.Context) context.Context {
	s := parts.SiteFrom(ctx)
	s.Reference = &models.Reference{Categories: []models.Category{
		{Code: "roads", Level: 3, Name: models.Names{KK: "Жолдар"}}, {Code: "school", Level: 2, Name: models.Names{KK: "Мектеп"}}, {Code: "healthcare", Level: 1, Name: models.Names{KK: "Денсаулық"}},
	}}
	return parts.WithSite(ctx, s)
}

func TestPlacePage(t *testing.T) {
	ctx := levels(viewtest.On(t, "2026-07-15"))
	document := viewtest.Rendered(t, ctx, Show(ShowPage{Sheet: district()}))
	for selector, want := range map[string]string{
		".breadcrumbs li:nth-child(2) a":            "/kk/places/610000000",
		".stat:nth-child(2) a":                      "/kk/appeals?overdue=1&place=616000000",
		".stats + h3 + .stats .stat:nth-child(1) a": "/kk/appeals?answered=1&place=616000000",
		".stats + h3 + .stats .stat:nth-child(2) a": "/kk/appeals?place=616000000&status=resolved_uncontested",
		".stats + h3 + .stats .stat:nth-child(3) a": "/kk/appeals?place=616000000&status=resolved_confirmed",
		".figures tbody tr th a":                    "/kk/places/616059000",
		".body:first-child .matters a":              "/kk/appeals?category=school&place=616000000",
	} {
		if got := document.Find(selector).First().AttrOr("href", ""); got != want {
			t.Errorf("%s links to %q, want %q", selector, got, want)
		}
	}
	text := document.Find("main").Text()
	for _, want := range []string{"1\u00a0234", "616000000", "42.500, 70.250", "Аудан әкімі", "15\u00a0шілде\u00a02026, 11:00"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if document.Find("svg.where__map").Length() != 1 {
		t.Error("no map")
	}
	if n := document.Find(".figures [data-color=danger]").Length(); n != 1 {
		t.Errorf("%d numbers in the danger colour, want only the one above zero", n)
	}
}

func TestPlacePageWithoutData(t *testing.T) {
	sheet := district()
	sheet.Figures, sheet.Bodies, sheet.Children, sheet.Around, sheet.Lat, sheet.Lon, sheet.Retired = record.Figures{}, nil, nil, nil, nil, nil, true
	for _, lang := range i18n.Languages {
		document := viewtest.Rendered(t, i18n.With(viewtest.On(t, "2026-07-15"), lang), Show(ShowPage{Sheet: sheet}))
		if document.Find(".stat, .figures, .body, svg.where__map, .as-of").Length() != 0 {
			t.Error("page without data has figures, bodies or a map")
		}
		if document.Find("[data-color=warning]").Length() == 0 {
			t.Error("page of a retired place has no warning")
		}
	}
}

func TestMatters(t *testing.T) {
	ctx := levels(viewtest.On(t, "2026-07-15"))
	codes := func(matters []models.Category) (codes []string) {
		for _, m := range matters {
			codes = append(codes, m.Code)
		}
		return codes
	}
	page := ShowPage{Sheet: district()}
	for i, want := range [][]string{{"school"}, {"healthcare"}} {
		if diff := cmp.Diff(want, codes(page.matters(ctx, page.Sheet.Bodies[i]))); diff != "" {
			t.Errorf("body %d: %s", i, diff)
		}
	}
	// A district of a city has no smaller units: its akim is also responsible for the roads.
	page.Sheet.Children = nil
	if diff := cmp.Diff([]string{"roads", "school"}, codes(page.matters(ctx, page.Sheet.Bodies[0]))); diff != "" {
		t.Error(diff)
	}
}

func TestPlaceIndex(t *testing.T) {
	ctx := viewtest.On(t, "2026-07-15")
	found := models.FoundPlace{Place: district().Place, Within: models.Names{KK: "Түркістан облысы"}}
	document := viewtest.Rendered(t, ctx, Index(IndexPage{Query: "тулкибас & \"x\"", Found: []models.FoundPlace{found}}))
	if got := document.Find("input[name=q]").AttrOr("value", ""); got != "тулкибас & \"x\"" {
		t.Errorf("value of the search field is %q", got)
	}
	if got := document.Find(".places span").Text(); got != "Аудан · Түркістан облысы" {
		t.Errorf("description of the place is %q", got)
	}
	if got := document.Find(".languages [lang=ru]").AttrOr("href", ""); got != "/ru/places?q=%D1%82%D1%83%D0%BB%D0%BA%D0%B8%D0%B1%D0%B0%D1%81+%26+%22x%22" {
		t.Errorf("language link is %q", got)
	}
	if viewtest.Rendered(t, ctx, Index(IndexPage{Query: "x"})).Find(".empty").Length() != 1 {
		t.Error("no message for an empty search result")
	}
	document = viewtest.Rendered(t, ctx, Index(IndexPage{Regions: district().Children}))
	if document.Find(".figures tbody tr").Length() != 2 || document.Find(".as-of").Length() != 1 {
		t.Error("the regions have no figures or no time")
	}
}
