package models

import (
	"context"
	"fmt"
)

// AppealPage returns the page of a public appeal by its number, in a fixed number of queries. It
// returns ErrNotFound before publication, and *Gone with the public reason for an appeal that
// was rejected or hidden.
func (s *Store) AppealPage(ctx context.Context, number string) (AppealPage, error) {
	return s.AppealPageFor(ctx, number, 0)
}

// AppealPageFor is AppealPage for a user, who sees an own appeal in any state; 0 is the public.
func (s *Store) AppealPageFor(ctx context.Context, number string, user int64) (d AppealPage, err error) {
	own := false
	d, err = s.appealPage(ctx, number, func(row appealPageRow) error {
		own = user != 0 && row.AuthorID != nil && *row.AuthorID == user
		switch {
		case row.Public || own:
			return nil
		case row.Status == Rejected || row.HiddenAt != nil:
			return &Gone{Number: number, Reason: row.GoneReason, Text: row.GoneText, OwnWish: row.OwnWish}
		}
		return ErrNotFound
	})
	if err == nil && own {
		if err = d.readAuthorship(ctx, s); err != nil {
			err = fmt.Errorf("appeal %s: %w", number, err)
		}
	}
	return d, err
}

// appealPageRow is the row of an appeal with the facts that decide who may see it.
type appealPageRow struct {
	Appeal
	Public      bool
	AuthorID    *int64
	Responsible Body `gorm:"embedded;embeddedPrefix:responsible_"`
	GoneReason  string
	GoneText    string
	OwnWish     bool
}

// appealPage reads the page of an appeal, unless may returns an error for its row.
func (s *Store) appealPage(ctx context.Context, number string, may func(appealPageRow) error) (d AppealPage, err error) {
	if !IsAppealNumber(number) {
		return d, ErrNotFound
	}
	var row appealPageRow
	err = s.readOne(ctx, &row, `
		select `+CardColumns+`,
			a.kind, a.text, coalesce(a.register_no, '') as register_no, coalesce(a.eotinish_no, '') as eotinish_no, a.body_id,
			case when a.author_shown then coalesce(u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end, '') else '' end as author_name,
			a.lat, a.lon, a.published_at, a.registered_on, a.redirect_due, a.overdue_at,
			coalesce(a.clock_rule, '') as clock_rule, a.clock_from, a.clock_days, coalesce(m.number, '') as merged_number, a.hidden_at, a.private, a.voices_checked, a.voices_local, a.voices_at, a.public, a.author_id,
			b.id as responsible_id, coalesce(b.place_code, '') as responsible_place_code, b.kind as responsible_kind, b.level as responsible_level,
			b.name_kk as responsible_name_kk, b.name_ru as responsible_name_ru, b.name_en as responsible_name_en,
			b.post_kk as responsible_post_kk, b.post_ru as responsible_post_ru, b.post_en as responsible_post_en,
			coalesce(mo.reason_code, '') as gone_reason, coalesce(mo.text, '') as gone_text,
			coalesce(mo.user_id = a.author_id and mo.reason_code = 'author_request', false) as own_wish
		from appeals a
		join places p on p.code = a.place_code
		join bodies b on b.id = a.body_id
		left join users u on u.id = a.author_id
		left join appeals m on m.id = a.merged_into_id
		left join lateral (
			select reason_code, text, user_id from moderations
			where appeal_id = a.id and act in ('reject', 'hide', 'private') order by at desc limit 1) mo on true
		where a.number = ?`, number)
	if err != nil {
		return d, fmt.Errorf("appeal %s: %w", number, err)
	}
	if err = may(row); err != nil {
		return d, err
	}
	d.Appeal, d.Responsible = row.Appeal, row.Responsible
	for _, part := range []func(context.Context, *Store) error{
		d.readTrail, d.readEvents, d.readAnswers, d.readVerdicts, d.readPictures,
		d.readEscalations, d.readJoined, d.readWorks, d.readNeighbours, d.readAround,
	} {
		if err := part(ctx, s); err != nil {
			return d, fmt.Errorf("appeal %s: %w", number, err)
		}
	}
	return d, nil
}
