package text

import "strings"

// englishNames lists established English names.
var englishNames = map[string]string{
	"Батыс Қазақстан облысы":     "West Kazakhstan Oblast",
	"Солтүстік Қазақстан облысы": "North Kazakhstan Oblast",
	"Шығыс Қазақстан облысы":     "East Kazakhstan Oblast",
}

// englishName romanises a Kazakh name and appends the unit; a number comes after the unit.
func englishName(name string, u unit) string {
	if established, ok := englishNames[kazakhName(name, u)]; ok {
		return established
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
