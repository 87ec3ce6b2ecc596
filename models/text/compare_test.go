package text

import (
	"strings"
	"testing"
)

func TestComparable(t *testing.T) {
	for in, want := range map[string]string{
		"жoл":                        "жол",
		"шaм":                        "шам",
		"көшe":                       "көше",
		"cу":                         "су",
		"əкім":                       "әкім",
		"əкiм":                       "әкім",
		"Кaзинo":                     "казино",
		"КАЗИHО":                     "казино",
		"Ка\u200bзи\u00adно":         "казино",
		"ｋａｚｉｎｏ ８７０１":                "kazino 8701",
		"8\ufe0f\u20e37\ufe0f\u20e3": "87",
		"𝟖𝟕𝟎𝟏 ٨٧ ①":                  "8701 87 1",
		"контеи\u0306нер":            "контейнер",
		"к\u0336а\u0336з":            "каз",
		"Αkіm":                       "akim",
		"mаil.kz":                    "mail.kz",
		"жаңа 5G, №12":               "жаңа 5g, №12",
		"Достық көшесі 12":           "достық көшесі 12",
		"Road works":                 "road works",
		"модeрaтoр":                  "модератор",
	} {
		if got := Comparable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPlainSpan(t *testing.T) {
	s := "тел: 8\u2060701\ufe0f\u20e31234567, ə"
	p := Undisguise(s)
	i := strings.Index(p.Text, "8")
	start, end := p.Span(i, i+11)
	if got := s[start:end]; got != "8\u2060701\ufe0f\u20e31234567" {
		t.Errorf("%q of %q", got, p.Text)
	}
}

func FuzzPlainSpan(f *testing.F) {
	f.Add("8\ufe0f\u20e3 жoл и\u0306 \xff ｋ")
	f.Fuzz(func(t *testing.T, s string) {
		p := Undisguise(s)
		if len(p.at) != len(p.Text) {
			t.Fatalf("%d positions for %d bytes", len(p.at), len(p.Text))
		}
		for i, last := 0, 0; i < len(p.at); i++ {
			if p.at[i] < last || p.at[i] >= len(s) {
				t.Fatalf("wrong position of byte %d of %q", i, s)
			}
			last = p.at[i]
		}
	})
}
