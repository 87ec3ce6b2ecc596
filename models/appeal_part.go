package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// The reasons for which merged appeals are separated; "reason.<code>" is the text.
const (
	partedWithdrawn = "other_withdrawn" // the appeal that it was merged into
	partedHidden    = "other_hidden"
	partedPrivate   = "other_private"
	partedNotSame   = "not_duplicate" // a moderator decided that they are different matters
)

// CanBeParted reports whether the appeal is merged into another.
func (a Appeal) CanBeParted() bool { return a.Status == Merged }

// openMerge is a merge that was not undone.
type openMerge struct {
	ID, AppealID, IntoID int64
	At                   calendar.Date
	Status               Status
	DaysLeft             *int
}

const openMergeColumns = `id, appeal_id, into_id, (at at time zone 'Asia/Almaty')::date as at, status, days_left`

// PartAppeal separates a merged appeal, because it is not the same matter. The text is the public
// reason.
func (s *Store) PartAppeal(ctx context.Context, id, moderator int64, text string) error {
	problems := Invalid{}
	if text = problems.Text("text", text, 10, 2000); len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		var m openMerge
		err := tx.readOne(ctx, &m, `select `+openMergeColumns+` from merges where appeal_id = ? and parted_at is null`, id)
		if err != nil {
			return ErrState
		}
		a, into, err := tx.lockBoth(ctx, id, m.IntoID)
		if err != nil {
			return err
		}
		// the appeal may have been separated or merged on before the locks were taken
		if err := tx.readOne(ctx, &m, `select `+openMergeColumns+` from merges where appeal_id = ? and into_id = ? and parted_at is null`, id, into.ID); err != nil {
			return ErrState
		}
		if err := a.tx.moderated(ctx, id, moderator, "part", partedNotSame, text); err != nil {
			return err
		}
		return a.part(ctx, m, into, parting{reason: partedNotSame, text: text, by: ByModerator, user: NilIfZero(moderator)})
	})
	if err != nil {
		return fmt.Errorf("part appeal %d: %w", id, err)
	}
	return nil
}

// partAll separates every appeal that was merged into a locked one. It is called when the
// locked one leaves public view or needs no answer any more.
func (into lockedAppeal) partAll(ctx context.Context, reason string) error {
	s := into.tx
	var merges []openMerge
	if err := s.read(ctx, &merges, `select `+openMergeColumns+` from merges where into_id = ? and parted_at is null order by appeal_id`, into.ID); err != nil {
		return err
	}
	for _, m := range merges {
		a, err := s.lockAppeal(ctx, m.AppealID)
		if err != nil {
			return err
		}
		if err := a.part(ctx, m, into, parting{reason: reason, by: BySystem}); err != nil {
			return err
		}
	}
	return nil
}

// parting is the reason for which two merged appeals are separated, and the actor.
type parting struct {
	reason, text string
	by           Actor
	user         *int64
}

// part undoes one merge, of two locked appeals.
func (a lockedAppeal) part(ctx context.Context, m openMerge, into lockedAppeal, why parting) error {
	s := a.tx
	if _, err := s.exec(ctx, `update merges set parted_at = ?, reason = ? where id = ?`, s.Now(), why.reason, m.ID); err != nil {
		return err
	}
	if err := a.update(ctx, appealRow{Status: m.Status}, "status", "merged_into_id"); err != nil {
		return err
	}
	due, err := a.restart(ctx, m)
	if err != nil {
		return err
	}
	voices, err := into.returnVoices(ctx, m)
	if err != nil {
		return err
	}
	if err := into.returnFollows(ctx, m); err != nil {
		return err
	}
	return s.recordPair(ctx,
		Event{AppealID: a.ID, Kind: WasParted, Actor: why.by, UserID: why.user, BodyID: &a.BodyID,
			Data: EventData{Reason: why.reason, Text: why.text, Number: into.Number, Merge: m.ID, Due: due.String(), Voices: voices}},
		Event{AppealID: into.ID, Kind: GaveBack, Actor: why.by, UserID: why.user,
			Data: EventData{Number: a.Number, Merge: m.ID, Voices: voices}})
}

// restart restarts the clock of a separated appeal and returns its new due date. The body has
// the working days left on the day of the merge, at least one; the days since are not
// counted. An overdue appeal stays overdue by as many working days as it was then.
func (a lockedAppeal) restart(ctx context.Context, m openMerge) (calendar.Date, error) {
	s := a.tx
	cal := s.Reference().Calendar
	if a.OverdueAt != nil {
		late := max(1, cal.WorkingDaysBetween(*a.AnswerDue, m.At))
		due := cal.WorkingDaysBefore(s.Today(), late)
		if due.Before(*a.AnswerDue) {
			due = *a.AnswerDue
		}
		rule, now := RuleParted, s.Now()
		row := appealRow{ClockRule: &rule, ClockFrom: s.Today(), ClockAt: &now, AnswerDue: due}
		return due, a.update(ctx, row, "clock_rule", "clock_from", "clock_days", "clock_at", "answer_due")
	}
	left := cal.WorkingDaysBetween(m.At, *a.AnswerDue)
	if m.DaysLeft != nil {
		left = *m.DaysLeft
	}
	return a.startClock(ctx, RuleParted, s.Today(), max(1, left))
}

// returnVoices moves the voices of a separated appeal back, except those withdrawn since,
// and returns their number. The other appeal keeps the voices given to it directly or
// through another duplicate.
func (into lockedAppeal) returnVoices(ctx context.Context, m openMerge) (int, error) {
	s := into.tx
	back, err := s.exec(ctx, `
		insert into voices (appeal_id, user_id, level, local, at)
		select ?, k.user_id, coalesce(v.level, k.level), k.local, k.at
		from merge_voices k join users u on u.id = k.user_id left join voices v on v.appeal_id = ? and v.user_id = k.user_id
		where k.merge_id = ? and u.removed_at is null and (v.user_id is not null or k.user_id = ?::bigint)
		on conflict do nothing`, m.AppealID, into.ID, m.ID, into.AuthorID)
	if err != nil {
		return 0, err
	}
	_, err = s.exec(ctx, `
		delete from voices v where v.appeal_id = ? and v.moved
			and not exists (select 1 from merges o join merge_voices k on k.merge_id = o.id
				where o.into_id = v.appeal_id and o.parted_at is null and k.user_id = v.user_id)
			and not exists (select 1 from merges o join appeals a on a.id = o.appeal_id
				where o.into_id = v.appeal_id and o.parted_at is null and a.author_id = v.user_id)`, into.ID)
	return int(back), err
}

// returnFollows moves the followers of a separated appeal back, except users who have stopped
// following it since.
func (into lockedAppeal) returnFollows(ctx context.Context, m openMerge) error {
	s := into.tx
	own, other := AppealTarget(m.AppealID), AppealTarget(into.ID)
	if _, err := s.exec(ctx, `
		insert into follows (user_id, kind, target, at)
		select k.user_id, f.kind, ?, k.at
		from merge_follows k join follows f on f.user_id = k.user_id and f.kind = ? and f.target = ?
		where k.merge_id = ?
		on conflict do nothing`, own.ID, other.Kind, other.ID, m.ID); err != nil {
		return err
	}
	_, err := s.exec(ctx, `
		delete from follows f where f.kind = ? and f.target = ? and f.moved
			and not exists (select 1 from merges o join merge_follows k on k.merge_id = o.id
				where o.into_id = ? and o.parted_at is null and k.user_id = f.user_id)`, other.Kind, other.ID, into.ID)
	return err
}
