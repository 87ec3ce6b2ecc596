package models

import (
	"context"
)

// isOffice says in SQL whether a user (its first argument) is, at a moment (the
// second and the third), an official of the body that owes the answer to the appeal a, or
// of the one that it has gone up to. Nobody is a resident's voice about their own work.
const isOffice = `exists (
	select 1 from roles r
	where r.user_id = ? and r.since <= ? and (r.until is null or r.until > ?)
		and (r.body_id = a.body_id or r.body_id in (select to_body_id from escalations where appeal_id = a.id and closed_at is null)))`

// IsOffice is the same for a viewer who reads an appeal.
func (d Dossier) IsOffice(v *Viewer) bool {
	return v.worksFor(d.BodyID) || d.Escalation != nil && v.worksFor(d.Escalation.ToID)
}

// notOfOffice returns ErrForbidden for an official of the body that deals with a held appeal.
func (s *Store) notOfOffice(ctx context.Context, a lockedAppeal, user int64) error {
	var office bool
	if err := s.read(ctx, &office, `select `+isOffice+` from appeals a where a.id = ?`, user, s.Now(), s.Now(), a.ID); err != nil {
		return err
	}
	if office {
		return ErrForbidden
	}
	return nil
}
