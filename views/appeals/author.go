package appeals

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// actWords are the words of one thing that an author may do.
type actWords struct{ title, lead, button, icon string }

var authorActWords = map[models.AuthorAct]actWords{
	models.ActJudge:    {"mine.act_judge", "mine.judge_lead", "mine.judge_button", "check-circle"},
	models.ActAdd:      {"mine.act_add", "mine.add_lead", "mine.add_button", "comment"},
	models.ActEscalate: {"mine.act_escalate", "mine.escalate_lead", "escalation.send", "escalate"},
	models.ActObject:   {"mine.act_object", "mine.object_lead", "mine.object_button", "law"},
	models.ActEotinish: {"mine.act_eotinish", "mine.eotinish_lead", "mine.eotinish_button", "link"},
	models.ActWithdraw: {"mine.act_withdraw", "mine.withdraw_lead", "mine.withdraw_button", "withdraw"},
	models.ActHide:     {"mine.act_hide", "mine.hide_lead", "mine.hide_button", "eye-off"},
	models.ActShow:     {"verdict_form.act_show", "verdict_form.show_lead", "verdict_form.show_button", "reopen"},
}

// authorButton says what the button does; where an appeal goes up, to whom.
func authorButton(ctx context.Context, p AuthorPage) string {
	if p.Act == models.ActEscalate {
		return i18n.T(ctx, authorActWords[p.Act].button, "body", parts.Name(ctx, p.Dossier.Authorship.Way.To.Name))
	}
	return i18n.T(ctx, authorActWords[p.Act].button)
}

// authorTextLabel is what the text of an act is called.
func authorTextLabel(ctx context.Context, act models.AuthorAct) string {
	switch act {
	case models.ActObject:
		return i18n.T(ctx, "mine.object_text")
	case models.ActEscalate:
		return i18n.T(ctx, "mine.escalate_text")
	case models.ActJudge:
		return i18n.T(ctx, "mine.judge_text")
	}
	return i18n.T(ctx, "mine.add_text")
}

// standing says in one sentence how an own appeal stands that the public does
// not see; "" when it does.
func standing(ctx context.Context, d models.Dossier) string {
	switch {
	case d.Authorship.Public:
		return ""
	case d.Status == models.Moderation:
		return i18n.T(ctx, "mine.in_moderation", "date", parts.Day(ctx, d.Authorship.ModerationDue))
	case d.Authorship.OwnWish:
		return i18n.T(ctx, "mine.hidden")
	case d.Status == models.Rejected:
		return i18n.T(ctx, "mine.rejected")
	case d.HiddenAt != nil:
		return i18n.T(ctx, "mine.taken_out")
	case d.Private:
		return i18n.T(ctx, "mine.private")
	}
	return i18n.T(ctx, "mine.not_public")
}

// objectionText says how far an objection has come.
func objectionText(ctx context.Context, o models.Objection) string {
	switch {
	case o.Upheld == nil:
		return i18n.T(ctx, "mine.objection_waits", "date", i18n.DateNumeric(ctx, o.At))
	case *o.Upheld:
		return i18n.T(ctx, "mine.objection_upheld")
	}
	return i18n.T(ctx, "mine.objection_refused")
}
