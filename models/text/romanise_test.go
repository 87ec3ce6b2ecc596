package text

import (
	"testing"
	"unicode"
)

func TestRomanise(t *testing.T) {
	for name, want := range map[string]string{
		"Түлкібас": "Tulkibas", "Шет": "Shet", "Ақсу-Аюлы": "Aqsu-Aiuly", "Қараауыл": "Qaraauyl", "Майлыкент": "Mailykent",
		"Ақжал": "Aqzhal", "Семей": "Semei", "Щучинск": "Shchuchinsk", "Маңғыстау": "Mangystau", "Қарағанды": "Qaraghandy",
		"Өскемен": "Oskemen", "Жаңаөзен": "Zhangaozen", "Отрадный": "Otradny", "Алексеевский": "Alekseevski",
		"Шаһар": "Shahar", "Юбилейное": "Yubileinoe", "Ясная Поляна": "Yasnaia Poliana", "Объездной": "Obezdnoi",
		"МТФ": "MTF", "ХПП": "KHPP", "Ш.Берсиев": "Sh.Bersiev", "41-разъезд": "41-razezd", "Ёлкино": "Yolkino", "Леңгір": "Lengir", "Дария": "Daria", "ДАРИЯ": "DARIA", "Ақсай 2": "Aqsai 2",
	} {
		if got := Romanise(name); got != want {
			t.Errorf("Romanise(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestRomaniseReplacesEveryLetter(t *testing.T) {
	const kazakh = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
	for _, letter := range kazakh + kazakh {
		for _, l := range []rune{letter, unicode.ToUpper(letter)} {
			for _, got := range Romanise("б" + string(l) + "б") {
				if unicode.Is(unicode.Cyrillic, got) {
					t.Errorf("%c is not replaced", l)
				}
			}
		}
	}
}
