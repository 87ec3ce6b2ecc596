// Package places has the pages of places: one place, the tree, the comparison of regions, the
// problems that bodies could not solve, and the sheet of unanswered appeals.
package places

import (
	"context"
	"strconv"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// matters returns the categories for which a body of the place is responsible by law. If the place
// has no smaller units, its lowest body is responsible for their categories too.
func (p ShowPage) matters(ctx context.Context, b models.Body) (matters []models.Category) {
	ref := parts.SiteFrom(ctx).Reference
	if ref == nil || b.Kind == "department" {
		return nil
	}
	lowest := len(p.Sheet.Children) == 0 && b.ID == p.Sheet.Bodies[0].ID
	for _, c := range ref.OpenCategories() {
		if c.Level == b.Level || lowest && c.Level > b.Level {
			matters = append(matters, c)
		}
	}
	return matters
}

// served returns the place of a body, or nil for the government.
func (p ShowPage) served(b models.Body) *models.Place {
	for i := range p.Sheet.Trail {
		if p.Sheet.Trail[i].Code == b.PlaceCode {
			return &p.Sheet.Trail[i]
		}
	}
	return nil
}

// sections returns links to the sections of the page, which is long on a phone.
func (p ShowPage) sections(ctx context.Context) []parts.FilterLink {
	links := []parts.FilterLink{
		{Text: i18n.T(ctx, "place.bodies"), Href: "#bodies"},
		{Text: i18n.T(ctx, "place.appeals"), Href: "#appeals"},
	}
	if len(p.Sheet.Works) > 0 {
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "place.works"), Href: "#works"})
	}
	if len(p.Sheet.Children) > 0 {
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "place.children"), Href: "#children"})
	}
	return links
}

// crumbs links to the places above.
func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "place.title"), Href: paths.Places(ctx)}}
	for _, above := range p.Sheet.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, above.Name), Href: paths.Place(ctx, above.Code)})
	}
	crumbs[len(crumbs)-1].Href = ""
	return crumbs
}

// coordinates formats degrees with three decimals, which is about 100 m.
func coordinates(lat, lon float64) string {
	return strconv.FormatFloat(lat, 'f', 3, 64) + ", " + strconv.FormatFloat(lon, 'f', 3, 64)
}

// Targets returns what users can follow on the page of a place.
func (p ShowPage) Targets() []models.Target {
	targets := []models.Target{models.PlaceTarget(p.Sheet.Code)}
	for _, b := range p.Sheet.Bodies {
		targets = append(targets, models.BodyTarget(b.ID))
	}
	return targets
}

// offers returns the follow buttons of the page.
func (p ShowPage) offers(ctx context.Context) []parts.FollowOffer {
	names := []string{i18n.T(ctx, "follow.place", "name", parts.Name(ctx, p.Sheet.Name))}
	for _, b := range p.Sheet.Bodies {
		names = append(names, i18n.T(ctx, "follow.body", "name", parts.Name(ctx, b.Name)))
	}
	return parts.FollowOffers(p.Targets(), names, p.Follows)
}
