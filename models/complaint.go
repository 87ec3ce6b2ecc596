package models

import "jauap/models/calendar"

// ComplaintText has the facts for the text of a complaint to the superior body (arts 91-93).
// The complainant is not among them: the portal knows neither the full name nor the address nor
// the IIN, and the author fills them in by hand.
type ComplaintText struct {
	Ground  Ground
	From    Names         // the body whose answer or silence is the ground
	To      Names         // its superior
	ToLevel int           // 0 is the government, which by art. 91(3) decides no complaints
	Since   calendar.Date // the day of the ground
	Until   calendar.Date // the last day to complain (art. 92)
	Text    string        // of the author, with the escalation; "" for none
}

// Complaint returns the complaint that the author can make now, or the one of the open
// escalation; nil for other readers and without a ground.
func (d AppealPage) Complaint() *ComplaintText {
	switch {
	case d.Authorship == nil:
		return nil
	case d.Escalation != nil:
		e := d.Escalation
		return &ComplaintText{Ground: e.Ground, From: e.FromName, To: e.ToName, ToLevel: e.ToLevel,
			Since: e.Since, Until: e.Since.AddMonths(complaintMonths), Text: e.Text}
	case d.Authorship.Way != nil:
		w := d.Authorship.Way
		return &ComplaintText{Ground: w.Ground, From: w.From.Name, To: w.To.Name, ToLevel: w.To.Level, Since: w.Since, Until: w.Until}
	}
	return nil
}
