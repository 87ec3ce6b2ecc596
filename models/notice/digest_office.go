package notice

import (
	"context"

	"jauap/models"
	"jauap/models/calendar"
)

// digestLines is the number of lines in one part of a digest; the others are only counted.
const digestLines = 5

// DigestPart is one part of the digest of an office, "digest.part_<kind>" in the locale files.
type DigestPart struct {
	Kind  string // new, due, late, promise, escalated, question
	Total int
	Lines []DigestLine
}

// DigestLine is an appeal or an explanation in a digest. Appeals that are not public are
// counted but have no line.
type DigestLine struct {
	Part   string
	Total  int
	Number string // of an appeal
	WorkID int64  // of an explanation
	Title  string
	Lang   string
	Day    calendar.Date    // the due date; of a question the day on which it was asked
	Kind   models.EventKind // the last event, in the digest of a follower
}

// digestParts is the order of the parts, the most urgent first.
var digestParts = []string{"late", "due", "escalated", "promise", "question", "new"}

// officeItems selects the lines of the digest of an official, with the total of each part.
const officeItems = `
	with mine as (
		select distinct r.body_id from roles r where r.user_id = @user and ` + roleNow + `
	), items as (
		select 'new' as part, a.id, a.number, a.title, a.lang, not a.public as unseen, 0::bigint as work_id, a.answer_due as day
		from appeals a where a.open and a.body_id in (select body_id from mine) and a.clock_from >= @from and a.clock_from < @week
		union all
		select case when a.answer_due < @today then 'late' else 'due' end, a.id, a.number, a.title, a.lang, not a.public, 0, a.answer_due
		from appeals a where a.open and a.body_id in (select body_id from mine) and a.paused_at is null and a.answer_due < @next
		union all
		select 'promise', a.id, a.number, a.title, a.lang, not a.public, 0, p.due
		from promises p join appeals a on a.id = p.appeal_id
		where p.outcome is null and p.body_id in (select body_id from mine) and p.due >= @today and p.due < @next
		union all
		select 'escalated', a.id, a.number, a.title, a.lang, not a.public, 0, e.due
		from escalations e join appeals a on a.id = e.appeal_id
		where e.closed_at is null and e.to_body_id in (select body_id from mine)
		union all
		select 'question', w.id, '', w.title, w.lang, false, w.id, min((c.at at time zone 'Asia/Almaty')::date)
		from works w join comments c on c.work_id = w.id
		where w.body_id in (select body_id from mine) and c.body_id is null and c.hidden_at is null
			and not exists (select 1 from comments o where o.work_id = w.id and o.id > c.id and o.body_id is not null and o.hidden_at is null)
		group by w.id
	), counted as (
		select *, row_number() over (partition by part order by unseen, day, id) as place, count(*) over (partition by part) as total
		from items
	)
	select part, total, work_id, day,
		case when unseen then '' else number end as number, case when unseen then '' else title end as title, lang
	from counted where place <= @lines
	order by part, place`

// fillOffice reads the digest of an official in two queries.
func (s *Store) fillOffice(ctx context.Context, d *Digest) error {
	args := map[string]any{"user": d.UserID, "now": s.core.Now(), "today": s.core.Today(),
		"from": d.From(), "week": d.Week, "next": d.Week.AddDays(7), "lines": digestLines}
	if err := s.db.Read(ctx, &d.Bodies, `
		select b.name_kk as kk, b.name_ru as ru, b.name_en as en
		from bodies b where b.id in (select r.body_id from roles r where r.user_id = @user and `+roleNow+`) order by b.id`, args); err != nil {
		return err
	}
	var lines []DigestLine
	if err := s.db.Read(ctx, &lines, officeItems, args); err != nil {
		return err
	}
	for _, kind := range digestParts {
		part := DigestPart{Kind: kind}
		for _, line := range lines {
			if line.Part != kind {
				continue
			}
			part.Total = line.Total
			if line.Title != "" {
				part.Lines = append(part.Lines, line)
			}
		}
		if part.Total > 0 {
			d.Parts = append(d.Parts, part)
		}
	}
	return nil
}
