package text

import (
	"regexp"
	"strings"
)

// Abbreviations of official Russian names, without the final full stop, and their full forms.
var russianWords = map[string]string{
	"с.о": "сельский округ", "с.а": "сельская администрация", "п.а": "поселковая администрация",
	"г.а": "городская администрация", "Г.А": "городская администрация", "р.а": "районная администрация",
	"г": "город", "п": "посёлок", "с": "село", "ст": "станция", "рзд": "разъезд", "уч": "участок", "отг": "отгон",
	"кр.хоз": "крестьянское хозяйство", "крес.пос": "крестьянское поселение", "Жив.т": "животноводческая точка",
	"Жив.точка": "животноводческая точка", "Отд": "отделение", "Дом отд": "дом отдыха", "Ост.пункт": "остановочный пункт",
	"ДОЦ": "детский оздоровительный центр", "оздоровит. центр": "оздоровительный центр",
	"Оздоровит. центр": "оздоровительный центр", "Центр оздоровит": "оздоровительный центр",
	"сезонный дет.сан": "сезонный детский санаторий", "санаторий прафил": "санаторий-профилакторий",
	"Район": "район", "район": "район",
}

// administered maps administrations to their units, for names such as «г.а.Алтай» and «Семей Г.А.».
var administered = map[string]string{
	"городская администрация": "город", "поселковая администрация": "посёлок", "районная администрация": "район",
}

var (
	russianPrefix = regexp.MustCompile(`^(с\.о|с\.а|п\.а|г\.а|р\.а|г|п|с|ст|рзд|уч|отг|кр\.хоз|крес\.пос|Жив\.точка|Жив\.т|` +
		`Отд|Дом отд|Ост\.пункт|ДОЦ|[оО]здоровит\. центр|Центр оздоровит|сезонный дет\.сан|санаторий прафил|[рР]айон)(?:\.| №| |")` +
		` ?(имени |им\. ?)?(.+)$`)
	russianSuffix = regexp.MustCompile(`^(им\. ?)?(.+?) (с\.о|с\.а|п\.а|г\.а|Г\.А|р\.а|ст|с|рзд)\.?$`)
	// adjective matches the endings of adjectives that agree with the unit: Отрадный сельский
	// округ.
	adjective = regexp.MustCompile(`(?:[сцк]кий|[^ ]ный|[^ ]ний|[^ ]вый|[^ ]вой|[^ ]лый|[^ ]рый|ой|ая|яя)$`)
	// abbreviations inside names that are otherwise complete
	russianRest = strings.NewReplacer("Маш.двор", "машинный двор", "жил.дом", "жилой дом", "кр.хоз", "крестьянского хозяйства",
		"Железнодорожная ст.", "железнодорожная станция ", "ст.Сарыадыр", "станции Сарыадыр")
)

// russianName returns the full form of an official Russian name.
func russianName(s string) string {
	if m := russianPrefix.FindStringSubmatch(s); m != nil {
		word, name := russianWords[m[1]], strings.Trim(m[3], "\"")
		if m[2] != "" {
			name = "имени " + name
		}
		return withUnit(word, russianRest.Replace(name))
	}
	if m := russianSuffix.FindStringSubmatch(s); m != nil {
		word, name := russianWords[m[3]], m[2]
		switch {
		case m[1] != "":
			return withUnit(word, "имени "+name)
		case adjective.MatchString(name) && strings.Contains(word, " "):
			return name + " " + word
		}
		return withUnit(word, name)
	}
	return russianRest.Replace(s)
}

// withUnit puts the unit before a name that does not agree with it.
func withUnit(word, name string) string {
	if noun := administered[word]; noun != "" {
		return noun + " " + name + " (" + word + ")"
	}
	return word + " " + name
}
