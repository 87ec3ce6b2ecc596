package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Paths of moderation and administration.

// Moderation is the queue of moderation.
func Moderation(ctx context.Context) string { return In(ctx, "/moderation") }

// ModerationAppeal is the moderators' page of an appeal.
func ModerationAppeal(ctx context.Context, number string) string {
	return In(ctx, "/moderation/appeals/"+number)
}

// ModerationAct is the form target of an action on an appeal.
func ModerationAct(ctx context.Context, number, act string) string {
	return ModerationAppeal(ctx, number) + "/" + act
}

// ModerationParts shows the pictures and texts of an appeal or, without a number, of a work.
func ModerationParts(ctx context.Context, number string, work int64) string {
	if number == "" {
		return In(ctx, "/moderation/works/"+strconv.FormatInt(work, 10))
	}
	return ModerationAppeal(ctx, number) + "/parts"
}

// Objections lists the objections that await a decision.
func Objections(ctx context.Context) string { return In(ctx, "/moderation/objections") }

// ModerationComments lists the comments of residents, newest first.
func ModerationComments(ctx context.Context) string { return In(ctx, "/moderation/comments") }

// ModerationComment is the moderators' page of a comment.
func ModerationComment(ctx context.Context, id int64) string {
	return In(ctx, "/moderation/comments/"+strconv.FormatInt(id, 10))
}

// Bans lists the banned users.
func Bans(ctx context.Context) string { return In(ctx, "/moderation/bans") }

// ModerationLog is the public log of moderation.
func ModerationLog(ctx context.Context) string { return In(ctx, "/moderation-log") }

// Admin is the first page of administration, with the switches.
func Admin(ctx context.Context) string { return In(ctx, "/admin") }

// AdminBounces lists the users with bounced mail.
func AdminBounces(ctx context.Context) string { return In(ctx, "/admin/bounces") }

// AdminUsers is the search for users.
func AdminUsers(ctx context.Context) string { return In(ctx, "/admin/users") }

// AdminUser is one user with their roles.
func AdminUser(ctx context.Context, id int64) string {
	return In(ctx, "/admin/users/"+strconv.FormatInt(id, 10))
}

// AdminRoleEnd is the form target that ends a role.
func AdminRoleEnd(ctx context.Context, id int64) string {
	return In(ctx, "/admin/roles/"+strconv.FormatInt(id, 10)+"/end")
}

// AdminBodies is the search for bodies.
func AdminBodies(ctx context.Context) string { return In(ctx, "/admin/bodies") }

// AdminBody is the form of one body.
func AdminBody(ctx context.Context, id int64) string {
	return In(ctx, "/admin/bodies/"+strconv.FormatInt(id, 10))
}

// AdminBodyNew is the form for a new department, under the body superior if it is not 0.
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

// AdminCalendar is the calendar of a year; 0 is the current year.
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

// AdminRules has the rules of the automatic screening.
func AdminRules(ctx context.Context) string { return In(ctx, "/admin/rules") }

// AdminAudit lists the changes that administrators made.
func AdminAudit(ctx context.Context) string { return In(ctx, "/admin/audit") }

// WithCursor is another page of the list at path, or "" without a cursor.
func WithCursor(path string, after, before models.Cursor) string {
	switch {
	case after != "":
		return path + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return path + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// BanLift is the form target that lifts a ban.
func BanLift(ctx context.Context, id int64) string {
	return Bans(ctx) + "/" + strconv.FormatInt(id, 10) + "/lift"
}
