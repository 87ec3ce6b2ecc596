package record

// recountGap counts, for each place, category and level of body, the public appeals that
// bodies handled, and those that they could not solve for lack of power or money: an answer
// says so, or a redirect has the reason "not competent". It runs in the transaction of
// RecountFigures and writes only the rows that changed.
const recountGap = `
	with said as (
		select w.appeal_id, b.level, w.obstacle = 'power' as power, w.obstacle = 'money' as money, false as passed,
			w.obstacle <> '' and w.refusal as refused, case when w.obstacle <> '' then w.at end as since
		from answers w join bodies b on b.id = w.body_id
		union all
		select r.appeal_id, b.level, false, false, true, false, r.at
		from redirects r join bodies b on b.id = r.from_body_id
		where r.reason_code = 'not_competent'
	), dealt as (
		select a.place_code, a.category_code, s.level, a.id,
			bool_or(s.power) as power, bool_or(s.money) as money, bool_or(s.passed) as passed,
			bool_or(s.refused) as refused, min(s.since) as since
		from said s join appeals a on a.id = s.appeal_id
		where a.public
		group by grouping sets ((a.id, s.level), (a.id))
	), wanted as (
		select d.place_code, d.category_code, d.level, count(*) as handled, count(d.since) as stuck,
			count(*) filter (where d.power) as power, count(*) filter (where d.money) as money,
			count(*) filter (where d.passed) as passed, count(*) filter (where d.refused) as refused,
			count(*) filter (where u.last >= d.since) as gone_up
		from dealt d
		left join (select appeal_id, max(at) as last from escalations group by appeal_id) u on u.appeal_id = d.id
		group by 1, 2, 3
	), gone as (
		delete from gap_stats g
		where not exists (
			select 1 from wanted w
			where w.place_code = g.place_code and w.category_code = g.category_code and w.level is not distinct from g.level)
	)
	insert into gap_stats as g (place_code, category_code, level, handled, stuck, power, money, passed, refused, gone_up)
	select place_code, category_code, level, handled, stuck, power, money, passed, refused, gone_up from wanted
	on conflict (place_code, category_code, level) do update set
		handled = excluded.handled, stuck = excluded.stuck, power = excluded.power, money = excluded.money,
		passed = excluded.passed, refused = excluded.refused, gone_up = excluded.gone_up
	where g is distinct from excluded`
