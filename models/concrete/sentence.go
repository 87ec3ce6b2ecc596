package concrete

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jauap/models/text"
)

// sentence is one sentence of an answer as its rules see it.
type sentence struct {
	raw     string   // as it was written
	words   []string // folded; a number is a word
	numbers bool     // it holds a number that belongs to the matter, not to a law, a letter or a programme
	found   bool     // it stands in the field of what was found
	kazakh  bool     // by its letters
}

// sentencesOf cuts a text into sentences, folded and in words.
func sentencesOf(s string) (all []sentence) {
	for _, part := range split(s) {
		words := wordsOf(part)
		if len(words) > 0 {
			all = append(all, sentence{raw: strings.TrimSpace(part), words: words, numbers: ownNumbers(words), kazakh: strings.ContainsAny(part, "әғқңөұүһіӘҒҚҢӨҰҮҺІ")})
		}
	}
	return all
}

// shortened are words that a full stop shortens: no sentence ends there.
var shortened = lexiconOf(`=г, =ул, =д, =кв, =ст, =им, =тыс, =млн, =млрд, =стр, =п, =пп, =т, =б, =тел, =куб, =пог, =см, =к, =ж, =ш, =no`)

// split cuts at full stops, question and exclamation marks, semicolons and lines, not within dates and short forms.
func split(s string) (parts []string) {
	start := 0
	for i, r := range s {
		switch r {
		case '\n', ';', '!', '?':
		case '.':
			rest := strings.TrimLeft(s[i+1:], "»\")")
			next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0«\""))
			if rest != "" && (!strings.HasPrefix(rest, " ") || !unicode.IsUpper(next) && !unicode.IsDigit(next)) {
				continue
			}
			before := wordsOf(s[start:i])
			if rest != "" && len(before) > 0 && shortened.in(before[len(before)-1:]) {
				continue
			}
		default:
			continue
		}
		parts = append(parts, s[start:i+utf8.RuneLen(r)])
		start = i + utf8.RuneLen(r)
	}
	return append(parts, s[start:])
}

// wordsOf folds a text and cuts it into words. Numbers keep the marks within them: 15.07.2026, 08:30, 1,2, 4-бап.
func wordsOf(s string) []string {
	var words []string
	for _, field := range strings.Fields(text.Fold(s)) {
		field = strings.TrimFunc(field, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '№' && r != '%' && r != '₸'
		})
		if field == "" {
			continue
		}
		if first, rest, ok := strings.Cut(field, "№"); ok && rest != "" {
			words = append(words, strings.TrimSpace(first+"№"), rest)
			continue
		}
		if !isNumber(field) {
			words = append(words, strings.FieldsFunc(field, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '№' && r != '₸'
			})...)
			continue
		}
		words = append(words, field)
	}
	return words
}

func isNumber(word string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(word, "+"))
	return unicode.IsDigit(r)
}

// ownNumbers reports whether a number tells of the matter. Those of laws, of the letter that is answered and of
// programmes do not, nor does a bare year.
func ownNumbers(words []string) bool {
	if lawWords.in(words) || programmes.in(words) || letters.in(words) && slices.ContainsFunc(words, isYear) {
		return false
	}
	for i, w := range words {
		if numerals.in(words[i:i+1]) || isNumber(w) && !isYear(w) && !isYears(w) {
			return true
		}
	}
	return false
}

// isYear: 2026, also with an ending: 2026-жыл.
func isYear(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && (len(w) == 4 || w[4] == '-' || w[4] > 127)
}

// isYears: 2024-2027.
func isYears(w string) bool {
	from, to, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	return ok && isYear(from) && isYear(to)
}
