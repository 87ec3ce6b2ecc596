package views

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"jauap/models"
	"jauap/views/i18n"
)

// rendered renders a page and checks what holds for all: one h1, headings
// without a gap, no id twice, links that lead somewhere, nothing inline.
func rendered(t *testing.T, ctx context.Context, page templ.Component) *goquery.Document {
	t.Helper()
	var html bytes.Buffer
	if err := page.Render(ctx, &html); err != nil {
		t.Fatal(err)
	}
	document, err := goquery.NewDocumentFromReader(&html)
	if err != nil {
		t.Fatal(err)
	}
	if n := document.Find("h1").Length(); n != 1 {
		t.Errorf("%d h1", n)
	}
	above := 1
	document.Find("main :is(h1,h2,h3,h4,h5,h6)").Each(func(_ int, s *goquery.Selection) {
		level := int(goquery.NodeName(s)[1] - '0')
		if level > above+1 {
			t.Errorf("h%d %q follows h%d", level, s.Text(), above)
		}
		above = level
	})
	ids := map[string]bool{}
	document.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		if id := s.AttrOr("id", ""); ids[id] {
			t.Errorf("id %q twice", id)
		} else {
			ids[id] = true
		}
	})
	document.Find("main [aria-labelledby], main [aria-describedby], main label[for]").Each(func(_ int, s *goquery.Selection) {
		for _, attribute := range []string{"aria-labelledby", "aria-describedby", "for"} {
			for id := range strings.FieldsSeq(s.AttrOr(attribute, "")) {
				if !ids[id] {
					t.Errorf("%s names %q, which is not on the page", attribute, id)
				}
			}
		}
	})
	if n := document.Find("[style], style, script:not([src]):not([type='application/ld+json']), [onclick]").Length(); n != 0 {
		t.Errorf("%d inline styles or scripts", n)
	}
	if strings.TrimSpace(document.Find("title").Text()) == "" {
		t.Error("no title")
	}
	return document
}

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
				document := rendered(t, WithSite(i18n.With(t.Context(), lang), Site{Reference: reference}), page)
				words := len(strings.Fields(document.Find("main").Text()))
				if words < 150 || words > 900 {
					t.Errorf("%d words", words)
				}
			})
		}
	}
}

func TestAboutExplainsEveryStatus(t *testing.T) {
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

// The page of an error is shown when anything else may be missing.
func TestErrorPagesNeedNoSite(t *testing.T) {
	titles := map[string]int{}
	for status := 400; status < 600; status++ {
		if http.StatusText(status) == "" && status != 599 {
			continue
		}
		for _, lang := range i18n.Languages {
			document := rendered(t, i18n.With(context.Background(), lang), Error(ErrorPage{Status: status, RequestID: "REQUESTID"}))
			if shown := strings.Contains(document.Find("main").Text(), "REQUESTID"); shown != (status == 500) {
				t.Errorf("%d: request id shown: %v", status, shown)
			}
			if document.Find("meta[name=robots][content=noindex]").Length() == 0 {
				t.Errorf("%d may be indexed", status)
			}
			if _, ok := errorTexts[status]; ok && lang == i18n.KK {
				titles[document.Find("h1").Text()]++
			}
		}
	}
	if len(titles) != len(errorTexts) || len(errorTexts) != 12 {
		t.Errorf("%d titles for %d statuses", len(titles), len(errorTexts))
	}
}

func TestGonePage(t *testing.T) {
	ctx := i18n.With(context.Background(), i18n.RU)
	document := rendered(t, ctx, Gone(GonePage{models.Gone{Number: "2026-000123", Reason: "insult", Text: `Грубость <b>и</b> "брань"`}}))
	text := document.Find("main").Text()
	for _, want := range []string{"2026-000123", "Оскорбление или брань", `Грубость <b>и</b> "брань"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	document = rendered(t, ctx, Gone(GonePage{models.Gone{Number: "2026-000123", Reason: "no_such_code"}}))
	if text := document.Find("main").Text(); strings.Contains(text, "no_such_code") || !strings.Contains(text, "Причина не указана") {
		t.Errorf("an unknown reason gives %q", text)
	}
	if document.Find("blockquote").Length() != 0 {
		t.Error("an empty explanation is quoted")
	}
}
