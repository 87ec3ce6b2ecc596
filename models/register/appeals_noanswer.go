package register

import (
	"strings"
	"unicode"
)

// noAnswer holds the folded words that registers write for a missing answer.
var noAnswer = map[string]bool{"нет": true, "жок": true, "б/о": true, "б/а": true, "н/д": true, "n/a": true, "no": true, "none": true, "null": true,
	"без ответа": true, "ответа нет": true, "нет ответа": true, "нет данных": true, "жауап жок": true, "жауапсыз": true,
	"не дан": true, "берилмеди": true, "жауап берилмеди": true, "в работе": true, "на рассмотрении": true, "каралуда": true}

// isNoAnswer reports whether a cell that is not empty means a missing answer: a dash or one of
// the words of noAnswer.
func isNoAnswer(cell string) bool {
	if strings.IndexFunc(cell, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return true
	}
	return noAnswer[strings.Trim(foldWord(cell), " .,;:!?()«»\"-–—")]
}

// oldFontLetters are Cyrillic letters of other languages. Texts in an old Kazakh font have them
// in place of Ғ, Қ, Ң, Ө, Ұ, Ү, Һ; which one means which depends on the font.
const oldFontLetters = "ЂђЃѓЄєЅѕЇїЈјЉљЊњЋћЌќЎўЏџҐґ"

// oldFontLetter returns the first such letter of a text, or "".
func oldFontLetter(s string) string {
	if i := strings.IndexAny(s, oldFontLetters); i >= 0 {
		for _, r := range s[i:] {
			return string(r)
		}
	}
	return ""
}
