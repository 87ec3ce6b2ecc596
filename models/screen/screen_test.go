package screen

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		// kk
		"Хабарласыңыз: 87011234567, кешке":            "Хабарласыңыз: [phone], кешке",
		"тел8 701 123 45 67 Айгүл":                    "тел[phone] Айгүл",
		"Үй 12, +7 (7252) 12-34-56":                   "Үй 12, [phone]",
		"Нөмірім 747 123 45 67.":                      "Нөмірім [phone].",
		"ЖСН 990101500016 бойынша":                    "ЖСН [iin] бойынша",
		"ЖСН: 990101 500708":                          "ЖСН: [iin]",
		"Көлік 123 ABC 13 аулада тұр":                 "Көлік [plate] аулада тұр",
		"777АВС02 иесі":                               "[plate] иесі",
		"Ескі нөмірі X123ABC":                         "Ескі нөмірі [plate]",
		"Картам 4400 4301 2345 6789 Қаспи":            "Картам [card] Қаспи",
		"aigul.s@mail.kz немесе 87011234567@inbox.ru": "[email] немесе [email]",
		"үйім 7, телефоным 8-777-123-45-67, күтемін":  "үйім 7, телефоным [phone], күтемін",
		"Екі нөмір: 87011234567, 87021234567":         "Екі нөмір: [phone], [phone]",
		// ru
		"Звоните: +7 701 123-45-67 или 8(727)250-10-10": "Звоните: [phone] или [phone]",
		"почта Иван.Петров@почта.қаз":                   "почта [email]",
		"машина 045 kzt 05 стоит во дворе":              "машина [plate] стоит во дворе",
		"+7 911 123 45 67": "[phone]",
		// disguised or carelessly written
		"8 701 - 123 - 45 - 67":            "[phone]",
		"8(701)/123/45/67":                 "[phone]",
		"8—701—123—45—67, 8_701_123_45_67": "[phone], [phone]",
		"8\u200b701\u202f123\u200945 67":   "[phone]",
		"8 7О1 123 45 67 и 87o11234567":    "[phone] и [phone]",
		"８７０１１２３４５６７ звоните, ٨٧٠١١٢٣٤٥٦٧":     "[phone] звоните, [phone]",
		"+998 90 123-45-67, +996555123456":     "[phone], [phone]",
		"wa.me/77011234567":                    "wa.me/[phone]",
		"ИИН990101500016, ЖСН:99-01-01-500708": "ИИН[iin], ЖСН:[iin]",
		"карта4400430123456789":                "карта[card]",
		"4400  4301  2345  6789":               "[card]",
		"aigul @ mail.kz, aigul(at)mail.kz":    "[email], [email]",
		"айгуль собака mail.ru":                "[email]",
		"777авс02, 123-ABC-13, 123 ABC | 13":   "[plate], [plate], [plate]",
	} {
		if got := Mask(text, Kinds, func(k Kind) string { return string(k) }); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestFindsNothing checks numbers that are not personal data.
func TestFindsNothing(t *testing.T) {
	for _, text := range []string{
		"Достық көшесі 123, 45-үй",
		"ул. Абая, дом 100, подъезд 2",
		"Ремонт стоил 87 011 234 567 тенге",
		"Смета: 8 700 000 000 тенге",
		"Құны 1 250 000 ₸, қалдығы 770 500 000 ₸",
		"15.07.2026 күні сағат 18:30-да",
		"с 01.07.2026 по 20.08.2026",
		"2026-10-14",
		"eӨтініш нөмірі ЖТ-2026-01234567",
		"ЗТ-2025-87011234",
		"өтініш 2026-000123",
		"ЖТ-87011234567",
		"ЖСН 990101500017", // wrong check digit
		"990230600014",     // 30 February
		"БИН 050740000018", // of an organisation: the birth date is invalid
		"счёт 4400 4301 2345 6780",
		"1 000 000 000 000 000",
		"120 м 10 см шұңқыр",
		"120 км 10 күнде, 100 рет 15 рет",
		"с 8.9.2026 - 30.9.26, 7.9.2026 – 12.10.2026",
		"үйлер: 8, 7, 10, 12, 14, 16, 3",
		"8/9 және 7/12 үйлер",
		"На улице собака бегает. собака mail",
		"ЖЭК 105, 3 бағана",
		"маршрут 123, автобус 045",
		"жазыңыз @jauap",
		"қысқа нөмір 109, 102",
		"+8",
		"",
	} {
		for _, f := range Find(text, Kinds) {
			t.Errorf("%q: %s %q", text, f.Kind, text[f.Start:f.End])
		}
	}
}

func TestOnlyMasked(t *testing.T) {
	original := "Телефоным 87011234567, үйім\nДостық 5."
	for text, want := range map[string]bool{
		original: true,
		"Телефоным [жасырылды], үйім\r\nДостық 5.":               true,
		"Телефоным [жасырылды: телефон], үйім\nДостық [скрыто].": true,
		"[hidden]": true,
		"Телефоным [жасырылды], үйім\nДостық 6.":                    false,
		"Телефоным ***, үйім\nДостық 5.":                            false,
		"Телефоным [жасырылды], [жасырылды] Мен ризамын. Достық 5.": false,
		"[жасырылды] Достық 5. Телефоным":                           false,
		"Телефоным 87011234567":                                     false,
		"":                                                          false,
		"Телефоным [очень] 87011234567, үйім\nДостық 5.":            false, // not a mark of the list
		"Телефоным [жасырылды] 87011234567, үйім\nДостық 5.":        false, // replaces nothing
		"Телефоным [жасырылды][жасырылды], үйім\nДостық 5.":         false, // adjacent marks
		"Телефоным [жасырылды] [жасырылды], үйім\nДостық 5.":        false,
		original + "[жасырылды]":                                    false,
		"[жасырылды]" + original:                                    false,
		"Телефоным 87011234567[жасырылды] үйім\nДостық 5.":          false, // replaces only a comma
	} {
		if got := OnlyMasked(original, text); got != want {
			t.Errorf("OnlyMasked(%q) = %v, want %v", text, got, want)
		}
	}
	if !OnlyMasked("«[sic]» 5", "«[sic]» 5") {
		t.Error("brackets of the author are treated as marks")
	}
	if !OnlyMasked("Нөмір [жасырылды: телефон], Марат", "Нөмір [жасырылды: телефон], [жасырылды: аты-жөні]") {
		t.Error("masking a masked text again is rejected")
	}
	if OnlyMasked("Я не доволен работой акима, дорога разбита.", "Я [очень] доволен работой акима, дорога [отличная, спасибо].") {
		t.Error("marks with new words are accepted")
	}
}

func TestFindingsAreSorted(t *testing.T) {
	text := "a@b.kz 87011234567 990101500016"
	var got []string
	for _, f := range Find(text, Kinds) {
		got = append(got, fmt.Sprint(f.Kind, " ", text[f.Start:f.End]))
	}
	if diff := cmp.Diff([]string{"email a@b.kz", "phone 87011234567", "iin 990101500016"}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzMask(f *testing.F) {
	f.Add("87011234567 990101500016")
	f.Add("тел 8 701 123 45 67, ЖСН 990101500016, a@b.kz")
	f.Fuzz(func(t *testing.T, text string) {
		if masked := Mask(text, Kinds, func(Kind) string { return "hidden" }); !OnlyMasked(text, masked) {
			t.Errorf("%q became %q", text, masked)
		}
	})
}
