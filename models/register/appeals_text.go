package register

import (
	"unicode"

	"jauap/models/screen"
)

// langOf tells the language of a text by its letters: a Russian text may name a
// Kazakh street, and a short Kazakh one may do without its nine letters.
func langOf(s string) string {
	var kazakh, russian, latin, cyrillic int
	for _, r := range s {
		switch unicode.ToLower(r) {
		case 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і': // Kazakh only
			kazakh += 3
		case 'ы':
			kazakh++
		case 'в', 'ё', 'ф', 'х', 'ц', 'ч', 'щ', 'ъ', 'ь', 'э': // in Kazakh only in borrowed words
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

// holdsIIN reports whether s holds an individual identification number, however it is written.
func holdsIIN(s string) bool { return len(screen.Find(s, []screen.Kind{screen.IIN})) > 0 }
