// Package i18n holds every word that a visitor reads, in Kazakh, Russian and English, and the ways in which the three
// languages write numbers, dates and money. Words live only in locales/<area>.<lang>.json; a page asks for them by key.
//
// It is a leaf: it imports nothing of the house.
package i18n

import (
	"context"
	"strings"

	"golang.org/x/text/language"
)

// Lang is one of the languages of the portal, as its two-letter code: it stands in the path of a page, in the lang
// attribute and in the names of the locale files.
type Lang string

// The languages of the portal. Kazakh is the first and the one shown when nothing else is known.
const (
	KK Lang = "kk"
	RU Lang = "ru"
	EN Lang = "en"
)

// Languages lists the languages in the order in which a page offers them.
var Languages = []Lang{KK, RU, EN}

// matcher holds the languages in the order of Languages, so that the index of a match is an index there. (The matched
// tag itself can carry extensions of the request, such as kk-u-rg-kzzzzz, and so cannot be compared.)
var matcher = language.NewMatcher([]language.Tag{language.Kazakh, language.Russian, language.English})

// maxAcceptLanguage bounds the header that Match reads, in bytes. Browsers send less than a hundred.
const maxAcceptLanguage = 500

// Parse reads a language code as it stands in a path; only the exact codes are known.
func Parse(s string) (Lang, bool) {
	switch l := Lang(s); l {
	case KK, RU, EN:
		return l, true
	}
	return "", false
}

// Match picks the language for an Accept-Language header; KK when nothing in it fits.
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

// With returns a context that carries the language of the page being written.
func With(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// From returns the language of the context, KK when none was set.
func From(ctx context.Context) Lang {
	if l, ok := ctx.Value(contextKey{}).(Lang); ok {
		return l
	}
	return KK
}
