package models

import (
	"context"

	"jauap/models/calendar"
)

// CanBePublished reports whether the appeal waits for moderation.
func (a Appeal) CanBePublished() bool { return a.Status == Moderation }

// PublishAppeal publishes an appeal, with the responsible body and its deadline. A private appeal
// goes to its body and stays out of public view. The terms start with the receipt (arts 64, 65,
// 76), so that moderation costs the resident no time. If moderation took longer than the days for a
// redirect, they start now, see calendar.RegistrationWith: otherwise the body would be late at
// once.
func (s *Store) PublishAppeal(ctx context.Context, id, moderator int64) error {
	return s.act(ctx, "publish", id, func(tx *Store, a lockedAppeal) error { return a.publish(ctx, moderator) })
}

// PublishReviewed is PublishAppeal for the version that a moderator has read. ErrStale: the text
// was masked, or the author has added to it, since.
func (s *Store) PublishReviewed(ctx context.Context, id, moderator int64, version int) error {
	return s.act(ctx, "publish", id, func(tx *Store, a lockedAppeal) error {
		var now int
		if err := tx.readOne(ctx, &now, `select `+reviewVersion+` from appeals a where id = ?`, id); err != nil {
			return err
		}
		if a.CanBePublished() && now != version {
			return ErrStale
		}
		return a.publish(ctx, moderator)
	})
}

func (a lockedAppeal) publish(ctx context.Context, moderator int64) error {
	s := a.tx
	if !a.CanBePublished() {
		return ErrState
	}
	category, _ := s.Reference().Category(a.CategoryCode)
	terms := s.TermsFrom(s.Reference().Calendar.RegistrationWith(a.ReceivedAt, s.Now()), category.AnswerDays())
	due, err := a.startClock(ctx, RuleRegistered, terms.Registered, category.AnswerDays())
	if err != nil {
		return err
	}
	now := s.Now()
	row := appealRow{Status: Registered, PublishedAt: &now, RegisteredOn: terms.Registered, RedirectDue: terms.RedirectDue}
	if err := a.update(ctx, row, "status", "published_at", "registered_on", "redirect_due"); err != nil {
		return err
	}
	act, kind := "publish", Published
	if a.Private {
		act, kind = "accept", Accepted
	}
	if err := s.moderated(ctx, a.ID, moderator, act, "", ""); err != nil {
		return err
	}
	return s.record(ctx, Event{AppealID: a.ID, Kind: kind, Actor: ByModerator, UserID: NilIfZero(moderator), BodyID: &a.BodyID,
		Data: EventData{Due: due.String(), Days: category.Term}})
}

// terms are the deadlines that a registration sets.
type terms struct{ Registered, RedirectDue, AnswerDue calendar.Date }

func (s *Store) TermsFrom(registered calendar.Date, days int) terms {
	cal := s.Reference().Calendar
	return terms{registered, cal.RedirectDue(registered), cal.TermFrom(registered, days)}
}

// moderated writes an action of moderation with its public reason.
func (s *Store) moderated(ctx context.Context, appeal, moderator int64, act, reason, text string) error {
	_, err := s.exec(ctx, `
		insert into moderations (appeal_id, user_id, act, reason_code, text, at)
		values (?, ?, ?, ?, ?, ?)`, appeal, NilIfZero(moderator), act, reason, text, s.Now())
	return err
}
