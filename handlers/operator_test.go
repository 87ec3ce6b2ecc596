package handlers_test

import (
	"net/http"
	"testing"

	"jauap/handlers"
)

// TestOperator: About names the operator, or says that none is configured.
func TestOperator(t *testing.T) {
	s := newSite(t)
	s.get("/ru/about").wants(http.StatusOK).has("#main", "не внесены").lacks("a[href^=mailto]")
	s = s.with(func(c *handlers.Config) {
		c.Operator, c.OperatorMail = "Тест қоры", "jauap@example.kz"
	})
	s.get("/ru/about").has("#main", "Оператор: Тест қоры").has("a[href='mailto:jauap@example.kz']", "jauap@example.kz")
}
