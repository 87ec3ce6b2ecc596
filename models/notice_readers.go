package models

// The statements that find who is told what. Each ends in readers: one row a
// person and event (or work), the nearest reason first. Nobody is told what they
// did themselves, and only who has a part in it is told of what is not public.

// placesAbove is the place of x and, by its code, everything above it.
func placesAbove(x string) string {
	return `(` + x + `.place_code, substr(` + x + `.place_code, 1, 6) || '000', substr(` + x + `.place_code, 1, 4) || '00000', substr(` + x + `.place_code, 1, 2) || '0000000')`
}

var noticesOfEvents = `
	e as (
		select e.id, e.kind, e.actor, e.user_id as by_user, a.id as appeal_id, a.author_id, a.place_code, a.category_code,
			a.public, a.published_at is not null as published, a.register_no is not null as imported,
			case when e.kind in @went_to then coalesce((e.data ->> 'to_body')::bigint, a.body_id) else a.body_id end as body_id
		from events e join appeals a on a.id = e.appeal_id
		where e.id in @events
	), found as (
		select id, 1 as nearness, author_id as user_id, 'author' as source, appeal_id::text as target
		from e where kind not in @not_author
		union all
		select e.id, 2, r.user_id, 'official', e.body_id::text
		from e join roles r on r.body_id = e.body_id and r.role in ('executor', 'head') and r.since <= @now and (r.until is null or r.until > @now)
		where e.published and not e.imported and (e.kind in @officials or e.actor = 'author' and e.kind not in ('submitted', 'objected'))
		union all
		select e.id, 3, v.user_id, 'voice', e.appeal_id::text
		from e join voices v on v.appeal_id = e.appeal_id
		where e.public and e.kind in @voices
		union all
		select e.id, 4, f.user_id, f.kind, f.target
		from e join follows f on f.kind = 'appeal' and f.target = e.appeal_id::text
		where e.public and e.kind in @followers
		union all
		select e.id, 5, f.user_id, f.kind, f.target
		from e join follows f on (f.kind = 'place' and f.target in ` + placesAbove("e") + `
			or f.kind = 'category' and f.target = e.category_code
			or f.kind = 'body' and f.target = e.body_id::text)
		where e.public and not e.imported and e.kind in @around
	), readers as (
		select distinct on (f.user_id, e.id) f.user_id, e.kind, e.appeal_id, null::bigint as work_id, e.id as event_id, f.source, f.target
		from found f join e on e.id = f.id join users u on u.id = f.user_id
		where f.user_id is distinct from e.by_user and u.removed_at is null
		order by f.user_id, e.id, f.nearness, f.source
	)`

// noticesOfExplained tell whose appeals a work is about. The appeals are told of the
// work, not the work of the appeals: one with three of them is told once.
var noticesOfExplained = `
	e as (
		select e.user_id as by_user, (e.data ->> 'work')::bigint as work_id, a.id as appeal_id, a.author_id, a.public
		from events e join appeals a on a.id = e.appeal_id
		where e.id in @events and e.kind = 'explained' and e.data ->> 'work' is not null
	), found as (
		select work_id, by_user, 1 as nearness, author_id as user_id, 'author' as source, appeal_id from e
		union all
		select e.work_id, e.by_user, 2, v.user_id, 'voice', e.appeal_id
		from e join voices v on v.appeal_id = e.appeal_id where e.public
		union all
		select e.work_id, e.by_user, 3, f.user_id, f.kind, e.appeal_id
		from e join follows f on f.kind = 'appeal' and f.target = e.appeal_id::text where e.public
	), readers as (
		select distinct on (f.user_id, f.work_id) f.user_id, 'work' as kind, null::bigint as appeal_id, f.work_id, null::bigint as event_id,
			f.source, f.appeal_id::text as target
		from found f join users u on u.id = f.user_id
		where f.user_id is distinct from f.by_user and u.removed_at is null
		order by f.user_id, f.work_id, f.nearness, f.appeal_id
	)`

var noticesOfWorks = `
	readers as (
		select distinct on (f.user_id, w.id) f.user_id, 'work' as kind, null::bigint as appeal_id, w.id as work_id, null::bigint as event_id,
			f.kind as source, f.target
		from works w join follows f on (f.kind = 'place' and f.target in ` + placesAbove("w") + `
			or f.kind = 'category' and f.target = w.category_code
			or f.kind = 'body' and f.target = w.body_id::text)
		join users u on u.id = f.user_id
		where w.id in @works and w.published_at > @since and u.removed_at is null
			and not exists (select 1 from roles r where r.user_id = f.user_id and r.body_id = w.body_id and (r.until is null or r.until > @now))
		order by f.user_id, w.id, f.kind, f.target
	)`
