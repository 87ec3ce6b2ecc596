package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jauap/models/calendar"
	"jauap/models/mailbox"
	"jauap/models/text"
)

// Text returns s tidied and trimmed, and records a problem unless it has from least to most
// characters. Every stored text goes through it, from each form and import. A text without
// a visible letter or digit counts as empty.
func (i Invalid) Text(field, s string, least, most int) string {
	s = strings.TrimSpace(text.Tidy(s))
	switch n := utf8.RuneCountInString(s); {
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		i[field] = Problem{Key: "problem.unreadable"}
	case !text.HasVisible(s):
		if least > 0 {
			i[field] = Problem{Key: "problem.required"}
		}
		return ""
	case n < least:
		i[field] = Problem{Key: "problem.too_short", Args: []any{"min", least}}
	case n > most:
		i[field] = Problem{Key: "problem.too_long", Args: []any{"max", most}}
	}
	return s
}

// Line is Text for a single line. Line breaks become spaces: a break would start another
// paragraph of a mail and is not allowed in its subject.
func (i Invalid) Line(field, s string, least, most int) string {
	return i.Text(field, strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != 0 {
			return ' '
		}
		return r
	}, text.Tidy(s)), least, most)
}

// Name is Text for the name of a person, which is shown beside their comments. It allows no
// digits and no signs of an address, so that a name cannot hold a message.
func (i Invalid) Name(field, s string, least, most int) string {
	s = i.Text(field, strings.Join(strings.Fields(s), " "), least, most)
	if _, wrong := i[field]; !wrong && strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" -.'’ʼ", r)
	}) {
		i[field] = Problem{Key: "problem.name"}
	}
	if _, wrong := i[field]; !wrong && text.IsOfficeName(s) {
		i[field] = Problem{Key: "problem.office_name"}
	}
	return s
}

// money records a problem for a negative sum; nil means that no sum is stated.
func (i Invalid) money(field string, tenge *int64) {
	if tenge != nil && *tenge < 0 {
		i[field] = Problem{Key: "problem.negative"}
	}
}

// NotBefore records a problem for a date before first, and for the zero date.
func (i Invalid) NotBefore(field string, d, first calendar.Date) {
	switch {
	case d.IsZero():
		i[field] = Problem{Key: "problem.required"}
	case d.Before(first):
		i[field] = Problem{Key: "problem.too_early", Args: []any{"date", first}}
	}
}

// within records a problem for a date outside first to last, and for the zero date.
func (i Invalid) within(field string, d, first, last calendar.Date) {
	i.NotBefore(field, d, first)
	if d.After(last) {
		i[field] = Problem{Key: "problem.too_late", Args: []any{"date", last}}
	}
}

// OneOf records a problem for a value that is not among those known.
func OneOf[V comparable](i Invalid, field string, value V, known []V) {
	if !slices.Contains(known, value) {
		i[field] = Problem{Key: "problem.unknown"}
	}
}

// Languages are the languages of texts and pages.
var Languages = []string{"kk", "ru", "en"}

// Email returns a mail address in its stored form, and records a problem for an invalid one.
func (i Invalid) Email(field, s string) string {
	s = i.Text(field, s, 1, 254)
	if _, wrong := i[field]; wrong {
		return strings.ToLower(s)
	}
	address, err := mailbox.Address(s)
	if err != nil {
		i[field] = Problem{Key: "problem.email"}
	}
	return address
}

// Names is Text for a name in the three languages, each of which is required.
func (i Invalid) Names(field string, n Names, most int) Names {
	return Names{KK: i.Text(field+"_kk", n.KK, 1, most), RU: i.Text(field+"_ru", n.RU, 1, most), EN: i.Text(field+"_en", n.EN, 1, most)}
}
