package appeals

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// everything is a filter with all conditions.
var everything = models.AppealFilter{
	Place: "616000000", Category: "roads", Status: models.Contested, Overdue: true, Answered: true,
	From: calendar.NewDate(2026, time.March, 1), To: calendar.NewDate(2026, time.March, 31),
	Query: "шұңқыр & ой", Sort: models.MostVoices, After: "abc",
}

func TestAppealsURLHasAllConditions(t *testing.T) {
	ctx := i18n.With(t.Context(), i18n.RU)
	u, err := url.Parse(paths.AppealsWhere(ctx, everything))
	if err != nil {
		t.Fatal(err)
	}
	if u.Path != "/ru/appeals" {
		t.Errorf("path is %s", u.Path)
	}
	for name, want := range map[string]string{
		"place": "616000000", "category": "roads", "status": "contested", "overdue": "1", "answered": "1",
		"from": "2026-03-01", "to": "2026-03-31", "q": "шұңқыр & ой", "sort": "voices", "after": "abc", "before": "",
	} {
		if got := u.Query().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := paths.AppealsWhere(ctx, models.AppealFilter{}); got != "/ru/appeals" {
		t.Errorf("the URL without conditions is %s", got)
	}
}

// The link at each condition and the link of an empty list drop the condition and start from the
// first page.
func TestEveryConditionCanBeDropped(t *testing.T) {
	ctx := i18n.With(t.Context(), i18n.KK)
	p := IndexPage{Filter: everything, Place: &models.Place{Code: everything.Place}}
	set := p.conditions(ctx)
	if len(set) != len(conditionLabels) {
		t.Fatalf("%d conditions are shown, want %d", len(set), len(conditionLabels))
	}
	for i, c := range set {
		rest := url.Values{}
		if u, err := url.Parse(c.href); err == nil {
			rest = u.Query()
		}
		if rest.Has("after") {
			t.Errorf("dropping %q does not start from the first page", c.text)
		}
		if rest.Get("sort") != "voices" {
			t.Errorf("dropping %q loses the sort order", c.text)
		}
		for j, other := range set {
			if i != j && c.href == other.href {
				t.Errorf("%q and %q link to the same list", c.text, other.text)
			}
		}
	}
	for _, c := range models.AppealConditions {
		if c.Active(c.Drop(everything)) || !c.Active(everything) {
			t.Errorf("condition %q is not dropped", c.Name)
		}
		if label := conditionLabels[c.Name]; label.loosen == "" || label.active == nil {
			t.Errorf("condition %q has no labels", c.Name)
		}
	}
}

// At most one view is marked as current: none if the conditions match no view.
func TestCurrentView(t *testing.T) {
	for name, test := range map[string]struct {
		filter models.AppealFilter
		want   int
	}{
		"open board":   {models.AppealFilter{Category: "roads"}, 1},
		"overdue":      {models.AppealFilter{Overdue: true}, 1},
		"both at once": {models.AppealFilter{Overdue: true, Answered: true}, 0},
	} {
		current := 0
		for _, l := range lookLinks(t.Context(), test.filter) {
			if l.Current {
				current++
			}
		}
		if current != test.want {
			t.Errorf("%s: %d views are current, want %d", name, current, test.want)
		}
	}
	if links := sortLinks(t.Context(), everything); !slices.ContainsFunc(links, func(l parts.FilterLink) bool { return l.Current }) {
		t.Error("no sort order is current")
	}
}
