package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of moderation and administration.

// ModerationPath is the queue of what waits for moderation.
func ModerationPath(ctx context.Context) string { return in(ctx, "/moderation") }

// ModerationAppealPath is an appeal as a moderator sees it.
func ModerationAppealPath(ctx context.Context, number string) string {
	return in(ctx, "/moderation/appeals/"+number)
}

// ModerationActPath is where an act about an appeal is posted to.
func ModerationActPath(ctx context.Context, number, act string) string {
	return ModerationAppealPath(ctx, number) + "/" + act
}

// ModerationPartsPath shows the pictures and texts around an appeal, or without a number
// those of an explanation.
func ModerationPartsPath(ctx context.Context, number string, work int64) string {
	if number == "" {
		return in(ctx, "/moderation/works/"+strconv.FormatInt(work, 10))
	}
	return ModerationAppealPath(ctx, number) + "/parts"
}

// ObjectionsPath lists the objections that wait for a decision.
func ObjectionsPath(ctx context.Context) string { return in(ctx, "/moderation/objections") }

// ModerationCommentsPath lists what residents have commented, newest first.
func ModerationCommentsPath(ctx context.Context) string { return in(ctx, "/moderation/comments") }

// ModerationCommentPath is one comment as a moderator sees it.
func ModerationCommentPath(ctx context.Context, id int64) string {
	return in(ctx, "/moderation/comments/"+strconv.FormatInt(id, 10))
}

// BansPath lists who may not sign in and file for a while.
func BansPath(ctx context.Context) string { return in(ctx, "/moderation/bans") }

// ModerationLogPath is the public log of moderation.
func ModerationLogPath(ctx context.Context) string { return in(ctx, "/moderation-log") }

// AdminPath is the first page of administration, with the switches.
func AdminPath(ctx context.Context) string { return in(ctx, "/admin") }

// AdminBouncesPath lists those whom mail does not reach.
func AdminBouncesPath(ctx context.Context) string { return in(ctx, "/admin/bounces") }

// AdminUsersPath finds users.
func AdminUsersPath(ctx context.Context) string { return in(ctx, "/admin/users") }

// AdminUserPath is one user with the roles.
func AdminUserPath(ctx context.Context, id int64) string {
	return in(ctx, "/admin/users/"+strconv.FormatInt(id, 10))
}

// AdminRoleEndPath is where the end of a role is posted to.
func AdminRoleEndPath(ctx context.Context, id int64) string {
	return in(ctx, "/admin/roles/"+strconv.FormatInt(id, 10)+"/end")
}

// AdminBodiesPath finds bodies.
func AdminBodiesPath(ctx context.Context) string { return in(ctx, "/admin/bodies") }

// AdminBodyPath is the form of one body.
func AdminBodyPath(ctx context.Context, id int64) string {
	return in(ctx, "/admin/bodies/"+strconv.FormatInt(id, 10))
}

// AdminBodyNewPath is the form of a new department, under a body where one is given.
func AdminBodyNewPath(ctx context.Context, superior int64) string {
	if superior == 0 {
		return in(ctx, "/admin/bodies/new")
	}
	return in(ctx, "/admin/bodies/new?body="+strconv.FormatInt(superior, 10))
}

// AdminCategoriesPath lists the categories.
func AdminCategoriesPath(ctx context.Context) string { return in(ctx, "/admin/categories") }

// AdminCategoryPath is the form of one category.
func AdminCategoryPath(ctx context.Context, code string) string {
	return in(ctx, "/admin/categories/"+code)
}

// AdminCalendarPath is the calendar of a year; 0 is the current one.
func AdminCalendarPath(ctx context.Context, year int) string {
	if year == 0 {
		return in(ctx, "/admin/calendar")
	}
	return in(ctx, "/admin/calendar?year="+strconv.Itoa(year))
}

// AdminLawsPath lists the legal references.
func AdminLawsPath(ctx context.Context) string { return in(ctx, "/admin/laws") }

// AdminLawPath is the form of one legal reference.
func AdminLawPath(ctx context.Context, key string) string { return in(ctx, "/admin/laws/"+key) }

// AdminRulesPath has the rules of the automatic first pass.
func AdminRulesPath(ctx context.Context) string { return in(ctx, "/admin/rules") }

// AdminAuditPath lists what administrators have changed.
func AdminAuditPath(ctx context.Context) string { return in(ctx, "/admin/audit") }

// turned is a path with the cursors of another page of its list; "" where there is none.
func turned(path string, after, before models.Cursor) string {
	switch {
	case after != "":
		return path + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return path + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// BanLiftPath is where the end of a ban is posted to.
func BanLiftPath(ctx context.Context, id int64) string {
	return BansPath(ctx) + "/" + strconv.FormatInt(id, 10) + "/lift"
}
