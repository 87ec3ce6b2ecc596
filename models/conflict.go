package models

import "context"

// isOffice is the SQL condition that a user (its first argument) is, at a moment (the second
// and the third), an official of the body that has to answer the appeal a, or of the body that
// has to decide its escalation. Officials have no voice about their own work.
const isOffice = `exists (
	select 1 from roles r
	where r.user_id = ? and r.since <= ? and (r.until is null or r.until > ?)
		and (r.body_id = a.body_id or r.body_id in (select to_body_id from escalations where appeal_id = a.id and closed_at is null)))`

// IsOffice reports the same for a viewer of the page.
func (d AppealPage) IsOffice(v *Viewer) bool {
	return v.worksFor(d.BodyID) || d.Escalation != nil && v.worksFor(d.Escalation.ToID)
}

// notOfOffice returns ErrForbidden for an official of a body that handles the appeal.
func (a lockedAppeal) notOfOffice(ctx context.Context, user int64) error {
	var office bool
	now := a.tx.Now()
	if err := a.tx.read(ctx, &office, `select `+isOffice+` from appeals a where a.id = ?`, user, now, now, a.ID); err != nil {
		return err
	}
	if office {
		return ErrForbidden
	}
	return nil
}
