package notice

// The statements that find the readers of events. Each ends in a CTE readers with one row
// per person and event (or work, comment, draft), for the closest relation of the person to
// it. People are not notified of their own actions. Events of an appeal that is not public
// notify only its author and its office.

// placesAbove returns an SQL list of the place of x and all places above it, which follow
// from its code.
func placesAbove(x string) string {
	return `(` + x + `.place_code, substr(` + x + `.place_code, 1, 6) || '000', substr(` + x + `.place_code, 1, 4) || '00000', substr(` + x + `.place_code, 1, 2) || '0000000')`
}

// roleNow is the SQL condition that a role r belongs to an office and is current.
const roleNow = `r.role in ('executor', 'head') and r.since <= @now and (r.until is null or r.until > @now)`

// noDraft are the columns of a notice that is not about a draft.
const noDraft = `null::bigint as draft_id, null::bigint as draft_body`

// draftHeads joins the heads of the body of drafts d, except the head who handed it over.
const draftHeads = `
	join roles r on r.body_id = d.body_id and r.role = 'head' and ` + roleNow + `
	join users u on u.id = r.user_id and u.removed_at is null
	where r.user_id <> d.user_id and d.handed_at > @since`

const noticesOfAnswerDrafts = `
	readers as (
		select distinct r.user_id, 'handed' as kind, d.appeal_id, null::bigint as work_id, null::bigint as event_id, null::bigint as comment_id,
			null::bigint as draft_id, d.body_id as draft_body, 'official' as source, d.body_id::text as target
		from answer_drafts d ` + draftHeads + ` and (d.appeal_id, d.body_id) in @drafts
	)`

const noticesOfWorkDrafts = `
	readers as (
		select distinct r.user_id, 'handed' as kind, null::bigint as appeal_id, null::bigint as work_id, null::bigint as event_id, null::bigint as comment_id,
			d.id as draft_id, null::bigint as draft_body, 'official' as source, d.body_id::text as target
		from work_drafts d ` + draftHeads + ` and d.id in @drafts
	)`

// noticesOfEvents finds the readers of events of appeals, by audience.
var noticesOfEvents = `
	e as (
		select e.id, e.kind, e.actor, e.user_id as by_user, a.id as appeal_id, a.author_id, a.place_code, a.category_code,
			a.public, a.published_at is not null as published, a.register_no is not null as imported,
			a.body_id, (e.data ->> 'merge')::bigint as merge_id, e.body_id as by_body, coalesce((e.data ->> 'to_body')::bigint, a.body_id) as to_body
		from events e join appeals a on a.id = e.appeal_id
		where e.id in @events
	), found as (
		select id, 1 as nearness, author_id as user_id, 'author' as source, appeal_id::text as target
		from e where kind in @to_author
		union all
		select e.id, 2, r.user_id, 'official', o.body_id::text
		from e cross join lateral (values
				(e.body_id, e.kind in @to_office or e.kind in @to_office_of_own and e.actor = 'author'),
				(e.by_body, e.kind in @to_office_by),
				(e.to_body, e.kind in @to_office_to)) o (body_id, told)
			join roles r on r.body_id = o.body_id and ` + roleNow + `
		where o.told and e.published and not e.imported
		union all
		select e.id, 3, v.user_id, 'voice', e.appeal_id::text
		from e join voices v on v.appeal_id = e.appeal_id
		where e.public and e.kind in @to_voices
		union all
		select e.id, 4, f.user_id, f.kind, f.target
		from e join follows f on f.kind = 'appeal' and f.target = e.appeal_id::text
		where e.public and e.kind in @to_followers
		union all
		select e.id, 3, v.user_id, 'voice', e.appeal_id::text
		from e join merge_voices v on v.merge_id = e.merge_id
		where e.public and e.kind in @to_moved
		union all
		select e.id, 4, f.user_id, 'appeal', e.appeal_id::text
		from e join merge_follows f on f.merge_id = e.merge_id
		where e.public and e.kind in @to_moved
		union all
		select e.id, 5, f.user_id, f.kind, f.target
		from e join follows f on (f.kind = 'place' and f.target in ` + placesAbove("e") + `
			or f.kind = 'category' and f.target = e.category_code
			or f.kind = 'body' and f.target = e.body_id::text)
		where e.public and not e.imported and e.kind in @to_around
	), readers as (
		select distinct on (f.user_id, e.id) f.user_id, e.kind, e.appeal_id, null::bigint as work_id, e.id as event_id, null::bigint as comment_id, ` + noDraft + `,
			f.source, f.target
		from found f join e on e.id = f.id join users u on u.id = f.user_id
		where (f.user_id is distinct from e.by_user or e.kind = 'submitted') and u.removed_at is null
		order by f.user_id, e.id, f.nearness, f.source, f.target
	)`

// noticesOfExplained finds the authors, voices and followers of the appeals that a work
// explains. It makes one notice per person and work, also for several explained appeals.
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
		select distinct on (f.user_id, f.work_id) f.user_id, 'work' as kind, null::bigint as appeal_id, f.work_id, null::bigint as event_id, null::bigint as comment_id, ` + noDraft + `,
			f.source, f.appeal_id::text as target
		from found f join users u on u.id = f.user_id
		where f.user_id is distinct from f.by_user and u.removed_at is null
		order by f.user_id, f.work_id, f.nearness, f.appeal_id
	)`

// noticesOfWorks finds the followers of the place, category or body of a work, except the
// officials of the body.
var noticesOfWorks = `
	readers as (
		select distinct on (f.user_id, w.id) f.user_id, 'work' as kind, null::bigint as appeal_id, w.id as work_id, null::bigint as event_id, null::bigint as comment_id, ` + noDraft + `,
			f.kind as source, f.target
		from works w join follows f on (f.kind = 'place' and f.target in ` + placesAbove("w") + `
			or f.kind = 'category' and f.target = w.category_code
			or f.kind = 'body' and f.target = w.body_id::text)
		join users u on u.id = f.user_id
		where w.id in @works and w.published_at > @since and u.removed_at is null
			and not exists (select 1 from roles r where r.user_id = f.user_id and r.body_id = w.body_id and (r.until is null or r.until > @now))
		order by f.user_id, w.id, f.kind, f.target
	)`

// noticesOfComments finds the office for questions under its explanation, those who asked
// there for replies of the office, and the author and followers of an appeal for comments of
// a body. Hidden comments have no readers.
const noticesOfComments = `
	c as (
		select c.id, c.user_id as by_user, c.body_id is not null as official, c.appeal_id, c.work_id, a.author_id, w.body_id as work_body
		from comments c left join appeals a on a.id = c.appeal_id left join works w on w.id = c.work_id
		where c.id in @comments and c.at > @since and c.hidden_at is null and (c.work_id is not null or a.public)
	), found as (
		select c.id, 1 as nearness, 'question' as kind, r.user_id, 'official' as source, c.work_body::text as target
		from c join roles r on r.body_id = c.work_body and ` + roleNow + `
		where not c.official
		union all
		select id, 1, 'reply', author_id, 'author', appeal_id::text from c where official and appeal_id is not null
		union all
		select c.id, 2, 'reply', f.user_id, f.kind, f.target
		from c join follows f on f.kind = 'appeal' and f.target = c.appeal_id::text
		where c.official
		union all
		select distinct c.id, 3, 'reply', q.user_id, 'asker', c.work_id::text
		from c join comments q on q.work_id = c.work_id and q.id < c.id and q.body_id is null and q.hidden_at is null
		where c.official
	), readers as (
		select distinct on (f.user_id, c.id) f.user_id, f.kind, c.appeal_id, c.work_id, null::bigint as event_id, c.id as comment_id, ` + noDraft + `, f.source, f.target
		from found f join c on c.id = f.id join users u on u.id = f.user_id
		where f.user_id is distinct from c.by_user and u.removed_at is null
		order by f.user_id, c.id, f.nearness, f.target
	)`
