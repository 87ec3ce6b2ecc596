package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
)

// Receipt is the page that the author of an appeal gets after filing it.
type Receipt struct {
	ID            int64
	Number        string
	Status        Status
	Lang          string
	Title         string
	CategoryCode  string
	PlaceCode     string
	ReceivedAt    time.Time
	ModerationDue calendar.Date
	PublishedAt   *time.Time // when moderation published it; nil: not yet
	Private       bool
	Public        bool // the public can read it now
	EotinishNo    string
	BodyName      Names         `gorm:"embedded;embeddedPrefix:body_"`
	Trail         []Place       `gorm:"-"`
	RegisteredOn  calendar.Date `gorm:"-"` // art. 64, as of the receipt
	RedirectDue   calendar.Date `gorm:"-"` // art. 65
	AnswerDue     calendar.Date `gorm:"-"` // art. 76
	AnswerDays    *int          // working days of the term
}

// Receipt returns the receipt of an appeal to its author, and ErrNotFound to other users, who
// cannot tell whether the appeal exists.
func (s *Store) Receipt(ctx context.Context, number string, author int64) (r Receipt, err error) {
	if err = s.readOne(ctx, &r, `
		select a.id, a.number, a.status, a.lang, a.title, a.category_code, a.place_code, a.received_at, a.moderation_due, a.published_at, a.private, a.public,
			coalesce(a.eotinish_no, '') as eotinish_no,
			(select coalesce((data ->> 'days')::int, @days) from events where appeal_id = a.id and kind in ('published', 'accepted') order by id limit 1) as answer_days,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en
		from appeals a
		join events e on e.appeal_id = a.id and e.kind = 'submitted'
		join bodies b on b.id = e.body_id -- the first responsible body
		where a.number = @number and a.author_id = @author`, map[string]any{"days": calendar.AnswerDays, "number": number, "author": author}); err != nil {
		return r, fmt.Errorf("receipt of %q: %w", number, err)
	}
	reached := r.ReceivedAt
	if r.PublishedAt != nil {
		reached = *r.PublishedAt
	}
	if r.AnswerDays == nil { // the term if it were published now
		category, _ := s.Reference().Category(r.CategoryCode)
		days := category.AnswerDays()
		r.AnswerDays = &days
	}
	terms := s.TermsFrom(s.Reference().Calendar.RegistrationWith(r.ReceivedAt, reached), *r.AnswerDays)
	r.RegisteredOn, r.RedirectDue, r.AnswerDue = terms.Registered, terms.RedirectDue, terms.AnswerDue
	r.Trail, err = s.PlaceTrail(ctx, r.PlaceCode)
	return r, err
}
