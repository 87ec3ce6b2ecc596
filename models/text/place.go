package text

import (
	"regexp"
	"strings"
)

// Names are the names of a place spelled out for people: «Түлкібас ауданы», «Тюлькубасский район», "Tulkibas District",
// and the code of what kind of unit it is, one of the constants below.
type Names struct{ KK, RU, EN, Unit string }

// The kinds of territorial units that names tell apart.
const (
	Oblast        = "oblast"
	RepublicCity  = "republic_city"  // Astana, Almaty, Shymkent
	CityAdmin     = "city_admin"     // a city with the places under it
	City          = "city"           // the city itself
	District      = "district"       // also one within a city: only its place in the tree tells those apart
	CityDistrict  = "city_district"  // the administration of a district of a city
	RuralDistrict = "rural_district" // also a rural administration
	Settlement    = "settlement"     // a settlement of urban type, or its administration
	Village       = "village"        //
	Station       = "station"        // a railway station or siding
	Other         = "other"          // winter camps, farms, plots, numbered points
)

// PlaceName spells out a place as the official classifier prints it in Kazakh and in Russian: of «Майлыкент а.о.» and
// «Майлыкентский с.о.» it makes Майлыкент ауылдық округі, Майлыкентский сельский округ and Mailykent Rural District.
// The English name is the Kazakh one in Latin letters with the word for the unit. What is not known stays as it is.
func PlaceName(kk, ru string) Names {
	kk, ru = mend(kk), mend(ru)
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

// mend puts right what the classifier's typing has torn, glued or written in the letters of an old font: «Бурыл а.о .»,
// «Топжиде 1а.», «Ќабырғатал а.».
func mend(s string) string {
	s = misprints.Replace(strings.TrimSpace(spaces.ReplaceAllString(s, " ")))
	return glued.ReplaceAllString(s, "$1 $2")
}

// spaceInitials sets initials apart from the name: И. Ф. Павлов.
func spaceInitials(s string) string {
	return initials.ReplaceAllString(initials.ReplaceAllString(s, "$1 $2"), "$1 $2")
}
