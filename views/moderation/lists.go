package moderation

import (
	"context"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// objectionClock returns the clock of an objection, which must be decided within one working day,
// like moderation.
func objectionClock(ctx context.Context, o models.OpenObjection) models.Clock {
	cal := parts.SiteFrom(ctx).Reference.Calendar
	return moderationClock(ctx, cal.ModerationDue(calendar.Of(o.At)))
}

// bannedName returns who is banned. An account is named by its number only.
func bannedName(ctx context.Context, b models.Ban) string {
	if b.Kind == "account" {
		return i18n.T(ctx, "moderation.account_no", "number", b.Value)
	}
	return b.Value
}

// path returns the path of the page after the language, as in Shell.Path.
func (p LogPage) path() string {
	switch {
	case p.After != "":
		return "/moderation-log?after=" + string(p.After)
	case p.Before != "":
		return "/moderation-log?before=" + string(p.Before)
	}
	return "/moderation-log"
}
