package models

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jauap/models/calendar"
)

// text returns s without the spaces around it, and notes the problem of a field
// that must have from least to most characters.
func (i Invalid) text(field, s string, least, most int) string {
	s = strings.TrimSpace(s)
	switch n := utf8.RuneCountInString(s); {
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		i[field] = Problem{Key: "problem.unreadable"}
	case n == 0 && least > 0:
		i[field] = Problem{Key: "problem.required"}
	case n < least:
		i[field] = Problem{Key: "problem.too_short", Args: []any{"min", least}}
	case n > most:
		i[field] = Problem{Key: "problem.too_long", Args: []any{"max", most}}
	}
	return s
}

// money notes a sum below nothing; nil is a sum that is not said.
func (i Invalid) money(field string, tenge *int64) {
	if tenge != nil && *tenge < 0 {
		i[field] = Problem{Key: "problem.negative"}
	}
}

// notBefore notes a day that lies before another, or is none.
func (i Invalid) notBefore(field string, d, first calendar.Date) {
	switch {
	case d.IsZero():
		i[field] = Problem{Key: "problem.required"}
	case d.Before(first):
		i[field] = Problem{Key: "problem.too_early", Args: []any{"date", first}}
	}
}

// oneOf notes a value that is not among those known.
func oneOf[V comparable](i Invalid, field string, value V, known []V) {
	if !slices.Contains(known, value) {
		i[field] = Problem{Key: "problem.unknown"}
	}
}

var languages = []string{"kk", "ru", "en"}
