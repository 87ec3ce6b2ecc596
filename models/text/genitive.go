package text

import "strings"

// russianGenitives lists words for units at the beginning of a Russian name. The name after them
// does not change: города Семей, села Карааул.
var russianGenitives = []struct{ nominative, genitive string }{
	{"область", "области"}, {"район", "района"}, {"город", "города"}, {"посёлок", "посёлка"}, {"поселок", "поселка"},
	{"село", "села"}, {"станция", "станции"}, {"разъезд", "разъезда"}, {"участок", "участка"}, {"отгон", "отгона"},
	{"зимовка", "зимовки"}, {"точка", "точки"}, {"сельский округ", "сельского округа"},
	{"сельская администрация", "сельской администрации"}, {"крестьянское хозяйство", "крестьянского хозяйства"},
	{"крестьянское поселение", "крестьянского поселения"},
}

// adjectiveGenitives lists endings of adjectives, longer ones first.
var adjectiveGenitives = []struct{ nominative, genitive string }{
	{"жий", "жего"}, {"ший", "шего"}, {"ний", "него"}, {"ий", "ого"}, {"ый", "ого"}, {"ой", "ого"}, {"яя", "ей"}, {"ая", "ой"},
}

// Genitive returns the genitive of a Russian place name in the form of PlaceName, for the names of
// bodies: аким «Тюлькубасского района», «Састобенского сельского округа», «области Абай», «города
// Семей». It drops a remark in brackets and returns a name of another form unchanged.
func Genitive(ru string) string {
	if i := strings.Index(ru, " ("); i > 0 {
		ru = ru[:i]
	}
	for _, g := range russianGenitives {
		if rest, ok := strings.CutPrefix(ru, g.nominative+" "); ok {
			return g.genitive + " " + rest
		}
	}
	for _, g := range []struct{ nominative, genitive string }{
		{" сельский округ", " сельского округа"}, {" район", " района"}, {" область", " области"},
		{" сельская администрация", " сельской администрации"}, {" поселковая администрация", " поселковой администрации"},
		{" городская администрация", " городской администрации"},
	} {
		if name, ok := strings.CutSuffix(ru, g.nominative); ok {
			return adjectivesInGenitive(name) + g.genitive
		}
	}
	return ru
}

// adjectivesInGenitive declines the words of a name that are adjectives: «Жана тилекский» is Жана
// тилекского.
func adjectivesInGenitive(name string) string {
	words := strings.Split(name, " ")
	for i, word := range words {
		if !adjective.MatchString(word) {
			continue
		}
		for _, g := range adjectiveGenitives {
			if stem, ok := strings.CutSuffix(word, g.nominative); ok {
				words[i] = stem + g.genitive
				break
			}
		}
	}
	return strings.Join(words, " ")
}
