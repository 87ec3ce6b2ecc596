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

// text returns s tidied and without the spaces around it, and notes the problem of a field
// that must have from least to most characters. Every text that is stored goes through it, whichever
// form, import or interface it came by. A text without a visible letter or digit is no text.
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

// line is text for what stands in one line: a break would go on in another paragraph
// of a mail, and no subject of a mail may hold one.
func (i Invalid) Line(field, s string, least, most int) string {
	return i.Text(field, strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != 0 {
			return ' '
		}
		return r
	}, text.Tidy(s)), least, most)
}

// name is text for what a person is called, which stands beside what they write: no
// telephone, no address and no message.
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

// money notes a sum below nothing; nil is a sum that is not said.
func (i Invalid) money(field string, tenge *int64) {
	if tenge != nil && *tenge < 0 {
		i[field] = Problem{Key: "problem.negative"}
	}
}

// notBefore notes a day that lies before another, or is none.
func (i Invalid) NotBefore(field string, d, first calendar.Date) {
	switch {
	case d.IsZero():
		i[field] = Problem{Key: "problem.required"}
	case d.Before(first):
		i[field] = Problem{Key: "problem.too_early", Args: []any{"date", first}}
	}
}

// within notes a day that lies before the first or after the last one, or is none.
func (i Invalid) within(field string, d, first, last calendar.Date) {
	i.NotBefore(field, d, first)
	if d.After(last) {
		i[field] = Problem{Key: "problem.too_late", Args: []any{"date", last}}
	}
}

// oneOf notes a value that is not among those known.
func OneOf[V comparable](i Invalid, field string, value V, known []V) {
	if !slices.Contains(known, value) {
		i[field] = Problem{Key: "problem.unknown"}
	}
}

var Languages = []string{"kk", "ru", "en"}

// email returns the address as it is kept, and notes what is no address.
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
