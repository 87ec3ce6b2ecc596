package calendar

import "time"

// The terms of an appeal. Those without an article are the portal's own.
const (
	RedirectDays    = 3  // working days to send an appeal to the competent body, art. 65
	AnswerDays      = 15 // working days to answer, art. 76
	ComplaintDays   = 20 // working days to decide a complaint to the superior body, arts 91-99
	ExtensionMonths = 2  // months from receipt that an extended term may reach at most, art. 76
	ModerationDays  = 1  // working days to publish or reject an appeal
	VerdictDays     = 15 // calendar days for the author to judge an answer
	ReopenedDays    = 5  // working days to answer once more, after the author has said that it is not solved
)

// Registration returns the day on which an appeal received at the moment t is registered: the day of receipt, or the
// next working day when it is not one (art. 64). Terms are counted from it; it is itself day 0.
func (c *Calendar) Registration(t time.Time) Date { return c.NextWorking(Of(t)) }

// RegistrationWith returns the day on which a body registers an appeal that was received at a moment and reached it, by
// moderation, at another: the day of receipt as above. But where the days to redirect have passed meanwhile the body
// could do nothing about a term that runs without it, and it is the day on which the body gets it.
func (c *Calendar) RegistrationWith(received, reached time.Time) Date {
	registered := c.Registration(received)
	if Of(reached).After(c.RedirectDue(registered)) {
		return c.Registration(reached)
	}
	return registered
}

// RedirectDue returns the last day to redirect an appeal received on the day (art. 65). The clock of the body that it
// goes to starts anew with the day it is received there. Here and below a day that is not worked counts as the next one
// that is, so the day of receipt and the day of registration give the same term.
func (c *Calendar) RedirectDue(received Date) Date { return c.TermFrom(received, RedirectDays) }

// AnswerDue returns the last day to answer an appeal received on the day (art. 76). Silence counts as a refusal from
// the day after it (art. 91(2)).
func (c *Calendar) AnswerDue(received Date) Date { return c.TermFrom(received, AnswerDays) }

// ComplaintDecidedBy returns the last day for the superior body to decide a complaint received on the day (arts 91-99).
func (c *Calendar) ComplaintDecidedBy(received Date) Date { return c.TermFrom(received, ComplaintDays) }

// ModerationBy returns the last day to publish or reject an appeal received on the day.
func (c *Calendar) ModerationBy(received Date) Date { return c.TermFrom(received, ModerationDays) }

// TermFrom returns the last day of a term of so many working days that runs from the day.
func (c *Calendar) TermFrom(day Date, workingDays int) Date {
	return c.AddWorkingDays(c.NextWorking(day), workingDays)
}

// ExtensionLimit returns the last day to which the term of an appeal received on the day may be extended (art. 76): two
// months from receipt, by the calendar. It is a limit and not a term, so it is not moved when it is a day off.
func (c *Calendar) ExtensionLimit(received Date) Date {
	return c.NextWorking(received).AddMonths(ExtensionMonths)
}

// VerdictBy returns the last day to judge an answer given on the day; after it the answer counts as not contested.
func (c *Calendar) VerdictBy(answered Date) Date { return answered.AddDays(VerdictDays) }
