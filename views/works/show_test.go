package works

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/views/parts"
	"jauap/views/viewtest"
)

func TestDelay(t *testing.T) {
	for _, test := range []struct {
		name                     string
		stage                    models.Stage
		from, to, started, ended string
		want                     string
		worrying                 bool
	}{
		{"planned start in the future", models.Planned, "2026-07-16", "2026-08-01", "", "", "", false},
		{"planned start today", models.Planned, "2026-07-15", "2026-08-01", "", "", "", false},
		{"late start", models.Planned, "2026-07-10", "2026-08-01", "", "", "Басталуы жоспардан 5 күнге кешігіп тұр", true},
		{"started in time", models.Started, "2026-07-01", "2026-07-15", "2026-07-02", "", "", false},
		{"late end", models.Started, "2026-07-01", "2026-07-14", "2026-07-02", "", "Аяқталуы жоспардан 1 күнге кешігіп тұр", true},
		{"not started at the planned end", models.Planned, "2026-06-01", "2026-07-01", "", "", "Аяқталуы жоспардан 14 күнге кешігіп тұр", true},
		{"done in time", models.Done, "2026-06-01", "2026-07-01", "2026-06-02", "2026-07-01", "Жоспарланған мерзімде аяқталды", false},
		{"done late", models.Done, "2026-06-01", "2026-07-01", "2026-06-02", "2026-07-04", "Жоспардан 3 күн кеш аяқталды", true},
		{"done without a plan", models.Done, "", "", "2026-06-02", "2026-07-04", "", false},
		{"stopped", models.Stopped, "2026-06-01", "2026-07-01", "2026-06-02", "", "", false},
		{"no dates", models.Planned, "", "", "", "", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := models.Work{WorkCard: models.WorkCard{Stage: test.stage, PlannedFrom: viewtest.Date(t, test.from), PlannedTo: viewtest.Date(t, test.to),
				StartedOn: viewtest.Date(t, test.started), DoneOn: viewtest.Date(t, test.ended)}}
			got, worrying := parts.Delay(viewtest.On(t, "2026-07-15"), w)
			if got != test.want || worrying != test.worrying {
				t.Errorf("got %q, %v", got, worrying)
			}
		})
	}
}

func TestPairs(t *testing.T) {
	picture := func(role, digest string) models.Picture { return models.Picture{Role: role, Digest: digest} }
	together, rest := parts.Pairs([]models.Picture{
		picture("before", "b1"), picture("before", "b2"), picture("after", "a1"), picture("proof", "p"), picture("before", "b3"), picture("after", "a2"),
	})
	want := [][]models.Picture{{picture("before", "b1"), picture("after", "a1")}, {picture("before", "b2"), picture("after", "a2")}}
	if diff := cmp.Diff(want, together); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]models.Picture{picture("proof", "p"), picture("before", "b3")}, rest); diff != "" {
		t.Error(diff)
	}
}

func TestPlain(t *testing.T) {
	got := plain("# Жол\n\n**Бір** [сілтеме](https://gov.kz) & <script>alert(1)</script> \"екі\"")
	if want := `Жол Бір сілтеме & alert(1) "екі"`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWorkPage(t *testing.T) {
	cost := int64(1_250_000)
	corrected := viewtest.Date(t, "2026-07-10").Time()
	w := models.Work{
		WorkCard: models.WorkCard{ID: 7, Lang: "ru", Title: "Ремонт <улицы>", Stage: models.Started, CategoryCode: "roads", PlaceCode: "616059000",
			Place: models.Names{KK: "Састөбе"}, BodyName: models.Names{KK: "Әкім аппараты"}, PlannedTo: viewtest.Date(t, "2026-07-01"),
			StartedOn: viewtest.Date(t, "2026-06-01"), PublishedAt: viewtest.Date(t, "2026-06-01").Time(), Cover: "00112233445566778899aabbccddeeff"},
		Text: "# Что делаем\n\n<script>alert(1)</script>\n\n[ссылка](javascript:alert(1))", Cost: &cost, Funding: "бюджет", CorrectedAt: &corrected, Correction: "исправлена сумма",
		Trail: []models.Place{{Code: "610000000", Name: models.Names{KK: "Түркістан облысы"}}},
		Pictures: []models.Picture{{Digest: "a", Width: 4, Height: 3, Role: "before", Alt: "ям"}, {Digest: "b", Width: 4, Height: 3, Role: "after", Alt: "жол"},
			{Digest: "c", Width: 4, Height: 3, Role: "before", Alt: "ям 2"}},
	}
	document := viewtest.Rendered(t, viewtest.On(t, "2026-07-15"), Show(ShowPage{Work: w}))
	if got := document.Find("h1").AttrOr("lang", ""); got != "ru" {
		t.Errorf("lang of the title is %q", got)
	}
	if document.Find(".prose script").Length() != 0 || document.Find(".prose a").Length() != 0 {
		t.Error("hostile Markdown was not removed")
	}
	if got := document.Find(".prose h3").Text(); got != "Что делаем" {
		t.Errorf("heading of the text is %q", got)
	}
	if got := document.Find(".before-after").Length(); got != 1 {
		t.Errorf("%d pairs", got)
	}
	for _, want := range []string{"исправлена сумма", "1\u00a0250\u00a0000\u00a0₸", "кешігіп тұр"} {
		if !strings.Contains(document.Find("main").Text(), want) {
			t.Errorf("no %q", want)
		}
	}
	if got := document.Find(`meta[property="og:image"]`).AttrOr("content", ""); !strings.HasSuffix(got, "/media/00112233445566778899aabbccddeeff-large.jpg") {
		t.Errorf("preview picture is %q", got)
	}
}

func TestWorkIndex(t *testing.T) {
	place := models.Place{Code: "616000000", Name: models.Names{KK: "Түлкібас ауданы"}}
	page := IndexPage{Filter: models.WorkFilter{Place: place.Code, Stage: models.Done, After: "abc"}, Place: &place}
	page.List = models.WorkList{Cards: []models.WorkCard{{ID: 1, Lang: "kk", Title: "Жол", Stage: models.Done}}, Prev: "p", Next: "n"}
	document := viewtest.Rendered(t, viewtest.On(t, "2026-07-15"), Index(page))
	hrefs := map[string]string{
		".pagination [rel=prev]":          "/kk/works?before=p&place=616000000&stage=done",
		".pagination [rel=next]":          "/kk/works?after=n&place=616000000&stage=done",
		".conditions a":                   "/kk/works?stage=done",
		".filter-links [aria-current]":    "/kk/works?place=616000000&stage=done",
		"link[rel=canonical]":             "/kk/works",
		".languages [lang=ru]":            "/ru/works?after=abc&place=616000000&stage=done",
		".filter-links li:first-child a":  "/kk/works?place=616000000",
		".card__title a":                  "/kk/works/1",
		".filter__form input[name=place]": "",
	}
	for selector, want := range hrefs {
		if s := document.Find(selector); s.Length() == 0 || s.AttrOr("href", "") != want {
			t.Errorf("%s links to %q, want %q", selector, s.AttrOr("href", ""), want)
		}
	}
	document = viewtest.Rendered(t, viewtest.On(t, "2026-07-15"), Index(IndexPage{Filter: models.WorkFilter{Stage: models.Stopped}}))
	if document.Find(".empty a").AttrOr("href", "") != "/kk/works" {
		t.Error("an empty list has no link to all works")
	}
}
