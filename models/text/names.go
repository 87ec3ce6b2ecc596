package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words that do not occur in names of people: offices, roles and the portal. They are prefixes in
// the comparable form.
var (
	officeWords = []string{"модератор", "администрац", "администратор", "админ", "әкімдік", "акимат", "аппарат", "портал", "әкімшілік", "министр", "үкімет",
		"правительств", "басқарма", "управлени", "департамент", "прокуратур", "полиция", "мәслихат", "маслихат", "поддержк", "техподдержк", "оператор", "ресми", "официальн",
		"moderator", "administrat", "admin", "akimat", "portal", "support", "official", "government", "ministry", "department"}
	// whole words, because names of people can begin with them
	portalNames = []string{"жауап", "jauap", "zhauap", "бөлім", "отдел", "office", "кеңсе", "кеңсесі", "қызметі", "служба"}
	// Әкім and Аким are names of people too. With a word for a territory or a post they mean an
	// office.
	akimWords = []string{"әкім", "әкімі", "әкімнің", "аким", "акима", "akim", "mayor"}
	akimOf    = []string{"аудан", "қала", "облыс", "ауыл", "округ", "район", "город", "област", "сел", "орынбасар", "заместител", "зам", "көмекші", "помощник", "district", "city", "village", "deputy"}
)

// IsOfficeName reports whether a name looks like an office, a role or the portal, not like a
// person. It ignores case, spaces and look-alike letters. Әкім and Акимова are names of people.
func IsOfficeName(name string) bool {
	words := strings.FieldsFunc(Comparable(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	akim, territory := false, false
	for _, w := range append(words, strings.Join(words, "")) {
		if beginsWith(w, officeWords) || slices.Contains(portalNames, w) {
			return true
		}
		akim = akim || slices.Contains(akimWords, w)
		territory = territory || beginsWith(w, akimOf)
	}
	return akim && territory
}

func beginsWith(word string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
}

var (
	patronymics = []string{"ұлы", "қызы", "улы", "кызы", "ович", "евич", "овна", "евна", "ична", "uly", "qyzy", "kyzy", "ovich", "evich", "ovna", "evna"}
	surnames    = []string{"ов", "ев", "ёв", "ин", "ова", "ева", "ёва", "ина", "ский", "ская", "енко", "тегі", "ov", "ev", "ova", "eva"}
)

// SplitName splits a full name that was typed into the field of the given name, because in public
// only the given name and an initial are shown. Kazakh and Russian documents put the family name
// first, so a name that ends with a patronymic is read in that order.
func SplitName(given, family string) (string, string) {
	words := slices.DeleteFunc(strings.Fields(given), func(w string) bool { return strings.EqualFold(w, family) })
	if len(words) == 0 {
		return given, family
	}
	last := len(words) - 1
	if last > 0 && endsWith(words[last], patronymics) {
		if last == 1 && family == "" && !endsWith(words[0], surnames) {
			return words[0], words[1] // «Асан Болатұлы»
		}
		words = words[:last]
	}
	if family != "" || len(words) == 1 {
		return strings.Join(words, " "), family
	}
	switch {
	case last > len(words)-1 || endsWith(words[0], surnames): // family name, given name, patronymic
		return words[1], words[0]
	case endsWith(words[len(words)-1], surnames) || len(words) == 2:
		return words[0], words[len(words)-1]
	}
	return words[1], words[0]
}

func endsWith(word string, ends []string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(ends, func(e string) bool {
		return strings.HasSuffix(word, e) && utf8.RuneCountInString(word) > utf8.RuneCountInString(e)+1
	})
}
