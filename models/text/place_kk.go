package text

import (
	"regexp"
	"strings"
)

// unit is a kind of territorial unit, with its words in Kazakh and English names.
type unit struct {
	code string
	kk   string // after a name: Семей қаласы
	bare string // after «атындағы», where Kazakh drops the ending: Абай атындағы ауыл
	en   string // after the name
}

// Endings of official Kazakh names, without the final full stop, and their units. Longer ones come
// first.
var kazakhEndings = []struct {
	ending string
	unit   unit
}{
	{"ауданы", unit{District, "ауданы", "аудан", "District"}},
	{"облысы", unit{Oblast, "облысы", "облыс", "Oblast"}},
	{"а.о", unit{RuralDistrict, "ауылдық округі", "ауылдық округ", "Rural District"}},
	{"а.ә", unit{RuralDistrict, "ауылдық әкімшілігі", "ауылдық әкімшілік", "Rural Administration"}},
	{"к.ә", unit{Settlement, "кенттік әкімшілігі", "кенттік әкімшілік", "Settlement Administration"}},
	{"қ.ә", cityAdmin}, {"Қ.Ә", cityAdmin}, {"Г.А", cityAdmin},
	{"қ", unit{City, "қаласы", "қала", "city"}},
	{"кенті", settlement}, {"к", settlement},
	{"ауылы", village}, {"ауыл", village}, {"а", village}, {"с", village},
	{"станциясы", station}, {"ст", station}, {"рзд", siding},
	{"уч", unit{Other, "учаскесі", "учаске", "section"}},
	{"мал жайылымы", unit{Other, "мал жайылымы", "мал жайылымы", "pasture"}},
	{"ж", unit{Other, "жайылымы", "жайылым", "pasture"}},
	{"шарқож", farm}, {"шар.қож", farm},
	{"шар.қонысы", homestead}, {"шаруаш.қонысы", homestead}, {"шаруа қонысы", homestead},
	{"мекені", point},
	{"қыстауы", winterCamp}, {"кыстауы", winterCamp},
	{"орманшар", unit{Other, "орман шаруашылығы", "орман шаруашылығы", "forestry"}},
	{"қосшар", unit{Other, "қосалқы шаруашылығы", "қосалқы шаруашылық", "subsidiary farm"}},
	{"ауылшар", unit{Other, "ауыл шаруашылығы", "ауыл шаруашылығы", "farm"}},
}

var (
	cityAdmin    = unit{CityAdmin, "қалалық әкімшілігі", "қалалық әкімшілік", "City Administration"}
	cityDistrict = unit{CityDistrict, "аудандық әкімшілігі", "аудандық әкімшілік", "District Administration"}
	settlement   = unit{Settlement, "кенті", "кент", "Settlement"}
	village      = unit{Village, "ауылы", "ауыл", "village"}
	station      = unit{Station, "станциясы", "станция", "station"}
	siding       = unit{Station, "разъезі", "разъезд", "siding"}
	farm         = unit{Other, "шаруа қожалығы", "шаруа қожалығы", "farm"}
	homestead    = unit{Other, "шаруа қонысы", "шаруа қонысы", "homestead"}
	point        = unit{Other, "мекені", "мекен", "homestead"}
	dairy        = unit{Other, "фермасы", "ферма", "farm"}
	winterCamp   = unit{Other, "қыстауы", "қыстау", "winter camp"}
	healthCentre = unit{Other, "сауықтыру орталығы", "сауықтыру орталығы", "health centre"}
	childCentre  = unit{Other, "балалар сауықтыру орталығы", "балалар сауықтыру орталығы", "children’s health centre"}
)

// cut matches «сауықтыру орталығы», which the classifier truncates to thirty letters.
var cut = regexp.MustCompile(`^(.+) сауықтыру(?: о\p{L}*)?$`)

// republicCities lists the cities that have the rank of an oblast.
var republicCities = map[string]bool{"Астана": true, "Алматы": true, "Шымкент": true}

// kazakhUnit splits an official Kazakh name into name and unit. The Russian name decides where
// Kazakh has one abbreviation for two units: «а.ә.» is a rural administration, unless the Russian
// name has «р.а.», which means a district of a city.
func kazakhUnit(kk, ru string) (name string, u unit) {
	for _, prefix := range []struct {
		text string
		unit unit
	}{{"рзд.", siding}, {"рзд №", siding}, {"а.", village}, {"ферма ", dairy}, {"мекен ", point}} {
		if rest, ok := strings.CutPrefix(kk, prefix.text); ok {
			return strings.TrimSpace(rest), prefix.unit
		}
	}
	if m := cut.FindStringSubmatch(kk); m != nil {
		if name, ok := strings.CutSuffix(m[1], " балалар"); ok {
			return name, childCentre
		}
		return m[1], healthCentre
	}
	bare := strings.TrimSuffix(kk, ".")
	for _, e := range kazakhEndings {
		name, ok := strings.CutSuffix(bare, e.ending)
		if !ok {
			name, ok = strings.CutSuffix(bare, e.unit.kk) // already the full form
		}
		if !ok || !strings.HasSuffix(name, " ") && !strings.HasSuffix(name, ".") {
			continue
		}
		name, u = strings.TrimSpace(name), e.unit
		switch {
		case e.ending == "а.ә" && strings.Contains(ru, "р.а."):
			u = cityDistrict
		case u.code == City && republicCities[name]:
			u.code = RepublicCity
		case u.code == Village: // «Ақоба а. а.», «Өктеш ауылы а.»
			name = strings.TrimSuffix(strings.TrimSuffix(name, " а."), " ауылы")
		}
		return name, u
	}
	return kk, unit{code: Other}
}

var number = regexp.MustCompile(`^\d+$`)

// kazakhName joins a name and its unit.
func kazakhName(name string, u unit) string {
	switch {
	case u.kk == "":
		return name
	case namedAfter.MatchString(name):
		return namedAfter.ReplaceAllString(name, "") + " атындағы " + u.bare
	case number.MatchString(name):
		return name + "-" + u.bare // an ordinal
	}
	return name + " " + u.kk
}
