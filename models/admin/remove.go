package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/account"
)

// RemovalReasons: on whose request an administrator removes somebody's personal data;
// "removal.<code>" is the word of each in the locale files.
var RemovalReasons = []string{"person", "representative", "court"}

// Removal is a request to remove the personal data of somebody who cannot sign in any
// more to do it.
type Removal struct {
	Reason  string
	Request string // its number and day in the register; never a name
	Sure    bool
}

// RemovePerson does for somebody what RemovePersonalData does for who is signed in.
// Nobody removes the own data so, and the people of the demo are there for everybody.
func (s *Store) RemovePerson(ctx context.Context, admin, user int64, in Removal) error {
	problems := models.Invalid{}
	models.OneOf(problems, "reason", in.Reason, RemovalReasons)
	in.Request = problems.Line("request", in.Request, 3, 100)
	s.core.CheckOpenText(problems, "request", in.Request)
	if !in.Sure {
		problems["sure"] = models.Problem{Key: "problem.not_sure"}
	}
	err := s.tx(ctx, func(tx *Store) error {
		var demo bool
		if err := tx.db.ReadOne(ctx, &demo, `select demo from users where id = ? and removed_at is null for update`, user); err != nil {
			return err
		}
		switch {
		case demo || admin == user:
			return models.ErrForbidden
		case len(problems) > 0:
			return problems
		}
		if err := account.New(tx.core).ErasePersonalData(ctx, user); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "person_removed", strconv.FormatInt(user, 10), map[string]any{"removal": in.Reason, "request": in.Request})
	})
	if err != nil {
		return fmt.Errorf("remove person %d: %w", user, err)
	}
	return nil
}
