package text

import (
	"regexp"
	"strings"
)

// Names holds the full names of a place, «Түлкібас ауданы», «Тюлькубасский район», "Tulkibas
// District", and the kind of its unit, one of the constants below.
type Names struct{ KK, RU, EN, Unit string }

// The kinds of territorial units that names distinguish.
const (
	Oblast        = "oblast"
	RepublicCity  = "republic_city"  // Astana, Almaty, Shymkent
	CityAdmin     = "city_admin"     // a city with the places under it
	City          = "city"           // the city itself
	District      = "district"       // also a district of a city; only the parent place distinguishes the two
	CityDistrict  = "city_district"  // the administration of a district of a city
	RuralDistrict = "rural_district" // also a rural administration
	Settlement    = "settlement"     // a settlement of urban type, or its administration
	Village       = "village"        //
	Station       = "station"        // a railway station or siding
	Other         = "other"          // winter camps, farms, plots, numbered points
)

// PlaceName returns the full names of a place from its abbreviated names in the official
// classifier. For «Майлыкент а.о.» and «Майлыкентский с.о.» it returns Майлыкент ауылдық округі,
// Майлыкентский сельский округ and Mailykent Rural District. The English name is the romanised
// Kazakh name with the word for the unit. Unknown abbreviations stay unchanged.
func PlaceName(kk, ru string) Names {
	kk, ru = fixTypos(kk), fixTypos(ru)
	name, u := kazakhUnit(kk, ru)
	return Names{
		KK:   spaceInitials(kazakhName(name, u)),
		RU:   spaceInitials(russianName(ru)),
		EN:   englishName(spaceInitials(name), u),
		Unit: u.code,
	}
}

var (
	spaces     = regexp.MustCompile(`[\s\x{00a0}]+`)
	glued      = regexp.MustCompile(`(\d|")((?:а|уч)\.|қыстауы|балалар|сауықтыру|маусымдық)`)
	initials   = regexp.MustCompile(`(\p{Lu}\p{Ll}?\.)(\p{Lu}[\p{Ll}.])`)
	misprints  = strings.NewReplacer("Ќ", "Қ", "ќ", "қ", "Ў", "Ұ", "ў", "ұ", "ї", "і", "ј", "ә", " .", ".", "\" ", "\"", "Маш.ауласы", "Машина ауласы")
	namedAfter = regexp.MustCompile(`\s*(?:атын\.|атындағы|ат\.)$`)
)

// fixTypos fixes misprints of the classifier: wrong spaces and letters of an old font, as in «Бурыл
// а.о .», «Топжиде 1а.», «Ќабырғатал а.».
func fixTypos(s string) string {
	s = misprints.Replace(strings.TrimSpace(spaces.ReplaceAllString(s, " ")))
	return glued.ReplaceAllString(s, "$1 $2")
}

// spaceInitials inserts a space after each initial: И. Ф. Павлов.
func spaceInitials(s string) string {
	return initials.ReplaceAllString(initials.ReplaceAllString(s, "$1 $2"), "$1 $2")
}
