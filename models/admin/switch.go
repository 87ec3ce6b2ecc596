package admin

import (
	"context"
	"fmt"

	"jauap/models"
)

// Turn turns a switch on or off. If it already is, nothing changes.
func (s *Store) Turn(ctx context.Context, admin int64, name models.Switch, on bool) error {
	problems := models.Invalid{}
	models.OneOf(problems, "switch", name, models.Switches)
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		changed, err := tx.core.SetSwitch(ctx, admin, name, on)
		if err != nil || !changed {
			return err
		}
		action := "switch_off"
		if on {
			action = "switch_on"
		}
		return tx.core.RecordAudit(ctx, admin, action, string(name), nil)
	})
	if err != nil {
		return fmt.Errorf("turn %s: %w", name, err)
	}
	return nil
}
