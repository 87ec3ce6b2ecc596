package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// ErrNotTaken: the other appeal takes no duplicate in. It is an ErrState that somebody
// who has typed a number can mend.
var ErrNotTaken = fmt.Errorf("takes no duplicate in: %w", ErrState)

// CanBeMerged: nobody has answered it yet in this round.
func (a Appeal) CanBeMerged() bool { return a.Status == Moderation || a.Status.Open() }

// canTakeIn: everyone sees it, it stands for itself and is not settled. What a body owes an answer
// to joins no appeal of a later day: that would give the body a new term, and nobody said so.
func (a held) canTakeIn(from held) bool {
	switch a.Status {
	case Merged, Withdrawn, ResolvedConfirmed, ResolvedUncontested:
		return false
	}
	return a.Public && (from.CanBePublished() || !calendar.Of(a.ReceivedAt).After(calendar.Of(from.ReceivedAt)))
}

// MergeAppeal joins a duplicate to another appeal. Its voices move along, once
// each, and its author becomes one: who filed the same matter says that it concerns
// them. Who filed the other one is no voice there. A duplicate not yet published is published first: its address leads on
// to the other one.
func (s *Store) MergeAppeal(ctx context.Context, id, into, moderator int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		from, to, err := tx.holdBoth(ctx, id, into)
		if err != nil {
			return err
		}
		if err := tx.catchUp(ctx, &from); err != nil {
			return err
		}
		switch {
		case id == into || !from.CanBeMerged():
			return ErrState
		case !to.canTakeIn(from):
			return ErrNotTaken
		}
		if from.CanBePublished() {
			if err := tx.publish(ctx, from, moderator); err != nil {
				return err
			}
		}
		return tx.merge(ctx, from, to, moderator)
	})
	if err != nil {
		return fmt.Errorf("merge appeal %d into %d: %w", id, into, err)
	}
	return nil
}

// holdBoth locks two appeals, always the lower id first, so that two merges
// the other way round do not wait for each other for ever.
func (s *Store) holdBoth(ctx context.Context, id, into int64) (from, to held, err error) {
	if id < into {
		if from, err = s.hold(ctx, id); err == nil {
			to, err = s.hold(ctx, into)
		}
		return from, to, err
	}
	if to, err = s.hold(ctx, into); err == nil {
		from, err = s.hold(ctx, id)
	}
	return from, to, err
}

func (s *Store) merge(ctx context.Context, from, to held, moderator int64) error {
	if err := s.stopClock(ctx, from); err != nil {
		return err
	}
	if _, err := s.exec(ctx, `update appeals set status = ?, merged_into = ? where id = ?`, Merged, to.ID, from.ID); err != nil {
		return err
	}
	lo, hi := PlaceRange(to.PlaceCode)
	if _, err := s.exec(ctx, `
		with moved as (delete from voices where appeal_id = ? returning user_id, level, at)
		insert into voices (appeal_id, user_id, level, local, at)
		select ?, m.user_id, m.level, `+livesIn+`, m.at
		from (select * from moved union all select id, level, ?::timestamptz from users where id = ? and level > 0) m
		join users u on u.id = m.user_id
		where m.user_id is distinct from ?::bigint
		on conflict do nothing`, from.ID, to.ID, lo, hi, from.ReceivedAt, from.AuthorID, to.AuthorID); err != nil {
		return err
	}
	if err := s.closeEscalation(ctx, from, OutcomeMerged); err != nil {
		return err
	}
	if err := s.moderated(ctx, from.ID, moderator, "merge", "duplicate", ""); err != nil {
		return err
	}
	return s.record(ctx, Event{AppealID: from.ID, Kind: WasMerged, Actor: ByModerator, UserID: ref(moderator),
		Data: EventData{Reason: "duplicate", Number: to.Number}})
}
