// Package places holds the pages of places: one place, the tree, the league of the country,
// answers that help least, and the sheet of unanswered appeals.
package places

import (
	"context"
	"strconv"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// matters are the categories that a body of the place decides first, at the
// level that the law names. Where there is nothing smaller below the place, its
// nearest body also has what a lower one would have.
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

// served is the place that a body answers for, nil for the government.
func (p ShowPage) served(b models.Body) *models.Place {
	for i := range p.Sheet.Trail {
		if p.Sheet.Trail[i].Code == b.PlaceCode {
			return &p.Sheet.Trail[i]
		}
	}
	return nil
}

// sections lead down the page, which is long on a phone.
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

// crumbs is the way down the tree to the place.
func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "place.title"), Href: paths.Places(ctx)}}
	for _, above := range p.Sheet.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, above.Name), Href: paths.Place(ctx, above.Code)})
	}
	crumbs[len(crumbs)-1].Href = ""
	return crumbs
}

// coordinates are degrees, to about 100 m.
func coordinates(lat, lon float64) string {
	return strconv.FormatFloat(lat, 'f', 3, 64) + ", " + strconv.FormatFloat(lon, 'f', 3, 64)
}

// Targets are what one may follow from the page of a place.
func (p ShowPage) Targets() []models.Target {
	targets := []models.Target{models.PlaceTarget(p.Sheet.Code)}
	for _, b := range p.Sheet.Bodies {
		targets = append(targets, models.BodyTarget(b.ID))
	}
	return targets
}

func (p ShowPage) offers(ctx context.Context) []parts.FollowOffer {
	names := []string{i18n.T(ctx, "follow.place", "name", parts.Name(ctx, p.Sheet.Name))}
	for _, b := range p.Sheet.Bodies {
		names = append(names, i18n.T(ctx, "follow.body", "name", parts.Name(ctx, b.Name)))
	}
	return parts.FollowOffers(p.Targets(), names, p.Follows)
}
