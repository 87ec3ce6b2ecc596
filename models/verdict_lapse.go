package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// mayLapse: nobody has objected to the answer of the appeal a, and nobody may any
// more. An answer on which the author has spoken ("partly"), or that has gone up, is
// not uncontested; nor is one to an appeal whose author the portal does not know,
// since nobody could object.
const mayLapse = `a.status = 'answered' and a.answered_at < ? and a.author_id is not null
	and not exists (
		select 1 from verdicts v
		where v.by_author and v.answer_id = (select id from answers where appeal_id = a.id order by round desc limit 1))
	and not exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null)`

// verdictsSince is the moment since when an answer may still be judged.
func (s *Store) verdictsSince() time.Time { return s.Today().AddDays(-calendar.VerdictDays).Time() }

// LapseVerdicts marks the answers that nobody objected to within the term for a
// verdict, and returns how many.
func (s *Store) LapseVerdicts(ctx context.Context) (int, error) {
	return s.sweep(ctx, "lapse verdicts", func(tx *Store, after *int64) (int, error) {
		var found []struct{ ID int64 }
		if err := tx.read(ctx, &found, `
			select a.id from appeals a where a.id > ? and `+mayLapse+`
			order by a.id limit ? for update of a skip locked`, *after, tx.verdictsSince(), sweepBatch); err != nil || len(found) == 0 {
			return 0, err
		}
		ids := make([]int64, len(found))
		for i, a := range found {
			ids[i] = a.ID
		}
		*after = ids[len(ids)-1]
		_, err := tx.lapse(ctx, ids)
		return len(ids), err
	})
}

// lapse closes those of the locked appeals whose answers may lapse, and returns how many.
func (s *Store) lapse(ctx context.Context, ids []int64) (int, error) {
	var lapsed []struct {
		ID, BodyID int64
		AnsweredAt time.Time
	}
	if err := s.read(ctx, &lapsed, `
		update appeals a set status = ? where a.id in ? and `+mayLapse+`
		returning a.id, a.body_id, a.answered_at`, ResolvedUncontested, ids, s.verdictsSince()); err != nil {
		return 0, err
	}
	events := make([]Event, len(lapsed))
	for i, a := range lapsed {
		by := s.Reference().Calendar.VerdictDue(calendar.Of(a.AnsweredAt))
		events[i] = Event{AppealID: a.ID, Kind: Uncontested, At: EndOf(by), Actor: BySystem, BodyID: &lapsed[i].BodyID,
			Data: EventData{Due: by.String()}}
	}
	return len(lapsed), s.recordAll(ctx, events)
}
