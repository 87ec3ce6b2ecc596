package parts

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// Pairs joins the pictures from before the work, in their order, with those from after it. rest has
// the pictures without a counterpart.
func Pairs(pictures []models.Picture) (pairs [][]models.Picture, rest []models.Picture) {
	var before, after []models.Picture
	for _, p := range pictures {
		switch p.Role {
		case "before":
			before = append(before, p)
		case "after":
			after = append(after, p)
		default:
			rest = append(rest, p)
		}
	}
	n := min(len(before), len(after))
	for i := range n {
		pairs = append(pairs, []models.Picture{before[i], after[i]})
	}
	rest = append(rest, before[n:]...)
	return pairs, append(rest, after[n:]...)
}

// Delay returns how many calendar days the work is late, or that it was done in time; "" if neither
// is known. worrying is true for a delay.
func Delay(ctx context.Context, w models.Work) (message string, worrying bool) {
	switch {
	case w.Stage == models.Stopped:
		return "", false
	case w.DoneOn != nil && w.PlannedTo != nil && w.DoneOn.After(*w.PlannedTo):
		return i18n.N(ctx, "work.done_late", daysBetween(*w.PlannedTo, *w.DoneOn)), true
	case w.DoneOn != nil && w.PlannedTo != nil:
		return i18n.T(ctx, "work.done_in_time"), false
	case w.DoneOn != nil:
		return "", false
	case w.PlannedTo != nil && Today(ctx).After(*w.PlannedTo):
		return i18n.N(ctx, "work.late_end", -daysUntil(ctx, *w.PlannedTo)), true
	case w.Stage == models.Planned && w.PlannedFrom != nil && Today(ctx).After(*w.PlannedFrom):
		return i18n.N(ctx, "work.late_start", -daysUntil(ctx, *w.PlannedFrom)), true
	}
	return "", false
}
