package screen

import (
	"slices"
	"strings"
	"unicode"

	"jauap/models/text"
)

// marks lists the words that may replace masked text, in square brackets: the words of the portal
// for each kind of personal data in its languages, and words without a kind. A test compares them
// with the locale files.
var marks = []string{
	"жасырылды", "жасырылды: телефон", "жасырылды: ЖСН", "жасырылды: банк картасы", "жасырылды: пошта", "жасырылды: көлік нөмірі",
	"жасырылды: банк шоты", "жасырылды: құжат нөмірі", "жасырылды: мекенжай", "жасырылды: аты-жөні",
	"скрыто", "скрыто: телефон", "скрыто: ИИН", "скрыто: банковская карта", "скрыто: почта", "скрыто: номер машины",
	"скрыто: счёт", "скрыто: номер документа", "скрыто: адрес", "скрыто: имя",
	"hidden", "hidden: phone", "hidden: IIN", "hidden: bank card", "hidden: e-mail", "hidden: car plate",
	"hidden: bank account", "hidden: document number", "hidden: address", "hidden: name",
	"телефон", "ЖСН", "ИИН", "IIN", "phone", "пошта", "почта", "e-mail", "мекенжай", "адрес", "address", "аты-жөні", "имя", "name",
	"…",
}

// IsMark reports whether a word may replace masked text.
func IsMark(word string) bool { return slices.Contains(marks, word) }

// OnlyMasked reports whether s is the original with pieces replaced by marks of the list in square
// brackets. Every mark must replace at least one letter or digit, two marks must not be adjacent,
// and nothing may be added. With free text in marks a moderator could put words into an author's
// mouth.
func OnlyMasked(original, s string) bool {
	original, s = text.Tidy(original), text.Tidy(s)
	if original == s {
		return true
	}
	pieces := splitAtMarks(s)
	last := len(pieces) - 1
	if last == 0 || !strings.HasPrefix(original, pieces[0]) {
		return false
	}
	rest := original[len(pieces[0]):]
	for _, piece := range pieces[1:last] {
		if strings.TrimSpace(piece) == "" {
			return false
		}
		taken := strings.IndexFunc(rest, wordy)
		if taken < 0 {
			return false
		}
		taken++ // skip at least the first byte of the first letter; a piece of valid text cannot begin inside it
		i := strings.Index(rest[taken:], piece)
		if i < 0 {
			return false
		}
		rest = rest[taken+i+len(piece):]
	}
	taken, ok := strings.CutSuffix(rest, pieces[last])
	return ok && strings.ContainsFunc(taken, wordy)
}

// splitAtMarks returns the text before, between and after marks of the list.
func splitAtMarks(s string) (pieces []string) {
	start, open := 0, -1
	for i := range len(s) {
		switch s[i] {
		case '[':
			open = i
		case ']':
			if open >= 0 && IsMark(s[open+1:i]) {
				pieces = append(pieces, s[start:open])
				start = i + 1
			}
			open = -1
		}
	}
	return append(pieces, s[start:])
}

// SameText reports whether two texts are equal after tidying, because they can come from
// different forms.
func SameText(a, b string) bool { return text.Tidy(a) == text.Tidy(b) }

// blank reports whether s contains only white space. Findings with only white space between them
// get one mark.
func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
