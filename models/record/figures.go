package record

import (
	"context"
	"fmt"
)

// figuresLock is the key of the advisory lock of RecountFigures. A second recount waits and
// then reads the result of the first.
const figuresLock = 7315002

// RecountFigures counts the public appeals and the explanations of every place with all below
// it, and of the whole country, from one snapshot of the database.
func (s *Store) RecountFigures(ctx context.Context) error {
	err := s.tx(ctx, func(tx *Store) error {
		if _, err := tx.db.Exec(ctx, `select pg_advisory_xact_lock(?)`, figuresLock); err != nil {
			return err
		}
		if _, err := tx.db.Exec(ctx, recountFigures, map[string]any{"today": tx.core.Today(), "now": tx.core.Now()}); err != nil {
			return err
		}
		_, err := tx.db.Exec(ctx, recountGap)
		return err
	})
	if err != nil {
		return fmt.Errorf("recount figures: %w", err)
	}
	return nil
}

// recountFigures counts each place on its own once. Then it sums these counts, some thousands
// at most, to the places above, which follow from the code.
const recountFigures = `
	with own as (
		select a.place_code as code,
			count(*) filter (where a.open) as open,
			count(*) filter (where a.open and a.paused_at is null and a.answer_due < @today) as overdue,
			count(*) filter (where a.answered_at is not null) as answered,
			-- by the last day of the term, in Almaty, and by the responsible body, not its superior
			count(*) filter (where w.body_id = a.body_id and w.at < (w.due + 1)::timestamp at time zone 'Asia/Almaty') as in_time,
			count(*) filter (where a.status = 'resolved_uncontested') as uncontested,
			count(*) filter (where a.status = 'resolved_confirmed') as confirmed,
			0 as works,
			min(a.received_at) filter (where a.open) as waiting_since,
			(array_agg(a.id order by a.received_at, a.id) filter (where a.open))[1] as waiting_id
		from appeals a left join answers w on w.appeal_id = a.id and w.round = 1
		where a.public
		group by a.place_code
		union all
		select place_code, 0, 0, 0, 0, 0, 0, count(*), null, null from works where published_at <= @now group by place_code
	), summed as (
		select p.code,
			sum(o.open) as open, sum(o.overdue) as overdue, sum(o.answered) as answered, sum(o.in_time) as in_time,
			sum(o.uncontested) as uncontested, sum(o.confirmed) as confirmed, sum(o.works) as works,
			(array_agg(o.waiting_id order by o.waiting_since, o.waiting_id) filter (where o.waiting_id is not null))[1] as waiting_id
		from own o
		cross join lateral (
			select left(o.code, 2) || '0000000' as code union select left(o.code, 4) || '00000'
			union select left(o.code, 6) || '000' union select o.code) up
		join places p on p.code = up.code
		group by p.code
	), gone as (
		delete from place_stats where place_code not in (select code from summed)
	), of_places as (
		insert into place_stats (place_code, open, overdue, answered, in_time, uncontested, confirmed, works, waiting_id, as_of)
		select code, open, overdue, answered, in_time, uncontested, confirmed, works, waiting_id, @now from summed
		on conflict (place_code) do update set
			open = excluded.open, overdue = excluded.overdue, answered = excluded.answered, in_time = excluded.in_time,
			uncontested = excluded.uncontested, confirmed = excluded.confirmed, works = excluded.works, waiting_id = excluded.waiting_id, as_of = excluded.as_of
	)
	insert into site_stats (one, open, overdue, answered, in_time, uncontested, confirmed, works, waiting_id, as_of)
	select true, coalesce(sum(open), 0), coalesce(sum(overdue), 0), coalesce(sum(answered), 0), coalesce(sum(in_time), 0),
		coalesce(sum(uncontested), 0), coalesce(sum(confirmed), 0), coalesce(sum(works), 0),
		(array_agg(waiting_id order by waiting_since, waiting_id) filter (where waiting_id is not null))[1], @now
	from own
	on conflict (one) do update set
		open = excluded.open, overdue = excluded.overdue, answered = excluded.answered, in_time = excluded.in_time,
		uncontested = excluded.uncontested, confirmed = excluded.confirmed, works = excluded.works, waiting_id = excluded.waiting_id, as_of = excluded.as_of`
