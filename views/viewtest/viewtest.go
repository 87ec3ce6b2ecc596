// Package viewtest renders pages for tests and checks the rules that apply to every page.
package viewtest

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// Rendered renders a page and checks it: one h1, no skipped heading level, unique ids, references
// to existing ids, no inline style or script.
func Rendered(t *testing.T, ctx context.Context, page templ.Component) *goquery.Document {
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
					t.Errorf("%s refers to %q, which is not on the page", attribute, id)
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

// On returns a Kazakh context at noon of a day.
func On(t *testing.T, day string) context.Context {
	t.Helper()
	ctx := i18n.With(context.Background(), i18n.KK)
	return parts.WithSite(ctx, parts.Site{Now: Date(t, day).Time().Add(12 * time.Hour), Reference: &models.Reference{}})
}

// Date parses a day; "" gives nil.
func Date(t *testing.T, day string) *calendar.Date {
	t.Helper()
	if day == "" {
		return nil
	}
	d, err := calendar.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}
