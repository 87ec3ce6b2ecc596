package views

import (
	"context"
	"net/url"

	"jauap/models"
)

// PlacesPath is the tree of places and the search in it.
func PlacesPath(ctx context.Context) string { return in(ctx, "/places") }

// PlacePath is the page of one place by its KATO code.
func PlacePath(ctx context.Context, code string) string { return in(ctx, "/places/"+code) }

// SuggestPlacesPath is what the place input asks while one types; the text typed is
// put behind it.
func SuggestPlacesPath(ctx context.Context) string { return in(ctx, "/places/suggest?q=") }

// LeaguePath is the record of the units below a place, of the country with "".
func LeaguePath(ctx context.Context, code string, f models.Figure) string {
	return in(ctx, leaguePath(code, f))
}

func leaguePath(code string, f models.Figure) string {
	path := "/record"
	if code != "" {
		path += "/" + code
	}
	if f != "" && f != models.LeagueFigures[0] {
		path += "?" + url.Values{"figure": {string(f)}}.Encode()
	}
	return path
}

// GapPath is what bodies could not solve for lack of power or money, in a place or,
// with "", in the country.
func GapPath(ctx context.Context, code string) string { return in(ctx, placeQuery("/gap", code)) }

func placeQuery(path, code string) string {
	if code == "" {
		return path
	}
	return path + "?" + url.Values{"place": {code}}.Encode()
}

// SilencePath is the sheet of unanswered appeals of a place.
func SilencePath(ctx context.Context, code string) string { return PlacePath(ctx, code) + "/silence" }
