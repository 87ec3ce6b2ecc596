// Package filing has the steps of filing an appeal, and its receipt.
package filing

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// filingStep is one step of filing an appeal.
type filingStep struct {
	Text, Href string // Href is "" if the step is not reachable yet
	Current    bool
}

// The steps of filing, starting at 1.
const (
	categoryStep = iota + 1
	placeStep
	textStep
	checkStep
)

// filingSteps returns the steps; completed ones have links.
func filingSteps(ctx context.Context, current int) (steps []filingStep) {
	for i, s := range []filingStep{
		{Text: i18n.T(ctx, "filing.step_category"), Href: paths.AppealNew(ctx)},
		{Text: i18n.T(ctx, "filing.step_place"), Href: paths.AppealNewPlace(ctx)},
		{Text: i18n.T(ctx, "filing.step_text"), Href: paths.AppealNewText(ctx)},
		{Text: i18n.T(ctx, "filing.step_check"), Href: paths.AppealNewCheck(ctx)},
	} {
		s.Current = i+1 == current
		if i+1 >= current {
			s.Href = ""
		}
		steps = append(steps, s)
	}
	return steps
}

// levelText returns the level of bodies that is responsible for a category by law.
func levelText(ctx context.Context, level int) string {
	switch level {
	case 3:
		return i18n.T(ctx, "filing.level_rural")
	case 2:
		return i18n.T(ctx, "filing.level_district")
	case 1:
		return i18n.T(ctx, "filing.level_oblast")
	}
	return i18n.T(ctx, "filing.level_central")
}

// categoryOf returns the category of a draft, or the zero category if none is chosen.
func categoryOf(ctx context.Context, form models.DraftForm) models.Category {
	c, _ := parts.SiteFrom(ctx).Reference.Category(form.Category)
	return c
}

// draftPictures returns the pictures of a draft as the published page will show them.
func draftPictures(form models.DraftForm) (pictures []models.Picture) {
	for _, p := range form.Pictures {
		alt := p.Alt
		if alt == "" {
			alt = form.Title
		}
		pictures = append(pictures, models.Picture{Digest: p.Digest, Width: p.Width, Height: p.Height, Role: "problem", Alt: alt})
	}
	return pictures
}

// pointText formats a point, such as "42.552, 69.996", or "" for none.
func pointText(form models.DraftForm) string {
	if form.Lat == nil || form.Lon == nil {
		return ""
	}
	return coordinate(form.Lat) + ", " + coordinate(form.Lon)
}

// coordinate formats degrees; nil gives "".
func coordinate(degrees *float64) string {
	if degrees == nil {
		return ""
	}
	return fmt.Sprintf("%.3f", *degrees)
}

// kindTexts has the message keys that explain the kinds of appeals by law.
var kindTexts = map[models.Kind]string{
	models.Application: "filing.kind_application",
	models.Complaint:   "filing.kind_complaint",
	models.Message:     "filing.kind_message",
	models.Proposal:    "filing.kind_proposal",
	models.Opinion:     "filing.kind_opinion",
	models.Inquiry:     "filing.kind_inquiry",
}
