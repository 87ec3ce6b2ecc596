package text

import (
	"strings"
	"unicode"
)

// latin is the romanisation of Kazakh names on English pages. It follows the BGN/PCGN system (қ q,
// ғ gh, ң ng, ж zh) without diacritics, so that a name can be typed on any keyboard. Letters of
// Russian names follow English usage.
//
//	а ә a · б b · в v · г g · ғ gh · д d · е э e · ё yo · ж zh · з z · и й і i · к k · қ q · л l · м m · н n · ң ng
//	о ө o · п p · р r · с s · т t · у ұ ү u · ф f · х kh · һ h · ц ts · ч ch · ш sh · щ shch · ы y · ю iu · я ia
//
// ъ and ь are dropped; ю and я are yu and ya at the start of a word, u and a after и (Daria); ңғ
// and ңг are ng (Mangystau, Lengir); a final ый is y, a final ий is i (Otradny).
var latin = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "gh", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z",
	'и': "i", 'й': "i", 'к': "k", 'қ': "q", 'л': "l", 'м': "m", 'н': "n", 'ң': "ng", 'о': "o", 'ө': "o", 'п': "p",
	'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ұ': "u", 'ү': "u", 'ф': "f", 'х': "kh", 'һ': "h", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'і': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
}

// Romanise replaces the Cyrillic letters of a name with Latin ones: Түлкібас becomes Tulkibas,
// Ақсу-Аюлы Aqsu-Aiuly, МТФ MTF.
func Romanise(s string) string {
	letters := []rune(s)
	var b strings.Builder
	for i, letter := range letters {
		lower := unicode.ToLower(letter)
		to, cyrillic := latin[lower]
		if !cyrillic {
			b.WriteRune(letter)
			continue
		}
		before, after := neighbour(letters, i-1), neighbour(letters, i+1)
		start, end := !unicode.IsLetter(before), !unicode.IsLetter(after)
		switch {
		case lower == 'ю' && start:
			to = "yu"
		case lower == 'я' && start:
			to = "ya"
		case (lower == 'ғ' || lower == 'г') && unicode.ToLower(before) == 'ң':
			to = "" // the preceding ң already gives ng
		case (lower == 'ю' || lower == 'я') && unicode.ToLower(before) == 'и':
			to = to[1:] // Daria, not Dariia
		case lower == 'й' && end && strings.ContainsRune("ыи", unicode.ToLower(before)):
			to = ""
		}
		if unicode.IsUpper(letter) {
			to = capital(to, unicode.IsUpper(after) || end && unicode.IsUpper(before))
		}
		b.WriteString(to)
	}
	return b.String()
}

// neighbour returns the letter at i, or a space if i is out of range.
func neighbour(letters []rune, i int) rune {
	if i < 0 || i >= len(letters) {
		return ' '
	}
	return letters[i]
}

// capital returns the Latin letters for one capital letter: Sh in a name, SH in an abbreviation.
func capital(s string, all bool) string {
	if all || s == "" {
		return strings.ToUpper(s)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
