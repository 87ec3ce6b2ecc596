package appeals

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// actKeys has the message keys and the icon of an author's action.
type actKeys struct{ title, lead, button, icon string }

// authorActKeys has the message keys of each action.
var authorActKeys = map[models.AuthorAct]actKeys{
	models.ActJudge:    {"mine.act_judge", "mine.judge_lead", "mine.judge_button", "check-circle"},
	models.ActAdd:      {"mine.act_add", "mine.add_lead", "mine.add_button", "comment"},
	models.ActEscalate: {"mine.act_escalate", "mine.escalate_lead", "escalation.send", "escalate"},
	models.ActObject:   {"mine.act_object", "mine.object_lead", "mine.object_button", "law"},
	models.ActEotinish: {"mine.act_eotinish", "mine.eotinish_lead", "mine.eotinish_button", "link"},
	models.ActWithdraw: {"mine.act_withdraw", "mine.withdraw_lead", "mine.withdraw_button", "withdraw"},
	models.ActHide:     {"mine.act_hide", "mine.hide_lead", "mine.hide_button", "eye-off"},
	models.ActShow:     {"verdict_form.act_show", "verdict_form.show_lead", "verdict_form.show_button", "reopen"},
}

// authorButton returns the text of the submit button; for an escalation it names the superior body.
func authorButton(ctx context.Context, p AuthorPage) string {
	if p.Act == models.ActEscalate {
		return i18n.T(ctx, authorActKeys[p.Act].button, "body", parts.Name(ctx, p.AppealPage.Authorship.Way.To.Name))
	}
	return i18n.T(ctx, authorActKeys[p.Act].button)
}

// authorTextLabel returns the label of the text field of an action.
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

// hiddenStatus returns a sentence that tells the author why the public does not see the appeal, or
// "" if it is public.
func hiddenStatus(ctx context.Context, d models.AppealPage) string {
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

// objectionText describes the state of an objection.
func objectionText(ctx context.Context, o models.Objection) string {
	switch {
	case o.Upheld == nil:
		return i18n.T(ctx, "mine.objection_waits", "date", i18n.DateNumeric(ctx, o.At))
	case *o.Upheld:
		return i18n.T(ctx, "mine.objection_upheld")
	}
	return i18n.T(ctx, "mine.objection_refused")
}
