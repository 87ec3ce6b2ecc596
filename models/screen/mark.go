package screen

import (
	"slices"
	"strings"
	"unicode"

	"jauap/models/text"
)

// marks are all that may stand in square brackets where something was masked: the words of the portal for each kind of
// personal data, in its languages, and those without a kind. A test holds them to the locale files.
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

// IsMark reports whether a word may stand in square brackets where something was masked.
func IsMark(word string) bool { return slices.Contains(marks, word) }

// OnlyMasked reports whether the text is the original with some pieces of it replaced by marks of the list in square
// brackets. Every mark takes away at least a letter or a digit, two marks do not stand side by side, and nothing is
// added: a free mark let a moderator put words into the mouth of an author.
func OnlyMasked(original, s string) bool {
	original, s = Lines(original), Lines(s)
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
		taken++ // inside the first letter, where no piece of valid text begins
		i := strings.Index(rest[taken:], piece)
		if i < 0 {
			return false
		}
		rest = rest[taken+i+len(piece):]
	}
	taken, ok := strings.CutSuffix(rest, pieces[last])
	return ok && strings.ContainsFunc(taken, wordy)
}

// splitAtMarks returns what stands around the marks of the list.
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

// Lines is a text as it is tidied at the door: the two sides of a comparison may have come by different ones.
func Lines(s string) string { return text.Tidy(s) }

// SameText reports whether two texts differ at most in what tidying changes.
func SameText(a, b string) bool { return Lines(a) == Lines(b) }

// blank reports whether nothing but white space stands between two findings: they are masked by one mark.
func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
