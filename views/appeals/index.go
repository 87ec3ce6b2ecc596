package appeals

import (
	"context"
	"slices"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// path is the path of the page after the language, for links to the other languages.
func (p IndexPage) path() string {
	typed := ""
	if p.Place == nil {
		typed = p.PlaceName
	}
	return paths.AppealsQuery(p.Filter, typed)
}

// condition is an active condition of the board with the URL of the list without it.
type condition struct {
	text string
	href string
}

// conditionLabels has the texts of models.AppealConditions. loosen is the message key of the link
// that drops the condition if the list is empty; active returns the text of an active condition.
var conditionLabels = map[string]struct {
	loosen string
	active func(ctx context.Context, p IndexPage) string
}{
	"query": {"board.loosen_query", func(ctx context.Context, p IndexPage) string {
		return i18n.T(ctx, "board.chip_query", "query", p.Filter.Query)
	}},
	"place": {"board.loosen_place", func(ctx context.Context, p IndexPage) string {
		if p.Place == nil {
			return p.Filter.Place
		}
		return parts.Name(ctx, p.Place.Name)
	}},
	"category": {"board.loosen_category", func(ctx context.Context, p IndexPage) string { return parts.Category(ctx, p.Filter.Category) }},
	"status":   {"board.loosen_status", func(ctx context.Context, p IndexPage) string { return i18n.T(ctx, "status."+string(p.Filter.Status)) }},
	"overdue":  {"board.loosen_overdue", func(ctx context.Context, _ IndexPage) string { return i18n.T(ctx, "board.chip_overdue") }},
	"answered": {"board.loosen_answered", func(ctx context.Context, _ IndexPage) string { return i18n.T(ctx, "board.chip_answered") }},
	"date":     {"board.loosen_date", func(ctx context.Context, p IndexPage) string { return receivedBetween(ctx, p.Filter.From, p.Filter.To) }},
}

// conditions returns the active conditions in the order of the form.
func (p IndexPage) conditions(ctx context.Context) (set []condition) {
	for _, c := range models.AppealConditions {
		if c.Active(p.Filter) {
			set = append(set, condition{conditionLabels[c.Name].active(ctx, p), paths.AppealsWhere(ctx, c.Drop(p.Filter))})
		}
	}
	return set
}

// loosenLinks returns links that each drop one condition of an empty list.
func (p IndexPage) loosenLinks(ctx context.Context) (links []condition) {
	for _, c := range models.AppealConditions {
		if slices.Contains(p.Loosen, c.Name) {
			links = append(links, condition{i18n.T(ctx, conditionLabels[c.Name].loosen), paths.AppealsWhere(ctx, c.Drop(p.Filter))})
		}
	}
	return links
}

// receivedBetween describes the range of dates of receipt.
func receivedBetween(ctx context.Context, from, to calendar.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return i18n.T(ctx, "board.chip_from", "date", i18n.DateNumeric(ctx, from.Time()))
	case from.IsZero():
		return i18n.T(ctx, "board.chip_to", "date", i18n.DateNumeric(ctx, to.Time()))
	}
	return i18n.T(ctx, "board.chip_between",
		"from", i18n.DateNumeric(ctx, from.Time()), "to", i18n.DateNumeric(ctx, to.Time()))
}

// inOrder returns the filter with another order, from the first page.
func inOrder(f models.AppealFilter, s models.Sort) models.AppealFilter {
	f.After, f.Before, f.Sort = "", "", s
	return f
}

// inPlace returns the filter with another place, from the first page.
func inPlace(f models.AppealFilter, place string) models.AppealFilter {
	f.After, f.Before, f.Place = "", "", place
	return f
}

// sortKeys has the message keys of the sort orders, in full, for the test of unused keys.
var sortKeys = map[models.Sort]string{
	models.Newest:       "board.sort_newest",
	models.MostVoices:   "board.sort_voices",
	models.WaitingMost:  "board.sort_waiting",
	models.NewestAnswer: "board.sort_answer",
}

// Targets returns what users can follow on the board: the place and the category of the filter.
func (p IndexPage) Targets() (targets []models.Target) {
	if p.Place != nil {
		targets = append(targets, models.PlaceTarget(p.Place.Code))
	}
	if p.Filter.Category != "" {
		targets = append(targets, models.CategoryTarget(p.Filter.Category))
	}
	return targets
}

// offers returns the follow buttons of the board.
func (p IndexPage) offers(ctx context.Context) []parts.FollowOffer {
	var names []string
	if p.Place != nil {
		names = append(names, i18n.T(ctx, "follow.place", "name", parts.Name(ctx, p.Place.Name)))
	}
	if p.Filter.Category != "" {
		names = append(names, i18n.T(ctx, "follow.category", "name", parts.Category(ctx, p.Filter.Category)))
	}
	return parts.FollowOffers(p.Targets(), names, p.Follows)
}
