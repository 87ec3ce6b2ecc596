package mailbox

import "testing"

func TestOf(t *testing.T) {
	same := [][]string{
		{"xy@gmail.com", "x.y@gmail.com", "XY+1@gmail.com", "x.y+a+b@googlemail.com", "ｘｙ＠ｇｍａｉｌ.com", " xy@gmail.com "},
		{"ivan-petrov@yandex.ru", "ivan.petrov@ya.ru", "Ivan.Petrov+jauap@yandex.kz", "ivan-petrov@yandex.com"},
		{"voter@xn--e1afmkfd.kz", "voter@пример.kz", "VOTER+x@ПРИМЕР.kz"},
		{"aigul@mail.ru", "aigul+1@mail.ru"},
		{"aigul@outlook.com", "aigul+1@outlook.com"},
		{"aigul@icloud.com", "aigul+1@me.com", "aigul@mac.com"},
		{"aigul@proton.me", "a.i-g_ul@protonmail.com", "aigul+z@pm.me"},
		{"aigul@fastmail.com", "aigul+1@fastmail.com", "anything@aigul.fastmail.com"},
		{"aigul@yahoo.com", "aigul-1@yahoo.com"},
		{"aigul@akimat.kz", "aigul+0@akimat.kz"},
	}
	seen := map[string]string{}
	for _, group := range same {
		for _, address := range group {
			if got, want := Of(address), Of(group[0]); got != want {
				t.Errorf("Of(%s) = %s, but Of(%s) = %s", address, got, group[0], want)
			}
			if again := Of(Of(address)); again != Of(address) {
				t.Errorf("Of(%s) = %s, want it unchanged", Of(address), again)
			}
		}
		if other := seen[Of(group[0])]; other != "" {
			t.Errorf("%s and %s have the same mailbox", other, group[0])
		}
		seen[Of(group[0])] = group[0]
	}
	for _, pair := range [][2]string{{"a.b@mail.ru", "ab@mail.ru"}, {"a@mail.ru", "a@bk.ru"}, {"a@gmail.com", "a@gmail.kz"}, {"a.b@akimat.kz", "ab@akimat.kz"}, {"a-b@outlook.com", "a@outlook.com"}} {
		if Of(pair[0]) == Of(pair[1]) {
			t.Errorf("%v have the same mailbox", pair)
		}
	}
	for _, odd := range []string{"", "@", "+@gmail.com", "...@gmail.com", "a", "a@", "a@b", "a@b@c.kz"} {
		_ = Of(odd) // must not panic
	}
}

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{"Voter@Пример.KZ": "voter@xn--e1afmkfd.kz", "a.b＠mail.kz": "a.b@mail.kz", "A+1@gmail.com": "a+1@gmail.com", "a@өтініш.қаз": "a@xn--m1ajt8cb29f.xn--80ao21a"} {
		if got, err := Address(typed); err != nil || got != want {
			t.Errorf("%s: %s, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "a", "a@localhost", "a b@c.kz", `"a b"@c.kz`, "А <a@b.kz>", "a@b.kz,c@d.kz", "a@-b-.kz"} {
		if got, err := Address(typed); err == nil {
			t.Errorf("%q is accepted as %s", typed, got)
		}
	}
}
