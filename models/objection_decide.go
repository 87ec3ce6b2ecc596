package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/database"
)

// DecideObjection decides, once, whether the objection of an author is right. If it is, the
// decision of moderation is undone. The moderator who made the decision cannot decide about
// the objection. The author sees the reply.
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
		now := tx.Now()
		decided, err := database.Rows[objectionRow](tx.db).Where("appeal_id = ? and decided_at is null", id).
			Select("decided_at", "upheld", "reply").Updates(ctx, objectionRow{Objection: Objection{DecidedAt: &now, Upheld: &upheld, Reply: reply}})
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
		return a.undoModeration(ctx, moderator)
	})
}

// undoModeration returns an appeal to public view after a wrong decision of moderation.
func (a lockedAppeal) undoModeration(ctx context.Context, moderator int64) error {
	switch {
	case a.Status == Rejected:
		a.Status = Moderation
		return a.publish(ctx, moderator)
	case a.CanBeRestored():
		return a.tx.RestoreAppeal(ctx, a.ID, moderator)
	case a.Private:
		if err := a.update(ctx, appealRow{Private: false}, "private"); err != nil {
			return err
		}
		if err := a.tx.moderated(ctx, a.ID, moderator, "restore", "", ""); err != nil {
			return err
		}
		return a.tx.record(ctx, Event{AppealID: a.ID, Kind: WasRestored, Actor: ByModerator, UserID: NilIfZero(moderator)})
	}
	return ErrState
}

// OpenObjection is an objection that waits for a decision.
type OpenObjection struct {
	Card
	Text   string
	At     time.Time
	Reason string // of the decision
	Own    bool   // the viewer made the decision, so another moderator has to decide
}

// Objections returns the undecided objections, the oldest first, at most PageSize: the others
// follow as these are decided.
func (s *Store) Objections(ctx context.Context, moderator int64) ([]OpenObjection, error) {
	var open []OpenObjection
	err := s.read(ctx, &open, `
		select `+CardColumns+`, o.text, o.at, coalesce(m.reason_code, '') as reason, coalesce(m.user_id = @moderator, false) as own
		from objections o join appeals a on a.id = o.appeal_id join places p on p.code = a.place_code
		left join lateral (
			select reason_code, user_id from moderations where appeal_id = a.id and act in ('reject', 'hide', 'private')
			order by at desc, id desc limit 1) m on true
		where o.decided_at is null order by o.at, a.id limit @limit`, map[string]any{"moderator": moderator, "limit": PageSize})
	if err != nil {
		return nil, fmt.Errorf("objections: %w", err)
	}
	return open, nil
}
