package calendar

import "time"

// Terms of an appeal. Terms without an article of law are rules of the portal.
const (
	RedirectDays    = 3  // working days to send an appeal to the competent body, art. 65
	AnswerDays      = 15 // working days to answer, art. 76
	ComplaintDays   = 20 // working days to decide a complaint to the superior body, arts 91-99
	ExtensionMonths = 2  // months from receipt within which an extended term must end, art. 76
	ModerationDays  = 1  // working days to publish or reject an appeal
	VerdictDays     = 15 // calendar days for the author to judge an answer
	ReopenedDays    = 5  // working days to answer again after the author said that the problem is not solved
)

// Registration returns the day on which an appeal received at t is registered: the day of receipt,
// or the next working day if that is a day off (art. 64). It is day 0 of every term.
func (c *Calendar) Registration(t time.Time) Date { return c.NextWorking(Of(t)) }

// RegistrationWith returns the day on which a body registers an appeal that was received at one
// time and, after moderation, reached the body at a later time. It is the day of receipt, unless
// the term to redirect ended before the appeal reached the body. Then the body could not have
// redirected it, and the day on which it reached the body counts.
func (c *Calendar) RegistrationWith(received, reached time.Time) Date {
	registered := c.Registration(received)
	if Of(reached).After(c.RedirectDue(registered)) {
		return c.Registration(reached)
	}
	return registered
}

// RedirectDue returns the last day to redirect an appeal received on the given day (art. 65). The
// term of the new body starts on the day when that body receives it. Here and below a day off
// counts as the next working day, so the day of receipt and the day of registration give the same
// term.
func (c *Calendar) RedirectDue(received Date) Date { return c.TermFrom(received, RedirectDays) }

// AnswerDue returns the last day to answer an appeal received on the given day (art. 76). From the
// next day on a missing answer counts as a refusal (art. 91(2)).
func (c *Calendar) AnswerDue(received Date) Date { return c.TermFrom(received, AnswerDays) }

// ComplaintDue returns the last day for the superior body to decide a complaint received on the
// given day (arts 91-99).
func (c *Calendar) ComplaintDue(received Date) Date { return c.TermFrom(received, ComplaintDays) }

// ModerationDue returns the last day to publish or reject an appeal received on the given day.
func (c *Calendar) ModerationDue(received Date) Date { return c.TermFrom(received, ModerationDays) }

// TermFrom returns the last day of a term of the given number of working days that starts on day.
func (c *Calendar) TermFrom(day Date, workingDays int) Date {
	return c.AddWorkingDays(c.NextWorking(day), workingDays)
}

// ExtensionLimit returns the last day to which the term of an appeal received on the given day may
// be extended (art. 76): two calendar months from receipt. It is a limit, not a term, so it does
// not move when it is a day off.
func (c *Calendar) ExtensionLimit(received Date) Date {
	return c.NextWorking(received).AddMonths(ExtensionMonths)
}

// VerdictDue returns the last day to judge an answer given on the given day. After it the answer
// counts as accepted.
func (c *Calendar) VerdictDue(answered Date) Date { return answered.AddDays(VerdictDays) }
