package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// mayLapse is the SQL condition that the answer to the appeal a was not contested within
// the term for a verdict, which @since begins. It excludes an answer on which the author has
// given a verdict ("partly") or that is being escalated, and appeals without a known author,
// who could not contest.
const mayLapse = `a.status = 'answered' and a.answered_at < @since and a.author_id is not null
	and not exists (
		select 1 from verdicts v
		where v.by_author and v.answer_id = (select id from answers where appeal_id = a.id order by round desc limit 1))
	and not exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null)`

// verdictsSince returns the start of the term for a verdict: earlier answers lapse.
func verdictsSince(today calendar.Date) time.Time { return today.AddDays(-calendar.VerdictDays).Time() }

// LapseVerdicts closes the appeals whose answers were not contested within the term for a
// verdict, and returns their number.
func (s *Store) LapseVerdicts(ctx context.Context) (int, error) {
	return s.sweep(ctx, "lapse verdicts", func(tx *Store, after *int64) (int, error) {
		var ids []int64
		if err := tx.read(ctx, &ids, `
			select a.id from appeals a where a.id > @after and `+mayLapse+`
			order by a.id limit @batch for update of a skip locked`,
			map[string]any{"after": *after, "since": verdictsSince(tx.Today()), "batch": sweepBatch}); err != nil || len(ids) == 0 {
			return 0, err
		}
		*after = ids[len(ids)-1]
		_, err := lapse(ctx, tx, ids)
		return len(ids), err
	})
}

// lapse closes those of the locked appeals whose answers may lapse, and returns their number.
func lapse(ctx context.Context, tx *Store, ids []int64) (int, error) {
	var lapsed []struct {
		ID, BodyID int64
		AnsweredAt time.Time
	}
	if err := tx.read(ctx, &lapsed, `
		update appeals a set status = @status where a.id in @ids and `+mayLapse+`
		returning a.id, a.body_id, a.answered_at`,
		map[string]any{"status": ResolvedUncontested, "ids": ids, "since": verdictsSince(tx.Today())}); err != nil {
		return 0, err
	}
	events := make([]Event, len(lapsed))
	for i, a := range lapsed {
		by := tx.Reference().Calendar.VerdictDue(calendar.Of(a.AnsweredAt))
		events[i] = Event{AppealID: a.ID, Kind: Uncontested, At: EndOf(by), Actor: BySystem, BodyID: &lapsed[i].BodyID,
			Data: EventData{Due: by.String()}}
	}
	return len(lapsed), tx.recordAll(ctx, events)
}
