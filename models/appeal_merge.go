package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// ErrNotTaken is returned if the target takes no duplicate. It is an ErrState that the moderator
// can correct with another number.
var ErrNotTaken = fmt.Errorf("takes no duplicate in: %w", ErrState)

// CanBeMerged reports whether the appeal has no answer in this round.
func (a Appeal) CanBeMerged() bool { return a.Status == Moderation || a.Status.Open() }

// canTakeIn reports whether a duplicate may be merged into the appeal: it is public, not merged and
// not settled. An appeal that a body has to answer is not merged into a later one, because the body
// would get a new term.
func (a lockedAppeal) canTakeIn(from lockedAppeal) bool {
	switch a.Status {
	case Merged, Withdrawn, ResolvedConfirmed, ResolvedUncontested:
		return false
	}
	return a.Public && (from.CanBePublished() || !calendar.Of(a.ReceivedAt).After(calendar.Of(from.ReceivedAt)))
}

// MergeAppeal merges a duplicate into another appeal. It moves the voices, one for each user,
// and adds a voice for the author of the duplicate, but none for the author of the target. An
// unpublished duplicate is published first, so that its address can redirect to the target.
func (s *Store) MergeAppeal(ctx context.Context, id, into, moderator int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		from, to, err := tx.lockBoth(ctx, id, into)
		if err != nil {
			return err
		}
		if err := from.catchUp(ctx); err != nil {
			return err
		}
		switch {
		case id == into || !from.CanBeMerged():
			return ErrState
		case !to.canTakeIn(from):
			return ErrNotTaken
		}
		if from.CanBePublished() {
			if err := from.publish(ctx, moderator); err != nil {
				return err
			}
		}
		return from.merge(ctx, to, moderator)
	})
	if err != nil {
		return fmt.Errorf("merge appeal %d into %d: %w", id, into, err)
	}
	return nil
}

// lockBoth locks two appeals, the lower id first, so that two merges in opposite
// directions do not deadlock. Both get the time at which the second was locked.
func (s *Store) lockBoth(ctx context.Context, id, into int64) (from, to lockedAppeal, err error) {
	if id < into {
		if from, err = s.lockAppeal(ctx, id); err == nil {
			to, err = s.lockAppeal(ctx, into)
		}
		from.tx = to.tx
		return from, to, err
	}
	if to, err = s.lockAppeal(ctx, into); err == nil {
		from, err = s.lockAppeal(ctx, id)
	}
	to.tx = from.tx
	return from, to, err
}

// merge merges a locked appeal into another. The appeals that were merged into it follow, each with
// a merge that can be undone alone.
func (from lockedAppeal) merge(ctx context.Context, to lockedAppeal, moderator int64) error {
	s := from.tx
	merge, err := from.startMerge(ctx, to)
	if err != nil {
		return err
	}
	if err := from.stopClock(ctx); err != nil {
		return err
	}
	if err := from.update(ctx, appealRow{Status: Merged, MergedIntoID: &to.ID}, "status", "merged_into_id"); err != nil {
		return err
	}
	voices, err := from.moveVoices(ctx, merge, to)
	if err != nil {
		return err
	}
	if err := from.moveFollows(ctx, merge, to); err != nil {
		return err
	}
	if err := from.closeEscalation(ctx, OutcomeMerged); err != nil {
		return err
	}
	if err := s.moderated(ctx, from.ID, moderator, "merge", "duplicate", ""); err != nil {
		return err
	}
	if err := from.mergeOn(ctx, to, moderator); err != nil {
		return err
	}
	return s.recordPair(ctx,
		Event{AppealID: from.ID, Kind: WasMerged, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: "duplicate", Number: to.Number, Merge: merge}},
		Event{AppealID: to.ID, Kind: TookIn, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Number: from.Number, Merge: merge, Voices: voices}})
}

// startMerge writes the merge, with the state that the duplicate gets back if they are separated.
func (from lockedAppeal) startMerge(ctx context.Context, to lockedAppeal) (id int64, err error) {
	s := from.tx
	var left *int
	if from.PausedAt != nil {
		days, err := from.daysLeft(ctx)
		if err != nil {
			return 0, err
		}
		left = &days
	}
	err = s.readOne(ctx, &id, `
		insert into merges (appeal_id, into_id, at, status, days_left, overdue_at)
		select id, ?, ?, status, ?, overdue_at from appeals where id = ? returning id`, to.ID, s.Now(), left, from.ID)
	return id, err
}

// moveVoices moves the voices of a duplicate, one for each user, and returns their number. Voices
// that the duplicate got from another merge stay recorded with that merge.
func (from lockedAppeal) moveVoices(ctx context.Context, merge int64, to lockedAppeal) (int, error) {
	s := from.tx
	if _, err := s.exec(ctx, `
		insert into merge_voices (merge_id, user_id, level, local, at)
		select ?, user_id, level, local, at from voices where appeal_id = ? and not moved`, merge, from.ID); err != nil {
		return 0, err
	}
	lo, hi := PlaceRange(to.PlaceCode)
	came, err := s.exec(ctx, `
		with moved as (delete from voices where appeal_id = ? returning user_id, level, at)
		insert into voices (appeal_id, user_id, level, local, at, moved)
		select ?, m.user_id, m.level, `+livesIn+`, m.at, true
		from (select * from moved union all select id, level, ?::timestamptz from users where id = ? and level > 0) m
		join users u on u.id = m.user_id
		where m.user_id is distinct from ?::bigint
		on conflict do nothing`, from.ID, to.ID, lo, hi, from.ReceivedAt, from.AuthorID, to.AuthorID)
	return int(came), err
}

// moveFollows moves the followers of a duplicate. A follower who muted the duplicate gets no mail
// about the target either, unless they are concerned by it already.
func (from lockedAppeal) moveFollows(ctx context.Context, merge int64, to lockedAppeal) error {
	s := from.tx
	old, new := AppealTarget(from.ID), AppealTarget(to.ID)
	if _, err := s.exec(ctx, `
		insert into merge_follows (merge_id, user_id, at)
		select ?, user_id, at from follows where kind = ? and target = ? and not moved`, merge, old.Kind, old.ID); err != nil {
		return err
	}
	if _, err := s.exec(ctx, `
		insert into mutes (user_id, kind, target, at)
		select m.user_id, m.kind, ?, m.at from mutes m where m.kind = ? and m.target = ?
			and not exists (select 1 from follows f where f.user_id = m.user_id and f.kind = m.kind and f.target = ?)
			and not exists (select 1 from voices v where v.user_id = m.user_id and v.appeal_id = ? and not v.moved)
			and m.user_id is distinct from ?::bigint
		on conflict do nothing`, new.ID, old.Kind, old.ID, new.ID, to.ID, to.AuthorID); err != nil {
		return err
	}
	_, err := s.exec(ctx, `
		with moved as (delete from follows where kind = ? and target = ? returning user_id, kind, at)
		insert into follows (user_id, kind, target, at, moved)
		select user_id, kind, ?, at, true from moved
		on conflict do nothing`, old.Kind, old.ID, new.ID)
	return err
}

// mergeOn merges the appeals that were merged into the duplicate into its target.
func (from lockedAppeal) mergeOn(ctx context.Context, to lockedAppeal, moderator int64) error {
	s := from.tx
	var on []struct{ ID, AppealID int64 }
	if err := s.read(ctx, &on, `
		update merges set into_id = ? where into_id = ? and parted_at is null returning id, appeal_id`, to.ID, from.ID); err != nil {
		return err
	}
	for _, m := range on {
		if _, err := s.exec(ctx, `update appeals set merged_into_id = ? where id = ?`, to.ID, m.AppealID); err != nil {
			return err
		}
		if err := s.record(ctx, Event{AppealID: m.AppealID, Kind: WasMerged, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: "duplicate", Number: to.Number, Merge: m.ID}}); err != nil {
			return err
		}
	}
	return nil
}

// recordPair records an event of each of two appeals.
func (s *Store) recordPair(ctx context.Context, one, other Event) error {
	if err := s.record(ctx, one); err != nil {
		return err
	}
	return s.record(ctx, other)
}
