package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Terms returns the words of a text as they are searched by: folded, without the commonest Kazakh endings, in order,
// repetitions kept. The text and the query go through the same function, so «жолдарды», «жолдың» and «жолға» are all
// found by «жол». Stems are keys, not words: «қаржы» is found as «карж».
//
// Russian words lose an ending only where it looks like a Kazakh one, and always the same way; their forms are the
// business of the database's russian dictionary.
func Terms(s string) []string {
	words := strings.FieldsFunc(Fold(Comparable(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		words[i] = stem(word)
	}
	return words
}

const (
	vowels     = "аоуыеиэюя"
	voiceless  = "пкстшщчхфцбвгд" // б, в, г, д at the end of a word are spoken so, and take the same endings
	nasals     = "мн"
	minimum    = 3 // letters that a stem keeps
	afterThird = "ыи"
)

// short are the stems below the minimum that people write about: water, a house, a dog.
var short = map[string]bool{"су": true, "уй": true, "ит": true}

// roots are words whose own end and the vowel of "its" together look like another ending: аудан-ы is not ауда-ны.
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

// ending is a suffix in folded letters and the letters after which Kazakh puts it. Both rules, of voice and of vowels
// (see harmonious), keep a root from losing letters that only look like an ending.
type ending struct {
	suffix string
	after  string // the last letter of the stem is one of these
	not    bool   // … is none of these
}

// The endings by their place, from the end of a word inwards, the longer ones first.
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

// stem strips endings until none is left, so that a word and its stem always meet, and writes the consonant that an
// ending had softened as it stands without one: жарығы, жарық.
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

func strip(word string, endings []ending) string {
	if roots[word] {
		return word
	}
	_, last := utf8.DecodeLastRuneInString(word)
	owned := roots[word[:len(word)-last]] // the word is a root and one vowel
	for _, e := range endings {
		rest, ok := strings.CutSuffix(word, e.suffix)
		if !ok {
			continue
		}
		letters := []rune(rest)
		if len(letters) < minimum && !short[rest] || owned && !roots[rest] {
			continue
		}
		if strings.ContainsRune(e.after, letters[len(letters)-1]) != e.not && harmonious(letters, e.suffix) {
			return rest
		}
	}
	return word
}

// harmonious says whether a suffix may follow the stem by its vowels; "with" has one form for all. Folding has made ә,
// ө and ү look like the back vowels, so о, у and и pass with either kind; a front suffix after а is refused, at the
// price of a few stems in ә.
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

func harden(word string) string {
	if rest, ok := strings.CutSuffix(word, "б"); ok {
		return rest + "п"
	}
	if rest, ok := strings.CutSuffix(word, "г"); ok {
		return rest + "к"
	}
	return word
}
