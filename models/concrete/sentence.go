package concrete

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jauap/models/text"
)

// sentence is a sentence of an answer, prepared for the rules.
type sentence struct {
	raw     string   // as written
	words   []string // folded; a number is a word
	numbers bool     // has a number that does not belong to a law, a letter or a programme
	found   bool     // from the field Found
	kazakh  bool     // contains a letter that only Kazakh has
}

// sentencesOf splits a text into sentences of folded words.
func sentencesOf(s string) (all []sentence) {
	for _, part := range split(s) {
		words := wordsOf(part)
		if len(words) > 0 {
			all = append(all, sentence{raw: strings.TrimSpace(part), words: words, numbers: hasFactNumber(words), kazakh: strings.ContainsAny(part, "әғқңөұүһіӘҒҚҢӨҰҮҺІ")})
		}
	}
	return all
}

// shortened lists abbreviations that end with a full stop, which does not end the sentence.
var shortened = lexiconOf(`=г, =ул, =д, =кв, =ст, =им, =тыс, =млн, =млрд, =стр, =п, =пп, =т, =б, =тел, =куб, =пог, =см, =к, =ж, =ш, =no`)

// split splits a text at full stops, question and exclamation marks, semicolons and newlines, but
// not inside dates or after abbreviations.
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

// wordsOf folds a text and splits it into words. Numbers keep their punctuation: 15.07.2026, 08:30,
// 1,2, 4-бап.
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

// hasFactNumber reports whether a number is about the facts. Numbers of laws, of the letter that is
// answered and of programmes are not, and neither are years.
func hasFactNumber(words []string) bool {
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

// isYear reports whether a word is a year, such as 2026 or, with an ending, 2026-жыл.
func isYear(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && (len(w) == 4 || w[4] == '-' || w[4] > 127)
}

// isYears reports whether a word is a range of years, such as 2024-2027.
func isYears(w string) bool {
	from, to, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	return ok && isYear(from) && isYear(to)
}
