package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// Duty is who would have to answer an appeal filed at this moment, and by when.
type Duty struct {
	Body         Body
	RegisteredOn calendar.Date // art. 64
	AnswerDue    calendar.Date // art. 76
}

// WhoAnswers names the body that is competent for a category in a place, with
// the term that would run. ErrNotFound: there is no such place or category.
func (s *Store) WhoAnswers(ctx context.Context, place, category string) (d Duty, err error) {
	if d.Body, err = s.CompetentBody(ctx, place, category); err != nil {
		return d, fmt.Errorf("who answers: %w", err)
	}
	known, _ := s.Reference().Category(category)
	terms := s.termsToday(known.AnswerDays())
	d.RegisteredOn, d.AnswerDue = terms.Registered, terms.AnswerDue
	return d, nil
}

// AnswerByToday is the last day to answer an appeal filed at this moment, whoever answers.
func (s *Store) AnswerByToday() calendar.Date { return s.termsToday(calendar.AnswerDays).AnswerDue }

func (s *Store) termsToday(days int) terms {
	return s.TermsFrom(s.Reference().Calendar.Registration(s.Now()), days)
}
