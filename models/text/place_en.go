package text

import "strings"

// englishNames are the names that English has of its own.
var englishNames = map[string]string{
	"Батыс Қазақстан облысы":     "West Kazakhstan Oblast",
	"Солтүстік Қазақстан облысы": "North Kazakhstan Oblast",
	"Шығыс Қазақстан облысы":     "East Kazakhstan Oblast",
}

// englishName writes a Kazakh name in Latin letters and puts the unit after it; a bare number follows it.
func englishName(name string, u unit) string {
	if own, ok := englishNames[kazakhName(name, u)]; ok {
		return own
	}
	name = strings.Trim(namedAfter.ReplaceAllString(name, ""), "\"")
	switch {
	case u.en == "":
		return Romanise(name)
	case number.MatchString(name):
		return strings.ToUpper(u.en[:1]) + u.en[1:] + " " + name
	}
	return Romanise(strings.ReplaceAll(name, "\" ", " ")) + " " + u.en
}
