package screen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// secrets lists numbers, in the groups in which people write them, with the kind that must be
// found.
var secrets = []struct {
	kind   Kind
	groups []string
}{
	{Phone, []string{"8", "701", "123", "45", "67"}},
	{Phone, []string{"8701", "123", "4567"}},
	{Phone, []string{"747", "123", "45", "67"}},
	{Phone, []string{"8", "7252", "12", "34", "56"}},
	{IIN, []string{"990101", "500016"}},
	{IIN, []string{"99", "01", "01", "500708"}},
	{Card, []string{"4400", "4301", "2345", "6789"}},
	{IBAN, []string{"KZ86", "125K", "ZT50", "0410", "0100"}},
}

// gaps are the separators that are tried between the groups.
var gaps = []string{"", " ", "  ", "    ", "\n", "\r\n", "/", " / ", ",", ", ", ".", "-", "–", "—", " - ", "_", "*", "|", "·", "•", "\u00a0", "\u2009", "\u200b", "\u2060",
	"\u00ad", "\ufeff", "\u3164", "\u2800", "\u202e", "~", "=", " . ", "()", ":", "🙂"}

// disguises are the replacements of characters that are tried.
var disguises = map[string]func(string) string{
	"plain":      func(s string) string { return s },
	"full width": eachDigit(func(d rune) string { return string('０' + d - '0') }),
	"keycap":     eachDigit(func(d rune) string { return string(d) + "\ufe0f\u20e3" }),
	"bold":       eachDigit(func(d rune) string { return string('𝟎' + d - '0') }),
	"circled": eachDigit(func(d rune) string {
		if d == '0' {
			return "⓪"
		}
		return string('①' + d - '1')
	}),
	"arabic":      eachDigit(func(d rune) string { return string('٠' + d - '0') }),
	"struck":      eachDigit(func(d rune) string { return string(d) + "\u0336" }),
	"soft hyphen": eachDigit(func(d rune) string { return string(d) + "\u00ad" }),
	"Latin O":     func(s string) string { return strings.ReplaceAll(s, "0", "O") },
	"Cyrillic О":  func(s string) string { return strings.ReplaceAll(s, "0", "о") },
	"l for 1":     func(s string) string { return strings.ReplaceAll(s, "1", "l") },
	"І for 1":     func(s string) string { return strings.ReplaceAll(s, "1", "І") },
}

func eachDigit(f func(rune) string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for _, r := range s {
			if r >= '0' && r <= '9' {
				b.WriteString(f(r))
			} else {
				b.WriteRune(r)
			}
		}
		return b.String()
	}
}

// TestDisguises checks that every secret is found completely, in every disguise and with every gap.
func TestDisguises(t *testing.T) {
	tried := 0
	for _, secret := range secrets {
		for name, disguise := range disguises {
			for _, gap := range gaps {
				if secret.kind == Phone && gap == "" && name != "plain" && len(secret.groups) == 4 {
					continue
				}
				tried++
				written := disguise(strings.Join(secret.groups, gap))
				for _, sentence := range []string{"Хабарласыңыз: %s, күтемін", "мой %s пишите", "%s"} {
					text := fmt.Sprintf(sentence, written)
					found := Find(text, Kinds)
					if len(found) != 1 || found[0].Kind != secret.kind || !strings.Contains(text[found[0].Start:found[0].End], strings.TrimRight(written, "\u00ad\ufe0f\u20e3\u0336")) {
						t.Errorf("%s, gap %q: %s not found in %q: %v", name, gap, secret.kind, text, found)
						break
					}
				}
			}
		}
	}
	t.Logf("%d disguises", tried)
}

// TestMoreDisguises checks other forms of disguise.
func TestMoreDisguises(t *testing.T) {
	for text, kind := range map[string]Kind{
		"8-7-0-1-1-2-3-4-5-6-7":               Phone,
		"8 7 0 1 1 2 3 4 5 6 7":               Phone,
		"8-7-O-1-1-2-3-4-5-6-7":               Phone,
		"8 (701) 123 - 45 - 67":               Phone,
		"87-01-12-34-56-7":                    Phone,
		"+7\n701\n1234567":                    Phone,
		"ЖСН 990101–500016":                   IIN,
		"ЖСН 990101/500016":                   IIN,
		"ЖСН 990101  500016":                  IIN,
		"ЖСН 9901\u200b01500016":              IIN,
		"ИИН 990101_500016":                   IIN,
		"ИИН 99O1O15OOO16":                    IIN,
		"8\u2060701\u20601234567":             Phone,
		"a.b＠mail.kz":                         Email,
		"a.b﹫mail.kz":                         Email,
		"ab собака mail точка kz":             Email,
		"ab [at] mail [dot] kz":               Email,
		"ab@mail . kz":                        Email,
		"ab\u200b@ma\u00adil.kz":              Email,
		"аb@mаil.ru":                          Email, // Cyrillic а
		"777\u200bАВС\u200b02":                Plate,
		"123 - ABC - 02":                      Plate,
		"７７７ＡＢＣ０２":                            Plate,
		"КZ86125KZT5004100100":                IBAN, // Cyrillic К
		"kz86 125k zt50 0410 0100":            IBAN,
		"жеке куәлік № 012345678":             IDCard,
		"куәлігім: 012 345 678":               IDCard,
		"удостоверение личности 034567891":    IDCard,
		"Уд.личности №034567891":              IDCard,
		"паспорт N12345678":                   IDCard,
		"Абай көшесі 12, 34-пәтер":            Address,
		"ул. Абая 12 кв. 34":                  Address,
		"ул. Абая, дом 100, кв. 15":           Address,
		"Достық көшесі 123, 45-үй, 7-пәтер":   Address,
		"живу на улице Абая 12, квартира 34":  Address,
		"Абая 12 кв 34":                       Address,
		"Абай к-сі, 5 мкр, 12 үй 34 пәтер":    Address,
		"Abay koshesi 12, 34-pater":           Address,
		"Abay Street 12, apt. 34":             Address,
		"ul. Abaya 12 kv 34":                  Address,
		"Мекенжайым Абай 12-34":               Address,
		"ул\u200b. Аб\u00adая １２ кв. ３４":      Address,
		"проживаю: мкр Самал, д. 5, кв. № 12": Address,
	} {
		found := Find(text, Kinds)
		if len(found) != 1 || found[0].Kind != kind {
			t.Errorf("%q: %v, want one %s", text, found, kind)
		}
	}
}

// TestHarmlessNumbers checks that dates, sums, laws, appeal numbers, houses and lists are not taken
// for personal data.
func TestHarmlessNumbers(t *testing.T) {
	for _, text := range []string{
		"үйлер: 8, 7, 10, 12, 14, 16, 18, 20", "8\n7\n10\n12\n14\n16\n3", "Бюджет: 8 700 000, 9 123 456 теңге", "87011234567 теңге",
		"Ремонт стоил 87 011 234 567 тенге", "87.011.234.567 ₸", "350-VI, 2020 жылғы 29.06.2020", "Закон № 350-VI от 29.06.2020 г., ст. 76, 89, 91-99",
		"өтініш 2026-000123, 2026-000124, 2026-000125", "с 8.9.2026 - 30.9.26", "01.02.2026–05.03.2026", "2026-10-14 18:30, 2026-10-15 09:00", "2024, 2025, 2026, 2027 жылдар",
		"2026 2027 2028 2029", "Абай көшесі 12", "ул. Абая, 12, подъезд 3, этаж 5", "Абай көшесі 12-34 үйлер", "дом 12, кв. 34 затопило", "ЖТ-87011234567", "KZ00 1234 5678 9012 3456",
		"жазыңыз @jauap. Рақмет", "@jauap", "КАТО 616059100", "куәлік берілді", "БИН 050740000018", "100 000 000 000 ₸", "1 250 000 000,50 теңге",
		"Әр пәтер 12 000 теңге төледі", "42.5123, 70.1234", "автобустар 12, 34, 56, 78, 90, 101", "№ 5 мектеп, 3 қабат", "с 9:00 до 18:00, обед 13:00-14:00",
		"ООО «Құрылыс-2020»", "О 12 домах", "көлемі 12,5 м × 34,7 м × 2,0 м", "IV тоқсан 2026 ж. 1 200 500 тг", "дом 8, 701-й маршрут, 3 остановки",
	} {
		for _, f := range Find(text, Kinds) {
			t.Errorf("%q: %s %q", text, f.Kind, text[f.Start:f.End])
		}
	}
}

// TestWorkIsLinear checks that ten times the text takes at most twelve times the steps.
func TestWorkIsLinear(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, piece := range map[string]string{
		"digits": "7", "ones": "1 ", "phones": "8 701 ", "cards": "4400-", "mails": "a.b-", "at": "a@b", "dots": "@a.", "plates": "123AB", "kz": "KZ86 ", "k": "K", "streets": "көше 1 ",
		"flats": "кв 1 ", "cards of identity": "куәлік 1 ", "O": "O", "1O": "1O", "marks": "а\u0301", "blank": "\u200b", "mixed": "жo", "letters": "ж", "colons": "1:", "dates": "1.1.20 ", "plus": "+7(", "dog": "а собака ",
	} {
		work := func(n int) int { _, steps := find(strings.Repeat(piece, n), Kinds); return steps }
		if small, large := work(500), work(5000); large > 12*small {
			t.Errorf("%s: %d steps, but %d for ten times the text", name, small, large)
		}
	}
	letters := []rune("8701 -\n/О")
	noise := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	_, small := find(noise(2000), Kinds)
	if _, large := find(noise(20000), Kinds); large > 12*small {
		t.Errorf("noise: %d and %d steps", small, large)
	}
}
