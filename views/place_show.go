package views

import (
	"context"
	"strconv"

	"jauap/models"
	"jauap/views/i18n"
)

// matters are the categories that a body of the place decides first, at the
// level that the law names. Where there is nothing smaller below the place, its
// nearest body also has what a lower one would have.
func (p PlaceShowPage) matters(ctx context.Context, b models.Body) (matters []models.Category) {
	ref := SiteFrom(ctx).Reference
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
func (p PlaceShowPage) served(b models.Body) *models.Place {
	for i := range p.Sheet.Trail {
		if p.Sheet.Trail[i].Code == b.PlaceCode {
			return &p.Sheet.Trail[i]
		}
	}
	return nil
}

// sections lead down the page, which is long on a phone.
func (p PlaceShowPage) sections(ctx context.Context) []FilterLink {
	links := []FilterLink{
		{Text: i18n.T(ctx, "place.bodies"), Href: "#bodies"},
		{Text: i18n.T(ctx, "place.appeals"), Href: "#appeals"},
	}
	if len(p.Sheet.Works) > 0 {
		links = append(links, FilterLink{Text: i18n.T(ctx, "place.works"), Href: "#works"})
	}
	if len(p.Sheet.Children) > 0 {
		links = append(links, FilterLink{Text: i18n.T(ctx, "place.children"), Href: "#children"})
	}
	return links
}

// crumbs is the way down the tree to the place.
func (p PlaceShowPage) crumbs(ctx context.Context) []Crumb {
	crumbs := []Crumb{{i18n.T(ctx, "place.title"), PlacesPath(ctx)}}
	for _, above := range p.Sheet.Trail {
		crumbs = append(crumbs, Crumb{name(ctx, above.Name), PlacePath(ctx, above.Code)})
	}
	crumbs[len(crumbs)-1].Href = ""
	return crumbs
}

// coordinates are degrees, to about 100 m.
func coordinates(lat, lon float64) string {
	return strconv.FormatFloat(lat, 'f', 3, 64) + ", " + strconv.FormatFloat(lon, 'f', 3, 64)
}

// Targets are what one may follow from the page of a place.
func (p PlaceShowPage) Targets() []models.Target {
	targets := []models.Target{models.PlaceTarget(p.Sheet.Code)}
	for _, b := range p.Sheet.Bodies {
		targets = append(targets, models.BodyTarget(b.ID))
	}
	return targets
}

func (p PlaceShowPage) offers(ctx context.Context) []followOffer {
	names := []string{i18n.T(ctx, "follow.place", "name", name(ctx, p.Sheet.Name))}
	for _, b := range p.Sheet.Bodies {
		names = append(names, i18n.T(ctx, "follow.body", "name", name(ctx, b.Name)))
	}
	return offers(p.Targets(), names, p.Follows)
}
