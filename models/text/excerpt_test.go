package text

import "testing"

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"Жол жаман", 20, "Жол жаман"},
		{"Жол  жаман\n\nкөшеде", 20, "Жол жаман көшеде"},
		{"Жол жаман", 9, "Жол жаман"},
		{"Жол жаман", 8, "Жол…"},
		{"Жол жаман көшеде", 11, "Жол жаман…"},
		{"Жол жаман, көшеде", 12, "Жол жаман…"},
		{"Жол жаман — көшеде", 13, "Жол жаман…"},
		{"Электрмен жабдықтау", 6, "Элект…"},
		{"Жол", 0, ""},
		{"", 5, ""},
	} {
		got := Excerpt(c.s, c.n)
		if got != c.want {
			t.Errorf("Excerpt(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
		if len([]rune(got)) > c.n {
			t.Errorf("Excerpt(%q, %d) has %d letters", c.s, c.n, len([]rune(got)))
		}
	}
}

func TestMaskName(t *testing.T) {
	for _, c := range []struct{ given, family, want string }{
		{"Айгүл", "Сейтқали", "Айгүл С."},
		{" Айгүл ", " әлімова", "Айгүл Ә."},
		{"Анна  Мария", "Шмидт", "Анна Мария Ш."},
		{"Айгүл", "", "Айгүл"},
		{"", "Сейтқали", "С."},
		{"", "", ""},
	} {
		if got := MaskName(c.given, c.family); got != c.want {
			t.Errorf("MaskName(%q, %q) = %q, want %q", c.given, c.family, got, c.want)
		}
	}
}
