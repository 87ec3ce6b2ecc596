package appeals

import (
	"cmp"
	"context"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// clockSteps explains step by step, with the articles of the law, how the deadline of the answer
// was computed. It reads the events, which are the only record of the changes.
func clockSteps(ctx context.Context, d models.AppealPage) []string {
	ref := parts.SiteFrom(ctx).Reference
	if ref == nil || d.RegisteredOn == nil {
		return nil
	}
	cal := ref.Calendar
	received := calendar.Of(d.ReceivedAt)
	// A redirect restarts the clock and moves the date of registration, so the first date is
	// computed, not read.
	registered, reached := cal.Registration(d.ReceivedAt), d.ReceivedAt
	for _, e := range d.Events {
		if e.Kind == models.Published || e.Kind == models.Accepted {
			reached = e.At
		}
	}
	var steps []string
	switch with := cal.RegistrationWith(d.ReceivedAt, reached); {
	case with != registered:
		registered = with
		steps = append(steps, i18n.T(ctx, "appeal.step_registered_moderated", "received", received, "days", calendar.RedirectDays, "date", registered))
	case registered == received:
		steps = append(steps, i18n.T(ctx, "appeal.step_registered", "date", registered))
	default:
		steps = append(steps, i18n.T(ctx, "appeal.step_registered_later", "received", received, "date", registered))
	}
	// the date that was announced; later changes of the calendar do not move it
	first, days := cal.AnswerDue(registered), 0
	for _, e := range d.Events {
		if e.Kind == models.Published || e.Kind == models.Accepted || e.Kind == models.Imported {
			first, days = dueOr(e, first), e.Data.Days
		}
	}
	if days > 0 {
		steps = append(steps, i18n.T(ctx, "appeal.step_term_category", "days", days, "most", calendar.AnswerDays, "due", first))
	} else {
		steps = append(steps, i18n.T(ctx, "appeal.step_term", "days", calendar.AnswerDays, "due", first))
	}
	for _, e := range d.Events {
		on := calendar.Of(e.At)
		switch e.Kind {
		case models.Redirected:
			steps = append(steps, i18n.T(ctx, "appeal.step_redirected",
				"date", on, "body", parts.Name(ctx, e.ToName), "days", cmp.Or(e.Data.Days, calendar.AnswerDays), "due", dueOr(e, cal.AnswerDue(on))))
		case models.Extended:
			steps = append(steps, i18n.T(ctx, "appeal.step_extended",
				"date", on, "due", dueOr(e, cal.ExtensionLimit(received)), "months", calendar.ExtensionMonths))
		case models.Reopened:
			steps = append(steps, i18n.T(ctx, "appeal.step_reopened",
				"date", on, "days", calendar.ReopenedDays, "due", dueOr(e, cal.TermFrom(on, calendar.ReopenedDays))))
		case models.ClockRecomputed:
			steps = append(steps, i18n.T(ctx, "calendar.step_recomputed", "date", on, "was", dayOf(e.Data.FromDue, on), "due", dueOr(e, on)))
		case models.ClockPaused:
			steps = append(steps, i18n.T(ctx, "calendar.step_paused", "date", on, "days", e.Data.Left, "law", e.Data.Law))
		case models.ClockResumed:
			steps = append(steps, i18n.T(ctx, "calendar.step_resumed", "date", on, "days", e.Data.Left, "due", dueOr(e, on)))
		case models.WasParted:
			steps = append(steps, i18n.T(ctx, "merge.step_parted", "date", on, "due", dueOr(e, on)))
		case models.ReturnedDown:
			steps = append(steps, i18n.T(ctx, "calendar.step_ordered", "date", on, "due", dueOr(e, on)))
		case models.AnswerGiven:
			steps = append(steps, i18n.T(ctx, "calendar.step_verdict", "date", on, "days", calendar.VerdictDays, "due", cal.VerdictDue(on)))
		case models.Escalated:
			steps = append(steps, i18n.T(ctx, "appeal.step_escalated",
				"date", on, "body", parts.Name(ctx, e.ToName), "days", calendar.ComplaintDays, "due", dueOr(e, cal.ComplaintDue(on))))
		}
	}
	return steps
}

// dueOr returns the deadline that an event set, or the one by law.
func dueOr(e models.EventLine, lawful calendar.Date) calendar.Date {
	return dayOf(e.Data.Due, lawful)
}

// dayOf parses a date, or returns another one if the text is empty or invalid.
func dayOf(text string, otherwise calendar.Date) calendar.Date {
	if d, err := calendar.ParseDate(text); err == nil {
		return d
	}
	return otherwise
}
