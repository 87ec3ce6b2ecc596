package models

import (
	"context"
	"fmt"
	"time"
)

// DecideObjection decides, once, whether an author was right to object. Upheld, the
// decision of moderation is undone; kept, it stands. Who made the decision does
// not decide about it. Reply is told to the author.
func (s *Store) DecideObjection(ctx context.Context, id, moderator int64, upheld bool, reply string) error {
	problems := Invalid{}
	reply = problems.Text("text", reply, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "decide the objection about", id, func(tx *Store, a lockedAppeal) error {
		decider, err := tx.decider(ctx, id)
		if err != nil {
			return err
		}
		if decider == moderator || a.isBy(moderator) {
			return ErrForbidden
		}
		decided, err := tx.exec(ctx, `update objections set decided_at = ?, upheld = ?, reply = ? where appeal_id = ? and decided_at is null`,
			tx.Now(), upheld, reply, id)
		if err != nil {
			return err
		}
		if decided == 0 {
			return ErrState
		}
		act, kind := "keep", ObjectionKept
		if upheld {
			act, kind = "uphold", ObjectionUpheld
		}
		if err := tx.moderated(ctx, id, moderator, act, "", reply); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: kind, Actor: ByModerator, UserID: NilIfZero(moderator), Data: EventData{Text: reply}}); err != nil {
			return err
		}
		if !upheld {
			return nil
		}
		return tx.undo(ctx, a, moderator)
	})
}

// undo brings an appeal back to the public that moderation had kept from it.
func (s *Store) undo(ctx context.Context, a lockedAppeal, moderator int64) error {
	switch {
	case a.Status == Rejected:
		a.Status = Moderation
		return s.publish(ctx, a, moderator)
	case a.CanBeRestored():
		return s.RestoreAppeal(ctx, a.ID, moderator)
	case a.Private:
		if _, err := s.exec(ctx, `update appeals set private = false where id = ?`, a.ID); err != nil {
			return err
		}
		if err := s.moderated(ctx, a.ID, moderator, "restore", "", ""); err != nil {
			return err
		}
		return s.record(ctx, Event{AppealID: a.ID, Kind: WasRestored, Actor: ByModerator, UserID: NilIfZero(moderator)})
	}
	return ErrState
}

// OpenObjection is an objection that waits for a decision.
type OpenObjection struct {
	Card
	Text   string
	At     time.Time
	Reason string // of the decision
	Own    bool   // the viewer made the decision, so somebody else decides
}

// Objections returns the undecided objections, the oldest first, at most PageSize:
// the rest comes when these are decided.
func (s *Store) Objections(ctx context.Context, moderator int64) ([]OpenObjection, error) {
	var open []OpenObjection
	err := s.read(ctx, &open, `
		select `+CardColumns+`, o.text, o.at, coalesce(m.reason_code, '') as reason, coalesce(m.user_id = ?, false) as own
		from objections o join appeals a on a.id = o.appeal_id join places p on p.code = a.place_code
		left join lateral (
			select reason_code, user_id from moderations where appeal_id = a.id and act in ('reject', 'hide', 'private')
			order by at desc, id desc limit 1) m on true
		where o.decided_at is null order by o.at, a.id limit ?`, moderator, PageSize)
	if err != nil {
		return nil, fmt.Errorf("objections: %w", err)
	}
	return open, nil
}
