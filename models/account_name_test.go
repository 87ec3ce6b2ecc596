package models

import (
	"testing"
)

// TestNamesOfPeople: a name holds letters and what joins them, and nothing else.
func TestNamesOfPeople(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, name := range []string{"Айгүл 87011234567", "aigul@mail.kz", "https://spam.kz", "Айгүл\nХат", "«Әкім»"} {
		err := c.ChangeAccount(c.ctx, c.author, AccountChange{GivenName: name, Lang: "kk"})
		if name == "Айгүл\nХат" {
			c.must(err) // one line
			continue
		}
		wantInvalid(t, name, err, "given_name: problem.name")
	}
	for _, name := range []string{"Айгүл", "Анна-Мария", "О’Нил", "Әл-Фараби Ж."} {
		c.must(c.ChangeAccount(c.ctx, c.author, AccountChange{GivenName: name, FamilyName: name, Lang: "kk"}))
	}
}
