package register

import (
	"unicode"

	"jauap/models/screen"
)

// langOf guesses the language of a text from its letters. It weighs them, since a Russian text
// may contain the name of a Kazakh street, and a short Kazakh text none of the nine letters
// that only Kazakh has.
func langOf(s string) string {
	var kazakh, russian, latin, cyrillic int
	for _, r := range s {
		switch unicode.ToLower(r) {
		case 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і': // Kazakh only
			kazakh += 3
		case 'ы':
			kazakh++
		case 'в', 'ё', 'ф', 'х', 'ц', 'ч', 'щ', 'ъ', 'ь', 'э': // in Kazakh in loanwords only
			russian += 3
		case 'и', 'о':
			russian++
		}
		if unicode.Is(unicode.Latin, r) {
			latin++
		} else if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		}
	}
	switch {
	case latin > cyrillic:
		return "en"
	case kazakh > russian:
		return "kk"
	}
	return "ru"
}

// holdsIIN reports whether s contains an individual identification number, in any notation.
func holdsIIN(s string) bool { return len(screen.Find(s, []screen.Kind{screen.IIN})) > 0 }
