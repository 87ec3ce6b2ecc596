package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"Жол нашар": "Жол нашар",
		"бір\r\nекі\rүш\u2028төрт\u0085бес": "бір\nекі\nүш\nтөрт\nбес",
		"Жол \u202eнашар күйде\u202c":       "Жол нашар күйде",
		"\u2066а\u2069\u200f\u200eб":        "аб",
		"контеи\u0306нер":                   "контейнер",
		"и\u200b\u0306":                     "й",
		"\u200b\u200b\u3164\u115f\u1160\uffa0\u2800\u00ad\ufeff\U000e0020\u034f\u180e\u17b4\ufe00\U000e0100": "",
		"Достық\u00ad көшесі\x07\x1b[31m":                                                                    "Достық көшесі[31m",
		"а" + strings.Repeat("\u0335", 90):                                                                   "а" + strings.Repeat("\u0335", maxMarks),
		"👨\u200d👩\u200d👧 ❤\ufe0f":                                                                            "👨\u200d👩\u200d👧 ❤\ufe0f",
		"8\ufe0f\u20e37\ufe0f":                                                                               "8\u20e37",
		"а\u200dб 👍\u200d":                                                                                   "аб 👍",
		"бос\x00байт \xff\xfe":                                                                               "бос\x00байт \xff\xfe", // rejected by validation
		"кесте\tбағаны\n":                                                                                    "кесте\tбағаны\n",
		"№ 5 — «Жаңа» (45 м²), 1\u00a0250\u202f₸ …":                                                          "№ 5 — «Жаңа» (45 м²), 1\u00a0250\u202f₸ …",
	} {
		if got := Tidy(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestHasVisible(t *testing.T) {
	for s, want := range map[string]bool{"": false, " \n": false, "\u2800\u2800": false, "\u3164": false, "\u115f": false, "…—!": false, "👍": false,
		"а": true, "7": true, "—5—": true, "²": true} {
		if HasVisible(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}

func FuzzTidy(f *testing.F) {
	for _, s := range []string{"Жол \u202eнашар", "а\u0301\u0302\u0303\u0304\u0305\u0306", "\u0344\u0344\u0344", "👨\u200d👩", "\r\n\r", "\xff\u200b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Tidy(s)
		if twice := Tidy(once); twice != once {
			t.Errorf("%q: %q, then %q", s, once, twice)
		}
		if !norm.NFC.IsNormalString(once) && utf8.ValidString(s) {
			t.Errorf("%q is not composed", once)
		}
	})
}
