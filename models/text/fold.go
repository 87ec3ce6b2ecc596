// Package text processes Kazakh, Russian and English text: search terms, excerpts, romanisation,
// and names of places and people. It does no I/O and imports no other package of this project.
package text

import "strings"

// The letters that Fold replaces, position by position, so that the database can do the same with
// translate(lower(t), …).
const (
	foldFrom = "әғқңөұүһіё" + "áàâäãåāăąçćčďđéèêëēęěğǵíìîïīįıłñńňóòôöõøōőřśšşťúùûüūůűýÿžźż"
	foldTo   = "агкноуухие" + "aaaaaaaaacccddeeeeeeeggiiiiiiilnnnoooooooorssstuuuuuuuyyzzz"
)

var folds = foldTable()

func foldTable() map[rune]rune {
	to := []rune(foldTo)
	table := make(map[rune]rune, len(to))
	for i, from := range []rune(foldFrom) {
		table[from] = to[i]
	}
	return table
}

// Fold returns a text in the form that people without a Kazakh keyboard type: lower case, each
// Kazakh letter replaced with the similar Russian one (ә→а, ғ→г, қ→к, ң→н, ө→о, ұ and ү→у, һ→х,
// і→и), ё with е, and Latin letters without diacritics. The number of letters does not change. The
// text must be composed (NFC), as keyboards and browsers send it.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := folds[r]; ok {
			return to
		}
		return r
	}, strings.ToLower(s))
}
