package i18n

import (
	"context"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for header, want := range map[string]Lang{
		"":                                 KK,
		"kk":                               KK,
		"kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7": KK,
		"ru-RU,ru;q=0.9,en;q=0.8":          RU,
		"ru-KZ":                            RU,
		"en-US,en;q=0.5":                   EN,
		"en;q=0.1, ru;q=0.9":               RU,
		"de-DE,en;q=0.5":                   EN,
		"ja":                               KK,
		"*":                                KK,
		"not a header \x00 ;;;":            KK,
		"ru," + strings.Repeat("x-", 1000): RU,
		strings.Repeat("-", 100_000):       KK,
	} {
		if got := Match(header); got != want {
			t.Errorf("Match(%.40q) = %q, want %q", header, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, l := range Languages {
		if got, ok := Parse(string(l)); !ok || got != l {
			t.Errorf("Parse(%q) = %q, %v", l, got, ok)
		}
	}
	for _, s := range []string{"", "KK", "kz", "kk-KZ", "../ru"} {
		if got, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %q, want false", s, got)
		}
	}
}

func TestFromWithoutLanguage(t *testing.T) {
	if got := From(context.Background()); got != KK {
		t.Errorf("From(empty) = %q, want kk", got)
	}
}

func in(l Lang) context.Context { return With(context.Background(), l) }

func TestMessages(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T(in(KK), "status.registered"), "Тіркелді"},
		{T(in(RU), "status.registered"), "Зарегистрировано"},
		{T(in(EN), "clock.due", "date", "15.07.2026"), "Due by 15.07.2026"},
		{T(in(KK), "clock.due", "date", at("2026-07-15 10:00")), "Соңғы мерзімі: 15\u00a0шілде\u00a02026"},
		{T(in(KK), "clock.due", "date", civil{}), "Соңғы мерзімі: 15\u00a0шілде\u00a02026"},
		{T(in(KK), "clock.due", "date", "{{.Date}} <b>"), "Соңғы мерзімі: {{.Date}} <b>"},
		{N(in(KK), "clock.left", 1), "1 жұмыс күні қалды"},
		{N(in(KK), "clock.left", 5), "5 жұмыс күні қалды"},
		{N(in(RU), "clock.left", 1), "Остался 1 рабочий день"},
		{N(in(RU), "clock.left", 3), "Осталось 3 рабочих дня"},
		{N(in(RU), "clock.left", 11), "Осталось 11 рабочих дней"},
		{N(in(RU), "clock.left", 0), "Осталось 0 рабочих дней"},
		{N(in(RU), "voices", 1221), "Касается 1\u00a0221 человека"},
		{T(in(KK), "appeal.no", "number", "7"), "№\u00a07 өтініш"},
		{T(in(RU), "home.title"), "Каждому обращению\u00a0– конкретный ответ"},
		{T(in(RU), "about.cl_silence_basis"), "АППК, ст.\u00a091, ч.\u00a02"},
		{N(in(EN), "comments", 1), "1 comment"},
		{N(in(EN), "comments", 12345), "12\u00a0345 comments"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// In a test an unknown key and a missing value panic, so that neither gets onto a page.
func TestMistakesPanic(t *testing.T) {
	for name, call := range map[string]func(){
		"unknown key":        func() { T(in(KK), "no.such.key") },
		"unknown plural key": func() { N(in(RU), "no.such.key", 2) },
		"missing value":      func() { T(in(EN), "clock.due") },
		"wrong name":         func() { T(in(EN), "clock.due", "day", "1") },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		})
	}
}

func TestHas(t *testing.T) {
	if !Has(RU, "status.answered") || Has(RU, "status.unheard_of") {
		t.Error("Has is wrong for a known or an unknown key")
	}
}

func BenchmarkT(b *testing.B) {
	ctx := in(RU)
	b.Run("fixed", func(b *testing.B) {
		for b.Loop() {
			T(ctx, "status.registered")
		}
	})
	b.Run("value", func(b *testing.B) {
		for b.Loop() {
			T(ctx, "clock.due", "date", "15.07.2026")
		}
	})
	b.Run("plural", func(b *testing.B) {
		for b.Loop() {
			N(ctx, "clock.left", 4)
		}
	})
}
