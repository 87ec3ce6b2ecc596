package record

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
)

// recordsLock is the key of the advisory lock of RecountRecords.
const recordsLock = 7315003

// Recount updates the figures of places and the records of bodies.
func (s *Store) Recount(ctx context.Context) error {
	return errors.Join(s.RecountFigures(ctx), s.RecountRecords(ctx))
}

// RecountRecords counts the records of all bodies again from one snapshot of the database.
// It writes only the rows that changed.
func (s *Store) RecountRecords(ctx context.Context) error {
	err := s.tx(ctx, func(tx *Store) error {
		if _, err := tx.db.Exec(ctx, `select pg_advisory_xact_lock(?)`, recordsLock); err != nil {
			return err
		}
		if _, err := tx.db.Exec(ctx, recountRecords, map[string]any{"today": tx.core.Today(), "now": tx.core.Now()}); err != nil {
			return err
		}
		return database.Rows[recountRow](tx.db, clause.OnConflict{Columns: []clause.Column{{Name: "one"}}, DoUpdates: clause.AssignmentColumns([]string{"as_of"})}).
			Create(ctx, &recountRow{One: true, AsOf: tx.core.Now()})
	})
	if err != nil {
		return fmt.Errorf("recount records: %w", err)
	}
	return nil
}

// recountRow is the only row of record_counts: when the records were last counted.
type recountRow struct {
	One  bool
	AsOf time.Time
}

func (recountRow) TableName() string { return "record_counts" }

// RecordsAsOf returns when the records were last counted; zero before the first time.
func (s *Store) RecordsAsOf(ctx context.Context) (time.Time, error) {
	row, err := database.Rows[recountRow](s.db).Take(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return time.Time{}, nil
	}
	return row.AsOf, err
}

// recountRecords counts each appeal once per branch, by joins: a subquery per appeal would be
// too slow.
var recountRecords = strings.NewReplacer("IS_CONCRETE", models.IsConcreteSQL, "COLUMNS", each(countColumns, "@"),
	"OF_APPEALS", each(appealColumns, "coalesce(c.@, 0) as @"), "OF_WORKS", each(workColumns, "coalesce(x.@, 0) as @"),
	"EXCLUDED", each(append(countColumns, "days"), "@ = excluded.@")).Replace(`
	with late as ( -- a delay stays in the record after an order or a withdrawal
		select e.appeal_id, e.body_id, min(e.at) as at from events e
		where e.kind = 'overdue' -- except where a changed calendar moved the term to a later date
			and not exists (select 1 from events r where r.appeal_id = e.appeal_id and r.kind = 'recomputed' and r.at > e.at
				and (r.data ->> 'due')::date >= (r.at at time zone 'Asia/Almaty')::date)
		group by 1, 2
	), answered as (
		select w.appeal_id, w.body_id, min(w.at) as at from answers w group by 1, 2
	), up as (
		select e.appeal_id, e.from_body_id as body_id, min(e.at) as at from escalations e group by 1, 2
	), officials as ( -- with their body and all its superiors
		select r.user_id, r.since, r.until, x.body_id
		from roles r join bodies b on b.id = r.body_id
		left join bodies s on s.id = b.superior_id left join bodies t on t.id = s.superior_id
		cross join lateral (values (b.id), (s.id), (t.id), (t.superior_id)) x (body_id)
	), own as (
		select a.id, a.body_id, a.category_code, date_trunc('quarter', a.registered_on)::date as quarter, a.paused_at, a.register_no,
			coalesce(l.at, a.overdue_at) as late_at
		from appeals a left join late l on l.appeal_id = a.id and l.body_id = a.body_id
		left join answered w on w.appeal_id = a.id and w.body_id = a.body_id
		left join up u on u.appeal_id = a.id and u.body_id = a.body_id
		left join (select appeal_id, user_id from events where kind = 'submitted') f on f.appeal_id = a.id -- the account of the author may be removed
		where a.status not in ('moderation', 'rejected') and a.registered_on is not null
			and (a.hidden_at is null or least(l.at, w.at, u.at) < a.hidden_at or 'author_request' = (
				select m.reason_code from moderations m where m.appeal_id = a.id and m.act = 'hide' order by m.at desc, m.id desc limit 1))
			and not exists (select 1 from officials r where r.user_id = coalesce(a.author_id, f.user_id) and r.body_id = a.body_id
				and r.since <= a.received_at and (r.until is null or r.until > a.received_at))
			and (a.status not in ('withdrawn', 'merged') or least(l.at, w.at, u.at) is not null)
	), given as (
		select w.appeal_id,
			(array_agg(w.at < (w.due + 1)::timestamp at time zone 'Asia/Almaty' and (o.late_at is null or o.late_at > w.at) order by w.round))[1] as on_time,
			(array_agg((w.at at time zone 'Asia/Almaty')::date = w.due and (o.late_at is null or o.late_at > w.at) order by w.round))[1] as last_day,
			(array_agg(w.concreteness order by w.round) filter (where w.concreteness is not null))[1] as points,
			bool_or(IS_CONCRETE) as concrete,
			(array_agg(w.workdays order by w.round) filter (where IS_CONCRETE))[1] as days,
			bool_or(v.answer_id is not null) as contested,
			bool_or(w.concreteness is not null and t.answer_id is not null) as template
		from answers w join own o on o.id = w.appeal_id and o.body_id = w.body_id
		left join verdicts v on v.answer_id = w.id and v.by_author and v.verdict = 'unsolved'
		left join (select answer_id from answer_twins union select twin_id from answer_twins) t on t.answer_id = w.id
		group by w.appeal_id
	), gone_up as (
		select u.appeal_id from up u join own o on o.id = u.appeal_id and o.body_id = u.body_id
	), day_promised as ( -- all promises of an answer for one date
		select p.appeal_id, p.first_due, bool_or(p.outcome is not distinct from 'broken') as broken,
			bool_and(p.outcome is not distinct from 'kept' and p.outcome_at < (p.first_due + 1)::timestamp at time zone 'Asia/Almaty') as kept
		from promises p join own o on o.id = p.appeal_id and o.body_id = p.body_id
		where p.first_due > (p.made_at at time zone 'Asia/Almaty')::date -- the date of the answer itself does not count
		group by p.appeal_id, p.answer_id, p.first_due
	), promised as (
		select appeal_id, count(*) filter (where kept) as kept, count(*) filter (where broken) as broken,
			count(*) filter (where not kept and not broken and first_due < @today) as moved
		from day_promised group by appeal_id
	), explained as (
		select w.body_id, w.category_code, date_trunc('quarter', w.published_at at time zone 'Asia/Almaty')::date as quarter,
			count(*) as works, count(*) filter (where first.at is null or first.at > w.published_at) as ahead
		from (
			select distinct on (body_id, md5(text)) id, body_id, category_code, published_at from works -- copies do not count
			where published_at <= @now order by body_id, md5(text), published_at, id) w
		left join (
			select l.work_id, min(a.received_at) as at
			from work_appeals l join appeals a on a.id = l.appeal_id
			group by l.work_id) first on first.work_id = w.id
		group by 1, 2, 3
	), sent as ( -- a body redirects an appeal at most once, since it never returns
		select r.from_body_id as body_id, a.category_code, date_trunc('quarter', r.at at time zone 'Asia/Almaty')::date as quarter, count(*) as sent_on
		from redirects r join appeals a on a.id = r.appeal_id
		group by 1, 2, 3
	), counted as (
		select o.body_id, o.category_code, o.quarter,
			count(*) as appeals,
			count(o.paused_at) as paused,
			count(l.appeal_id) as extended,
			count(o.register_no) as imported,
			count(g.appeal_id) as answered,
			count(*) filter (where g.appeal_id is not null or o.late_at is not null) as timed,
			count(*) filter (where g.on_time) as on_time,
			count(*) filter (where g.last_day) as last_day,
			count(g.points) as rated,
			count(*) filter (where g.concrete) as concrete,
			coalesce(sum(g.points), 0) as points,
			count(*) filter (where g.template) as template,
			count(*) filter (where g.contested) as contested,
			count(u.appeal_id) as escalated,
			coalesce(sum(p.kept), 0) as kept,
			coalesce(sum(p.moved), 0) as moved,
			coalesce(sum(p.broken), 0) as broken,
			coalesce(array_agg(g.days order by g.days) filter (where g.days is not null), '{}') as days
		from own o
		left join given g on g.appeal_id = o.id
		left join gone_up u on u.appeal_id = o.id
		left join promised p on p.appeal_id = o.id
		left join (select distinct appeal_id, body_id from extensions) l on l.appeal_id = o.id and l.body_id = o.body_id
		group by o.body_id, o.category_code, o.quarter
	), wanted as (
		select body_id, category_code, quarter, OF_APPEALS, OF_WORKS, coalesce(s.sent_on, 0) as sent_on, coalesce(c.days, '{}') as days
		from counted c full join explained x using (body_id, category_code, quarter) full join sent s using (body_id, category_code, quarter)
	), gone as (
		delete from record_stats r
		where not exists (
			select 1 from wanted w where (w.body_id, w.quarter, w.category_code) = (r.body_id, r.quarter, r.category_code))
	)
	insert into record_stats as r (body_id, category_code, quarter, COLUMNS, days)
	select body_id, category_code, quarter, COLUMNS, days from wanted
	on conflict (body_id, quarter, category_code) do update set EXCLUDED
	where r.* is distinct from excluded.*`)
