package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// Duty is the body that would have to answer an appeal filed now, and its deadline.
type Duty struct {
	Body         Body
	RegisteredOn calendar.Date // art. 64
	AnswerDue    calendar.Date // art. 76
}

// WhoAnswers returns the competent body for a category in a place, with the term of an appeal filed
// now. ErrNotFound: unknown place or category.
func (s *Store) WhoAnswers(ctx context.Context, place, category string) (d Duty, err error) {
	if d.Body, err = s.CompetentBody(ctx, place, category); err != nil {
		return d, fmt.Errorf("who answers: %w", err)
	}
	known, _ := s.Reference().Category(category)
	terms := s.termsToday(known.AnswerDays())
	d.RegisteredOn, d.AnswerDue = terms.Registered, terms.AnswerDue
	return d, nil
}

// AnswerByToday returns the last day to answer an appeal filed now, for any body.
func (s *Store) AnswerByToday() calendar.Date { return s.termsToday(calendar.AnswerDays).AnswerDue }

func (s *Store) termsToday(days int) terms {
	return s.TermsFrom(s.Reference().Calendar.Registration(s.Now()), days)
}
