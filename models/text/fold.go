// Package text knows the written languages of the portal: how Kazakh and Russian words are found, shortened, spelled in
// Latin letters and put into place names. It is pure and a leaf: it imports nothing of the house.
package text

import "strings"

// The letters that Fold replaces, one for one, so that the database can do the same with translate(lower(t), …).
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

// Fold makes words comparable for people without a Kazakh keyboard: lower case, each Kazakh letter as the Russian one
// next to it (ә→а, ғ→г, қ→к, ң→н, ө→о, ұ and ү→у, һ→х, і→и), ё as е, Latin letters without their marks. The number of
// letters does not change. The text is taken as composed (NFC), as keyboards and browsers send it.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := folds[r]; ok {
			return to
		}
		return r
	}, strings.ToLower(s))
}
