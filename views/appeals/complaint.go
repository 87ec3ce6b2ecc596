package appeals

import (
	"context"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// complaintSheet is the text of a complaint in the language of the appeal.
type complaintSheet struct {
	Head     []string // addressee, body to send it through, sender
	Title    string
	Body     []string
	Requests []string
	Foot     []string
}

// complaintGrounds has the message key of each ground, a whole sentence with its article.
var complaintGrounds = map[models.Ground]string{
	models.GroundOverdue:   "escalation.text_overdue",
	models.GroundRefused:   "escalation.text_refused",
	models.GroundContested: "escalation.text_contested",
	models.GroundPromise:   "escalation.text_promise",
	models.GroundPaused:    "escalation.text_paused",
	models.GroundSilent:    "escalation.text_silent",
}

// newComplaintSheet writes the text of a complaint.
func newComplaintSheet(ctx context.Context, p ComplaintPage) complaintSheet {
	ctx = i18n.With(ctx, i18n.Lang(p.AppealPage.Lang))
	d, c := p.AppealPage, p.Complaint
	var sheet complaintSheet
	sheet.Head = []string{
		i18n.T(ctx, "escalation.text_to", "body", parts.Name(ctx, c.To)),
		i18n.T(ctx, "escalation.text_through", "body", parts.Name(ctx, c.From)),
		i18n.T(ctx, "escalation.text_name"), i18n.T(ctx, "escalation.text_iin"),
		i18n.T(ctx, "escalation.text_address"), i18n.T(ctx, "escalation.text_contact"),
	}
	sheet.Title = i18n.T(ctx, "escalation.text_title")
	sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_filed", "number", d.Number, "date", i18n.DateNumeric(ctx, d.ReceivedAt), "title", d.Title, "place", parts.TrailText(ctx, d.Trail)))
	if d.EotinishNo != "" {
		sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_eotinish", "number", d.EotinishNo))
	} else {
		sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_eotinish_blank"))
	}
	sheet.Body = append(sheet.Body,
		i18n.T(ctx, "escalation.text_responsible", "body", parts.Name(ctx, d.Responsible.Name), "date", i18n.DateNumeric(ctx, d.RegisteredOn.Time())),
		i18n.T(ctx, complaintGrounds[c.Ground], "body", parts.Name(ctx, c.From), "date", i18n.DateNumeric(ctx, c.Since.Time())))
	if c.Text != "" {
		sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_reasons", "text", c.Text))
	} else {
		sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_reasons_blank"))
	}
	sheet.Body = append(sheet.Body, i18n.T(ctx, "escalation.text_law", "date", i18n.DateNumeric(ctx, c.Until.Time())), i18n.T(ctx, "escalation.text_ask"))
	sheet.Requests = []string{i18n.T(ctx, "escalation.text_ask_decide"), i18n.T(ctx, "escalation.text_ask_order"), i18n.T(ctx, "escalation.text_ask_tell")}
	sheet.Foot = []string{
		i18n.T(ctx, "escalation.text_attached", "address", paths.Absolute(ctx, paths.Short(d.Number))),
		i18n.T(ctx, "escalation.text_signed", "date", i18n.DateNumeric(ctx, parts.Today(ctx).Time())),
	}
	return sheet
}

// Text returns the sheet as plain text, for copying into a letter or a form.
func (s complaintSheet) Text() string {
	var b strings.Builder
	paragraph := func(lines ...string) {
		b.WriteString(strings.Join(lines, "\n") + "\n\n")
	}
	paragraph(s.Head...)
	paragraph(s.Title)
	for _, line := range s.Body {
		paragraph(line)
	}
	var numbered []string
	for i, request := range s.Requests {
		numbered = append(numbered, strconv.Itoa(i+1)+". "+request)
	}
	paragraph(numbered...)
	paragraph(s.Foot...)
	return strings.TrimSpace(b.String()) + "\n"
}
