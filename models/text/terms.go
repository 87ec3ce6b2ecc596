package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Terms returns the search terms of a text: its words, folded and without the most common Kazakh
// endings, in order and with repetitions. Texts and queries are processed in the same way, so «жол»
// finds «жолдарды», «жолдың» and «жолға». Stems are keys, not words: the stem of «қаржы» is «карж».
//
// A Russian word loses an ending only if it looks like a Kazakh one, and always in the same way.
// The russian dictionary of the database handles Russian forms.
func Terms(s string) []string {
	words := strings.FieldsFunc(Fold(Comparable(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		words[i] = stem(word)
	}
	return words
}

const (
	vowels     = "аоуыеиэюя"
	voiceless  = "пкстшщчхфцбвгд" // б, в, г, д are voiceless at the end of a word and take the same endings
	nasals     = "мн"
	minimum    = 3 // minimum letters of a stem
	afterThird = "ыи"
)

// short lists stems below the minimum that are common in appeals: water, house, dog.
var short = map[string]bool{"су": true, "уй": true, "ит": true}

// roots lists words whose last letters together with a possessive vowel look like another ending:
// аудан-ы is not ауда-ны.
var roots = rootSet(`
	алан аудан вагон балкон дукен заман казан кезен коян корган майдан маман мекен озен орган орман район телефон тоган
	адрес жолдас кенес келес талас`)

func rootSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// ending is a suffix in folded letters, with the letters that may precede it. This rule and vowel
// harmony (see harmonious) prevent a root from losing letters that only look like an ending.
type ending struct {
	suffix string
	after  string // the last letter of the stem must be one of these
	not    bool   // or, if set, must not be one of these
}

// Endings by position, from the end of the word inwards; longer ones first.
var (
	relations = []ending{
		{"ндагы", afterThird, false}, {"ндеги", afterThird, false},
		{"дагы", voiceless, true}, {"деги", voiceless, true}, {"тагы", voiceless, false}, {"теги", voiceless, false},
	}
	cases = []ending{
		{"нын", vowels + nasals, false}, {"нин", vowels + nasals, false},
		{"дын", voiceless + nasals, true}, {"дин", voiceless + nasals, true},
		{"тын", voiceless, false}, {"тин", voiceless, false},
		{"нда", afterThird, false}, {"нде", afterThird, false},
		{"нан", afterThird + nasals, false}, {"нен", afterThird + nasals, false},
		{"дан", voiceless + nasals, true}, {"ден", voiceless + nasals, true},
		{"тан", voiceless, false}, {"тен", voiceless, false},
		{"мен", voiceless + "зж", true}, {"бен", "зж", false}, {"пен", voiceless, false},
		{"га", voiceless, true}, {"ге", voiceless, true}, {"ка", voiceless, false}, {"ке", voiceless, false},
		{"на", afterThird, false}, {"не", afterThird, false},
		{"да", voiceless, true}, {"де", voiceless, true}, {"та", voiceless, false}, {"те", voiceless, false},
		{"ны", vowels, false}, {"ни", vowels, false},
		{"ды", voiceless + "аоыеи", true}, {"ди", voiceless + "аоыеи", true},
		{"ты", voiceless, false}, {"ти", voiceless, false},
	}
	possessives = []ending{
		{"ымыз", "аоыеи", true}, {"имиз", "аоыеи", true}, {"ыныз", "аоыеи", true}, {"иниз", "аоыеи", true},
		{"мыз", "аоыеи", false}, {"миз", "аоыеи", false}, {"ныз", "аоыеи", false}, {"низ", "аоыеи", false},
		{"сын", "аоея", false}, {"син", "аоея", false}, {"ын", "аоыеи", true}, {"ин", "аоыеи", true},
		{"сы", "аоея", false}, {"си", "аоея", false}, {"ы", "аоыеи", true}, {"и", "аоыеи", true},
	}
	plurals = []ending{
		{"лар", "аоыеияуйр", false}, {"лер", "аоыеияуйр", false},
		{"дар", "лмнзж", false}, {"дер", "лмнзж", false},
		{"тар", voiceless, false}, {"тер", voiceless, false},
	}
)

// stem strips endings until none is left, so that a word and its stem have the same key. It also
// hardens the last consonant, which an ending softens: жарығы, жарық.
func stem(word string) string {
	for {
		before := word
		for _, endings := range [][]ending{relations, cases, possessives, plurals} {
			word = strip(word, endings)
		}
		if word == before {
			return harden(word)
		}
	}
}

// strip removes one ending if the rules allow it.
func strip(word string, endings []ending) string {
	if roots[word] {
		return word
	}
	_, last := utf8.DecodeLastRuneInString(word)
	isRoot := roots[word[:len(word)-last]] // the word is a root and one vowel
	for _, e := range endings {
		rest, ok := strings.CutSuffix(word, e.suffix)
		if !ok {
			continue
		}
		letters := []rune(rest)
		if len(letters) < minimum && !short[rest] || isRoot && !roots[rest] {
			continue
		}
		if strings.ContainsRune(e.after, letters[len(letters)-1]) != e.not && harmonious(letters, e.suffix) {
			return rest
		}
	}
	return word
}

// harmonious reports whether vowel harmony allows the suffix after the stem. The suffix for "with"
// has one form for all vowels. Folding replaces ә, ө and ү with back vowels, so о, у and и allow
// both kinds of suffix. A front suffix after а is rejected, which misses a few stems with ә.
func harmonious(stem []rune, suffix string) bool {
	if suffix == "мен" || suffix == "бен" || suffix == "пен" {
		return true
	}
	back := strings.ContainsAny(suffix, "аы")
	for i := len(stem) - 1; i >= 0; i-- {
		switch stem[i] {
		case 'а', 'ы':
			return back
		case 'е', 'э':
			return !back
		case 'о', 'у', 'и', 'ю', 'я':
			return true
		}
	}
	return false
}

// harden replaces a final б or г with п or к.
func harden(word string) string {
	if rest, ok := strings.CutSuffix(word, "б"); ok {
		return rest + "п"
	}
	if rest, ok := strings.CutSuffix(word, "г"); ok {
		return rest + "к"
	}
	return word
}
