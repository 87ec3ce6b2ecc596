package admin

import (
	"context"
	"strconv"

	"jauap/views/parts"
)

// countTyped is a number in a field; "" for what was none.
func countTyped(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ownLanguage is the name of a language in that language.
func ownLanguage(ctx context.Context, lang string) string {
	for _, o := range parts.LanguageOptions(ctx) {
		if o.Value == lang {
			return o.Text
		}
	}
	return lang
}
