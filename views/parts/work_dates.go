package parts

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// workDates returns the relevant date at the stage of a work: the end if it is done, otherwise the
// planned end, otherwise the planned start; "" if unknown.
func workDates(ctx context.Context, w models.WorkCard) string {
	switch {
	case w.Stage == models.Done && w.DoneOn != nil:
		return i18n.T(ctx, "parts.work_done_on", "date", Day(ctx, *w.DoneOn))
	case w.Stage == models.Done || w.Stage == models.Stopped:
		return ""
	case w.Stage == models.Planned && w.PlannedFrom != nil:
		return i18n.T(ctx, "parts.work_begins", "date", Day(ctx, *w.PlannedFrom))
	case w.PlannedTo != nil:
		return i18n.T(ctx, "parts.work_planned_to", "date", Day(ctx, *w.PlannedTo))
	}
	return ""
}
