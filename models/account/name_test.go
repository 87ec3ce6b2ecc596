package account

import (
	"testing"

	"jauap/models/modelstest"
)

// TestNamesOfPeople: a name consists of letters, spaces, hyphens, apostrophes and dots.
func TestNamesOfPeople(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, name := range []string{"Айгүл 87011234567", "aigul@mail.kz", "https://spam.kz", "Айгүл\nХат", "«Әкім»"} {
		err := c.ChangeAccount(c.Ctx, c.Author, AccountChange{GivenName: name, Lang: "kk"})
		if name == "Айгүл\nХат" {
			c.Must(err) // one line
			continue
		}
		modelstest.WantInvalid(t, name, err, "given_name: problem.name")
	}
	for _, name := range []string{"Айгүл", "Анна-Мария", "О’Нил", "Әл-Фараби Ж."} {
		c.Must(c.ChangeAccount(c.Ctx, c.Author, AccountChange{GivenName: name, FamilyName: name, Lang: "kk"}))
	}
}
