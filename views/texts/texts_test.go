package texts

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/viewtest"
)

func TestTextPages(t *testing.T) {
	reference := &models.Reference{}
	for _, name := range models.ScreenRuleNames() {
		reference.Screen.Rules = append(reference.Screen.Rules, models.ScreenRule{Name: name, Active: true, Appeals: 5, Hours: 1})
	}
	for name, page := range map[string]templ.Component{
		"about": About(), "rules": Rules(), "accessibility": Accessibility(), "privacy": Privacy(), "api": API(),
	} {
		for _, lang := range i18n.Languages {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				document := viewtest.Rendered(t, parts.WithSite(i18n.With(t.Context(), lang), parts.Site{Reference: reference}), page)
				words := len(strings.Fields(document.Find("main").Text()))
				if words < 150 || words > 900 {
					t.Errorf("%d words", words)
				}
			})
		}
	}
}

func TestAboutExplainsAllStatuses(t *testing.T) {
	explained := map[models.Status]bool{}
	for _, s := range statusMeaningKeys {
		explained[s.status] = true
	}
	for _, s := range append([]models.Status{models.Moderation, models.Rejected}, models.ShownStatuses...) {
		if !explained[s] {
			t.Errorf("%s is not explained", s)
		}
	}
}

// Error pages are shown when other parts may be missing.
func TestErrorPagesWithoutSite(t *testing.T) {
	titles := map[string]int{}
	for status := 400; status < 600; status++ {
		if http.StatusText(status) == "" && status != 599 {
			continue
		}
		for _, lang := range i18n.Languages {
			document := viewtest.Rendered(t, i18n.With(context.Background(), lang), Error(ErrorPage{Status: status, RequestID: "REQUESTID"}))
			if shown := strings.Contains(document.Find("main").Text(), "REQUESTID"); shown != (status == 500) {
				t.Errorf("%d: request id shown: %v", status, shown)
			}
			if document.Find("meta[name=robots][content=noindex]").Length() == 0 {
				t.Errorf("%d has no noindex", status)
			}
			if _, ok := errorTexts[status]; ok && lang == i18n.KK {
				titles[document.Find("h1").Text()]++
			}
		}
	}
	if len(titles) != len(errorTexts) || len(errorTexts) != 12 {
		t.Errorf("%d titles for %d statuses, want 12 each", len(titles), len(errorTexts))
	}
}

func TestGonePage(t *testing.T) {
	ctx := i18n.With(context.Background(), i18n.RU)
	document := viewtest.Rendered(t, ctx, Gone(GonePage{models.Gone{Number: "2026-000123", Reason: "insult", Text: `Грубость <b>и</b> "брань"`}}))
	text := document.Find("main").Text()
	for _, want := range []string{"2026-000123", "Оскорбление или брань", `Грубость <b>и</b> "брань"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	document = viewtest.Rendered(t, ctx, Gone(GonePage{models.Gone{Number: "2026-000123", Reason: "no_such_code"}}))
	if text := document.Find("main").Text(); strings.Contains(text, "no_such_code") || !strings.Contains(text, "Причина не указана") {
		t.Errorf("an unknown reason gives %q", text)
	}
	if document.Find("blockquote").Length() != 0 {
		t.Error("empty explanation has a blockquote")
	}
}
