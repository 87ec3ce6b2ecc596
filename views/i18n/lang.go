// Package i18n has every word that users read, in Kazakh, Russian and English, and the formats of
// numbers, dates and money in the three languages. The words are in locales/<area>.<lang>.json
// only; pages refer to them by key.
//
// Of this project it imports models/calendar only, for the time zone.
package i18n

import (
	"context"
	"strings"

	"golang.org/x/text/language"
)

// Lang is a language of the portal, as the two-letter code in paths, lang attributes and names of
// locale files.
type Lang string

// The languages of the portal. Kazakh is the default.
const (
	KK Lang = "kk"
	RU Lang = "ru"
	EN Lang = "en"
)

// Languages lists the languages in the order in which pages show them.
var Languages = []Lang{KK, RU, EN}

// matcher has the languages in the order of Languages, so that the index of a match is an index of
// Languages. The matched tag itself can have extensions of the request, such as kk-u-rg-kzzzzz, and
// cannot be compared.
var matcher = language.NewMatcher([]language.Tag{language.Kazakh, language.Russian, language.English})

// maxAcceptLanguage is the maximum length of the header that Match parses, in bytes. Browsers send
// less than a hundred.
const maxAcceptLanguage = 500

// Parse returns the language of an exact code.
func Parse(s string) (Lang, bool) {
	switch l := Lang(s); l {
	case KK, RU, EN:
		return l, true
	}
	return "", false
}

// Match returns the best language for an Accept-Language header, or KK if none matches.
func Match(acceptLanguage string) Lang {
	if len(acceptLanguage) > maxAcceptLanguage {
		acceptLanguage = acceptLanguage[:strings.LastIndexByte(acceptLanguage[:maxAcceptLanguage], ',')+1]
	}
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return KK
	}
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return KK
	}
	return Languages[i]
}

type contextKey struct{}

// With returns a context with a language.
func With(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// From returns the language of the context, or KK if it has none.
func From(ctx context.Context) Lang {
	if l, ok := ctx.Value(contextKey{}).(Lang); ok {
		return l
	}
	return KK
}
