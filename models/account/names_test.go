package account

import (
	"errors"
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestNamesOfOffices: a name that reads like an office is refused, and a full name is shown
// as first name and initial.
func TestNamesOfOffices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	user := c.Person(1, "")
	for _, name := range []string{"Әкім аппараты", "Moдepaтop", "Жауап порталы"} {
		modelstest.WantInvalid(t, name, c.ChangeAccount(c.Ctx, user, AccountChange{GivenName: name, Lang: "kk"}), "given_name: problem.office_name")
	}
	c.Must(c.ChangeAccount(c.Ctx, user, AccountChange{GivenName: "Сейтқалиев Асан Болатұлы", Lang: "kk"}))
	id := c.Published()
	_, err := c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: user, Text: "Рас айтасыз."})
	c.Must(err)
	if _, err = c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: c.Akim.UserID, Text: "Тамаша әкіміміз бар."}); !errors.Is(err, models.ErrForbidden) {
		t.Errorf("an akim comments on their own body as a neighbour: %v", err)
	}
	_, err = c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "Ертең барамыз."})
	c.Must(err)
	list, err := c.Comments(c.Ctx, id, 0)
	c.Must(err)
	if len(list.Comments) != 2 || list.Comments[0].Author != "Асан С." || !list.Comments[1].Official {
		t.Errorf("%+v", list.Comments)
	}
}

// TestPastedCode: a code is read from pasted text with spaces, words or wide digits.
func TestPastedCode(t *testing.T) {
	for _, pasted := range []string{"469818", " 469 818\t", "Код: 469818", "４６９８１８", "469\u200b818", "469-818"} {
		if got := codeDigits(pasted); got != "469818" {
			t.Errorf("%q: %q", pasted, got)
		}
	}
}

// TestBlankNames: a name without a visible letter is refused.
func TestBlankNames(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	user := c.Person(1, "")
	for _, blank := range []string{"\u2800\u2800", "\u200b\u3164\u115f\u1160\uffa0", "\u00ad\ufeff\U000e0020"} {
		modelstest.WantInvalid(t, "name "+blank, c.ChangeAccount(c.Ctx, user, AccountChange{GivenName: blank, FamilyName: blank, Lang: "kk"}), "given_name: problem.required")
	}
}
