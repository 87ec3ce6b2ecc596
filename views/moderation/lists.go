package moderation

import (
	"context"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// objectionClock: an objection is decided within one working day, as an appeal is moderated.
func objectionClock(ctx context.Context, o models.OpenObjection) models.Clock {
	cal := parts.SiteFrom(ctx).Reference.Calendar
	return moderationClock(ctx, cal.ModerationDue(calendar.Of(o.At)))
}

// banWhom names who is banned: an account by its number, never by a name.
func banWhom(ctx context.Context, b models.Ban) string {
	if b.Kind == "account" {
		return i18n.T(ctx, "moderation.account_no", "number", b.Value)
	}
	return b.Value
}

// path is that of the page after the language, as in Shell.Path.
func (p LogPage) path() string {
	switch {
	case p.After != "":
		return "/moderation-log?after=" + string(p.After)
	case p.Before != "":
		return "/moderation-log?before=" + string(p.Before)
	}
	return "/moderation-log"
}
