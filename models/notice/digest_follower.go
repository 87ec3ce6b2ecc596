package notice

import (
	"context"
	"slices"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

// DigestPlace holds the counts of one week in one place, category or body.
type DigestPlace struct {
	Followed
	New, Answered, Overdue int // appeals
	Kept, Broken           int // promises
}

// digestEvents are the events that the digest of a follower counts.
var digestEvents = []models.EventKind{models.Published, models.AnswerGiven, models.WasDeclined, models.BecameOverdue, models.PromiseKept, models.PromiseBroken}

// digestAppeals is the number of appeals that the digest of a follower lists.
const digestAppeals = 10

// followedWeek selects, as found, the events of the week of a digest on public appeals in the
// places, categories and bodies that the reader follows.
var followedWeek = `
	with mine as (
		select kind, target from follows where user_id = @user and kind in ('place', 'category', 'body')
	), week as (
		select e.id, e.kind as what, e.at, a.id as appeal_id, a.number, a.title, a.lang, a.voices, a.place_code, a.category_code, a.body_id
		from events e join appeals a on a.id = e.appeal_id
		where e.at >= @from and e.at < @to and e.kind in @kinds and a.public and a.register_no is null
	), found as (
		select m.kind, m.target, w.id, w.what, w.at, w.appeal_id, w.number, w.title, w.lang, w.voices
		from mine m join week w on (m.kind = 'place' and m.target in ` + placesAbove("w") + `
			or m.kind = 'category' and m.target = w.category_code
			or m.kind = 'body' and m.target = w.body_id::text)
	)`

// fillFollower reads the digest of a follower in two queries.
func (s *Store) fillFollower(ctx context.Context, d *Digest) error {
	midnight := func(day calendar.Date) time.Time {
		return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, calendar.Zone)
	}
	args := map[string]any{"user": d.UserID, "from": midnight(d.From()), "to": midnight(d.Week), "kinds": digestEvents, "lines": digestAppeals}
	var counted []struct {
		Followed
		What models.EventKind
		N    int
	}
	if err := s.db.Read(ctx, &counted, followedWeek+`
		, counted as (select kind, target, what, case when what in ('promise_kept', 'promise_broken') then count(*) else count(distinct appeal_id) end as n from found group by kind, target, what)
		select f.what, f.n, `+followedColumns+` from counted f `+followedNames+`
		order by f.kind, f.target`, args); err != nil || len(counted) == 0 {
		return err
	}
	for _, c := range counted {
		i := slices.IndexFunc(d.Around, func(p DigestPlace) bool { return p.Target == c.Target })
		if i < 0 {
			i, d.Around = len(d.Around), append(d.Around, DigestPlace{Followed: c.Followed})
		}
		p := &d.Around[i]
		switch c.What {
		case models.Published:
			p.New += c.N
		case models.AnswerGiven, models.WasDeclined:
			p.Answered += c.N
		case models.BecameOverdue:
			p.Overdue += c.N
		case models.PromiseKept:
			p.Kept += c.N
		case models.PromiseBroken:
			p.Broken += c.N
		}
	}
	// the last event of each appeal; appeals with most voices first
	return s.db.Read(ctx, &d.Lines, followedWeek+`
		, latest as (select distinct on (appeal_id) * from found order by appeal_id, id desc)
		select number, title, lang, what as kind from latest order by voices desc, id desc limit @lines`, args)
}
