package places

import (
	"context"
	"math"
	"strconv"
	"strings"

	"jauap/models/record"
	"jauap/models/trust"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// Code returns the code of the place whose units are shown, or "" for the country.
func (p CountryPage) Code() string {
	if len(p.Trail) == 0 {
		return ""
	}
	return p.Trail[len(p.Trail)-1].Code
}

// title returns the heading of the page.
func (p CountryPage) title(ctx context.Context) string {
	if len(p.Trail) == 0 {
		return i18n.T(ctx, "country.title")
	}
	return i18n.T(ctx, "country.title_of", "place", parts.Name(ctx, p.Trail[len(p.Trail)-1].Name))
}

// crumbs links to the country and to the places above.
func (p CountryPage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "country.title"), Href: paths.League(ctx, "", p.League.Figure)}}
	for _, above := range p.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, above.Name), Href: paths.League(ctx, above.Code, p.League.Figure)})
	}
	crumbs[len(crumbs)-1].Href = ""
	return crumbs
}

// figures returns links to the other figures of the same units.
func (p CountryPage) figures(ctx context.Context) (links []parts.FilterLink) {
	for _, f := range record.LeagueFigures {
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "country.figure_"+string(f)), Href: paths.League(ctx, p.Code(), f), Current: f == p.League.Figure})
	}
	return links
}

// unitPath returns the page of the units below a unit, or the page of the place if it has none.
func (p CountryPage) unitPath(ctx context.Context, r record.LeagueRow) string {
	if r.Level <= 2 {
		return paths.League(ctx, r.Code, p.League.Figure)
	}
	return paths.Place(ctx, r.Code)
}

// leagueValue formats a share in percent, or days.
func leagueValue(ctx context.Context, f record.Figure, v float64) string {
	if f == record.DaysFigure {
		return strings.TrimSuffix(decimal(ctx, v), decimal(ctx, 0)[1:])
	}
	return strconv.Itoa(int(math.Round(v*100))) + "\u00a0%"
}

// decimal formats a number with one decimal: with a comma, or with a point in English.
func decimal(ctx context.Context, v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	if i18n.From(ctx) != i18n.EN {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// leagueInterval formats the estimate of a share with its interval, or the interval of days.
func leagueInterval(ctx context.Context, f record.Figure, e trust.Estimate) string {
	interval := leagueValue(ctx, f, e.Low) + " – " + leagueValue(ctx, f, e.High)
	if f == record.DaysFigure {
		return interval
	}
	return leagueValue(ctx, f, e.Value) + " (" + interval + ")"
}

// tileText describes a tile for screen readers, starting with the letters and the number on it.
func (p CountryPage) tileText(ctx context.Context, t tile) string {
	place := parts.Name(ctx, t.Row.Name)
	if t.Step == 0 {
		return i18n.T(ctx, "country.tile_few", "short", t.Short, "place", place)
	}
	shown := t.Short + " " + leagueValue(ctx, p.League.Figure, t.Row.Raw)
	return i18n.T(ctx, "country.tile", "shown", shown, "place", place)
}
