package parts

import (
	"testing"

	"jauap/views/i18n"
)

func TestWrongFields(t *testing.T) {
	ctx := WithWrongParameters(i18n.With(t.Context(), i18n.RU), []string{"to", "category", "from", "utm_source"})
	if got, want := wrongFields(ctx), "Категория, Дата поступления"; got != want {
		t.Errorf("wrongFields = %q, want %q", got, want)
	}
}
