package paths

import (
	"context"
	"net/url"

	"jauap/models/record"
)

// Places is the tree of places and the search for a place.
func Places(ctx context.Context) string { return In(ctx, "/places") }

// Place is the page of one place by its KATO code.
func Place(ctx context.Context, code string) string { return In(ctx, "/places/"+code) }

// SuggestPlaces is the URL for suggestions of the place field; the script appends the text.
func SuggestPlaces(ctx context.Context) string { return In(ctx, "/places/suggest?q=") }

// League is the record of the units below a place, or of the country for "".
func League(ctx context.Context, code string, f record.Figure) string {
	return In(ctx, LeagueOf(code, f))
}

// LeagueOf is League without the language.
func LeagueOf(code string, f record.Figure) string {
	path := "/record"
	if code != "" {
		path += "/" + code
	}
	if f != "" && f != record.LeagueFigures[0] {
		path += "?" + url.Values{"figure": {string(f)}}.Encode()
	}
	return path
}

// Gap lists the problems that bodies could not solve for lack of power or money, in a place or, for
// "", in the country.
func Gap(ctx context.Context, code string) string { return In(ctx, PlaceQuery("/gap", code)) }

// PlaceQuery adds a place to a path ("" for none).
func PlaceQuery(path, code string) string {
	if code == "" {
		return path
	}
	return path + "?" + url.Values{"place": {code}}.Encode()
}

// Silence lists the unanswered appeals of a place.
func Silence(ctx context.Context, code string) string { return Place(ctx, code) + "/silence" }
