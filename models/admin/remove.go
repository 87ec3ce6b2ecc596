package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/account"
)

// RemovalReasons lists on whose request an administrator removes personal data;
// "removal.<code>" is the text of each in the locale files.
var RemovalReasons = []string{"person", "representative", "court"}

// Removal is a request to remove the personal data of a user who can no longer sign in to
// do so.
type Removal struct {
	Reason  string
	Request string // its number and date in the register; never a name
	Sure    bool
}

// RemovePerson removes the personal data of a user as RemovePersonalData does for a signed-in
// user. It returns ErrForbidden for the administrator's own account and for demo users, which
// all visitors share.
func (s *Store) RemovePerson(ctx context.Context, admin, user int64, in Removal) error {
	problems := models.Invalid{}
	models.OneOf(problems, "reason", in.Reason, RemovalReasons)
	in.Request = problems.Line("request", in.Request, 3, 100)
	s.core.CheckOpenText(problems, "request", in.Request)
	if !in.Sure {
		problems["sure"] = models.Problem{Key: "problem.not_sure"}
	}
	err := s.tx(ctx, func(tx *Store) error {
		u, err := tx.lockUser(ctx, user)
		if err != nil {
			return err
		}
		switch {
		case u.Demo || admin == user:
			return models.ErrForbidden
		case len(problems) > 0:
			return problems
		}
		if err := account.New(tx.core).ErasePersonalData(ctx, user); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "person_removed", strconv.FormatInt(user, 10),
			map[string]any{"removal": in.Reason, "request": in.Request})
	})
	if err != nil {
		return fmt.Errorf("remove person %d: %w", user, err)
	}
	return nil
}
