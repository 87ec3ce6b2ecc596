package admin

import (
	"context"
	"strconv"

	"jauap/views/parts"
)

// countTyped formats an entered number; an invalid one (below 0) gives "".
func countTyped(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ownLanguage returns the name of a language in that language.
func ownLanguage(ctx context.Context, lang string) string {
	for _, o := range parts.LanguageOptions(ctx) {
		if o.Value == lang {
			return o.Text
		}
	}
	return lang
}
