// Package filing holds the steps of filing an appeal, and its receipt.
package filing

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// filingStep is one of the steps of filing an appeal.
type filingStep struct {
	Text, Href string // Href is "" while the step cannot be gone to
	Current    bool
}

// The steps of filing, from 1.
const (
	categoryStep = iota + 1
	placeStep
	textStep
	checkStep
)

// filingSteps are the steps with the ways back to those already taken.
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

// levelText says which level of body the law lays a category on.
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

// categoryOf is the category of a draft; the zero one while none is chosen.
func categoryOf(ctx context.Context, form models.DraftForm) models.Category {
	c, _ := parts.SiteFrom(ctx).Reference.Category(form.Category)
	return c
}

// draftPictures are the pictures of a draft as they will stand on its page.
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

// pointText writes a point as one reads it: 42.552, 69.996; "" for none.
func pointText(form models.DraftForm) string {
	if form.Lat == nil || form.Lon == nil {
		return ""
	}
	return coordinate(form.Lat) + ", " + coordinate(form.Lon)
}

func coordinate(degrees *float64) string {
	if degrees == nil {
		return ""
	}
	return fmt.Sprintf("%.3f", *degrees)
}

// kindTexts explain the kinds of an appeal by law.
var kindTexts = map[models.Kind]string{
	models.Application: "filing.kind_application",
	models.Complaint:   "filing.kind_complaint",
	models.Message:     "filing.kind_message",
	models.Proposal:    "filing.kind_proposal",
	models.Opinion:     "filing.kind_opinion",
	models.Inquiry:     "filing.kind_inquiry",
}
