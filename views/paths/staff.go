package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of moderation and administration.

// Moderation is the queue of what waits for moderation.
func Moderation(ctx context.Context) string { return In(ctx, "/moderation") }

// ModerationAppeal is an appeal as a moderator sees it.
func ModerationAppeal(ctx context.Context, number string) string {
	return In(ctx, "/moderation/appeals/"+number)
}

// ModerationAct is where an act about an appeal is posted to.
func ModerationAct(ctx context.Context, number, act string) string {
	return ModerationAppeal(ctx, number) + "/" + act
}

// ModerationParts shows the pictures and texts around an appeal, or without a number
// those of an explanation.
func ModerationParts(ctx context.Context, number string, work int64) string {
	if number == "" {
		return In(ctx, "/moderation/works/"+strconv.FormatInt(work, 10))
	}
	return ModerationAppeal(ctx, number) + "/parts"
}

// Objections lists the objections that wait for a decision.
func Objections(ctx context.Context) string { return In(ctx, "/moderation/objections") }

// ModerationComments lists what residents have commented, newest first.
func ModerationComments(ctx context.Context) string { return In(ctx, "/moderation/comments") }

// ModerationComment is one comment as a moderator sees it.
func ModerationComment(ctx context.Context, id int64) string {
	return In(ctx, "/moderation/comments/"+strconv.FormatInt(id, 10))
}

// Bans lists who may not sign in and file for a while.
func Bans(ctx context.Context) string { return In(ctx, "/moderation/bans") }

// ModerationLog is the public log of moderation.
func ModerationLog(ctx context.Context) string { return In(ctx, "/moderation-log") }

// Admin is the first page of administration, with the switches.
func Admin(ctx context.Context) string { return In(ctx, "/admin") }

// AdminBounces lists the users with bounced mail.
func AdminBounces(ctx context.Context) string { return In(ctx, "/admin/bounces") }

// AdminUsers finds users.
func AdminUsers(ctx context.Context) string { return In(ctx, "/admin/users") }

// AdminUser is one user with the roles.
func AdminUser(ctx context.Context, id int64) string {
	return In(ctx, "/admin/users/"+strconv.FormatInt(id, 10))
}

// AdminRoleEnd is where the end of a role is posted to.
func AdminRoleEnd(ctx context.Context, id int64) string {
	return In(ctx, "/admin/roles/"+strconv.FormatInt(id, 10)+"/end")
}

// AdminBodies finds bodies.
func AdminBodies(ctx context.Context) string { return In(ctx, "/admin/bodies") }

// AdminBody is the form of one body.
func AdminBody(ctx context.Context, id int64) string {
	return In(ctx, "/admin/bodies/"+strconv.FormatInt(id, 10))
}

// AdminBodyNew is the form of a new department, under a body where one is given.
func AdminBodyNew(ctx context.Context, superior int64) string {
	if superior == 0 {
		return In(ctx, "/admin/bodies/new")
	}
	return In(ctx, "/admin/bodies/new?body="+strconv.FormatInt(superior, 10))
}

// AdminCategories lists the categories.
func AdminCategories(ctx context.Context) string { return In(ctx, "/admin/categories") }

// AdminCategory is the form of one category.
func AdminCategory(ctx context.Context, code string) string {
	return In(ctx, "/admin/categories/"+code)
}

// AdminCalendar is the calendar of a year; 0 is the current one.
func AdminCalendar(ctx context.Context, year int) string {
	if year == 0 {
		return In(ctx, "/admin/calendar")
	}
	return In(ctx, "/admin/calendar?year="+strconv.Itoa(year))
}

// AdminLaws lists the legal references.
func AdminLaws(ctx context.Context) string { return In(ctx, "/admin/laws") }

// AdminLaw is the form of one legal reference.
func AdminLaw(ctx context.Context, key string) string { return In(ctx, "/admin/laws/"+key) }

// AdminRules has the rules of the automatic first pass.
func AdminRules(ctx context.Context) string { return In(ctx, "/admin/rules") }

// AdminAudit lists what administrators have changed.
func AdminAudit(ctx context.Context) string { return In(ctx, "/admin/audit") }

// WithCursor is a path with the cursors of another page of its list; "" where there is none.
func WithCursor(path string, after, before models.Cursor) string {
	switch {
	case after != "":
		return path + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return path + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// BanLift is where the end of a ban is posted to.
func BanLift(ctx context.Context, id int64) string {
	return Bans(ctx) + "/" + strconv.FormatInt(id, 10) + "/lift"
}
