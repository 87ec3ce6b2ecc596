package models

import "context"

// Official is a user who acts for a body. Handlers check that the user has a role there;
// the actions check that the body may act.
type Official struct{ UserID, BodyID int64 }

// event returns an event of an appeal by the official.
func (by Official) event(appeal int64, kind EventKind, data EventData) Event {
	return Event{AppealID: appeal, Kind: kind, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID, Data: data}
}

// record writes an event of the appeal by an official.
func (a lockedAppeal) record(ctx context.Context, by Official, kind EventKind, data EventData) error {
	return a.tx.record(ctx, by.event(a.ID, kind, data))
}

// RequireRole returns ErrForbidden unless the official holds one of the roles for the body now.
func (by Official) RequireRole(ctx context.Context, s *Store, roles ...string) error {
	var holds bool
	if err := s.read(ctx, &holds, `
		select exists (select 1 from roles where user_id = @user and body_id = @body and role in @roles
			and since <= @now and (until is null or until > @now))`,
		map[string]any{"user": by.UserID, "body": by.BodyID, "roles": roles, "now": s.Now()}); err != nil {
		return err
	}
	if !holds {
		return ErrForbidden
	}
	return nil
}
