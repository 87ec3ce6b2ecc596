package desk

import (
	"context"

	"jauap/models"
	"jauap/views/paths"
)

// workDraftPath returns the form of a draft, or its preview if it was handed over.
func workDraftPath(ctx context.Context, d models.WorkDraft) string {
	if d.HandedAt != nil {
		return paths.DeskWorkDraft(ctx, d.ID, "preview")
	}
	return paths.DeskWorkDraft(ctx, d.ID, "")
}

// deskWorksWhere returns another page of the list, or "" without a cursor.
func deskWorksWhere(ctx context.Context, body int64, after, before models.Cursor) string {
	switch path := paths.DeskWorks(ctx, body); {
	case after != "":
		return path + "&after=" + string(after)
	case before != "":
		return path + "&before=" + string(before)
	}
	return ""
}
