package register

import (
	"strings"
	"unicode"
)

// noAnswer are the words, folded, that registers have where there is no answer.
var noAnswer = map[string]bool{"нет": true, "жок": true, "б/о": true, "б/а": true, "н/д": true, "n/a": true, "no": true, "none": true, "null": true,
	"без ответа": true, "ответа нет": true, "нет ответа": true, "нет данных": true, "жауап жок": true, "жауапсыз": true,
	"не дан": true, "берилмеди": true, "жауап берилмеди": true, "в работе": true, "на рассмотрении": true, "каралуда": true}

// isNoAnswer reports whether a cell holds no answer though something stands in it: a dash,
// or a word for its absence.
func isNoAnswer(cell string) bool {
	if strings.IndexFunc(cell, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return true
	}
	return noAnswer[strings.Trim(foldWord(cell), " .,;:!?()«»\"-–—")]
}

// oldFontLetters are those that neither Kazakh nor Russian has: texts written with an old
// Kazakh font show them for Ғ, Қ, Ң, Ө, Ұ, Ү, Һ. Which letter each stands for depends on the font.
const oldFontLetters = "ЂђЃѓЄєЅѕЇїЈјЉљЊњЋћЌќЎўЏџҐґ"

// oldFontLetter is the first such letter of a text; "" for none.
func oldFontLetter(s string) string {
	if i := strings.IndexAny(s, oldFontLetters); i >= 0 {
		for _, r := range s[i:] {
			return string(r)
		}
	}
	return ""
}
