package appeals

import (
	"context"
	"slices"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// path is the page itself after the language, for the links to other languages.
func (p IndexPage) path() string {
	typed := ""
	if p.Place == nil {
		typed = p.PlaceName
	}
	return paths.AppealsQuery(p.Filter, typed)
}

// condition is one that is set on the board, with the list that opens without it.
type condition struct {
	text string
	href string
}

// conditions lists those that are set, in the order of the form.
func (p IndexPage) conditions(ctx context.Context) (set []condition) {
	add := func(name, text string) {
		set = append(set, condition{text, paths.AppealsWhere(ctx, without(p.Filter, name))})
	}
	f := p.Filter
	if f.Query != "" {
		add("query", i18n.T(ctx, "board.chip_query", "query", f.Query))
	}
	if p.Place != nil {
		add("place", parts.Name(ctx, p.Place.Name))
	}
	if f.Category != "" {
		add("category", parts.Category(ctx, f.Category))
	}
	if f.Status != "" {
		add("status", i18n.T(ctx, "status."+string(f.Status)))
	}
	if f.Overdue {
		add("overdue", i18n.T(ctx, "board.chip_overdue"))
	}
	if f.Answered {
		add("answered", i18n.T(ctx, "board.chip_answered"))
	}
	if text := receivedBetween(ctx, f.From, f.To); text != "" {
		add("date", text)
	}
	return set
}

// receivedBetween names the days between which an appeal was received.
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

// without is the filter less one condition, on its first page. The names are
// those of IndexPage.Loosen.
func without(f models.AppealFilter, condition string) models.AppealFilter {
	f.After, f.Before = "", ""
	switch condition {
	case "query":
		f.Query = ""
	case "date":
		f.From, f.To = calendar.Date{}, calendar.Date{}
	case "status":
		f.Status = ""
	case "overdue":
		f.Overdue = false
	case "answered":
		f.Answered = false
	case "category":
		f.Category = ""
	case "place":
		f.Place = ""
	}
	return f
}

// inOrder is the same list in another order, from its beginning.
func inOrder(f models.AppealFilter, s models.Sort) models.AppealFilter {
	f.After, f.Before, f.Sort = "", "", s
	return f
}

// inPlace is the same list for another place, from its beginning.
func inPlace(f models.AppealFilter, place string) models.AppealFilter {
	f.After, f.Before, f.Place = "", "", place
	return f
}

// These tables hold whole keys, so that the search for unused words sees them.
var (
	sortKeys = map[models.Sort]string{
		models.Newest:       "board.sort_newest",
		models.MostVoices:   "board.sort_voices",
		models.WaitingMost:  "board.sort_waiting",
		models.NewestAnswer: "board.sort_answer",
	}
	loosenKeys = map[string]string{
		"query":    "board.loosen_query",
		"date":     "board.loosen_date",
		"status":   "board.loosen_status",
		"overdue":  "board.loosen_overdue",
		"answered": "board.loosen_answered",
		"category": "board.loosen_category",
		"place":    "board.loosen_place",
	}
	fieldKeys = map[string]string{
		"place":      "board.place",
		"place_name": "board.place",
		"category":   "board.category",
		"status":     "board.status",
		"overdue":    "board.overdue",
		"answered":   "board.answered",
		"from":       "board.received",
		"to":         "board.received",
		"q":          "board.query",
		"sort":       "board.sort",
		"after":      "board.page",
		"before":     "board.page",
	}
)

// fieldNames names the parameters that could not be understood as the form does,
// each once.
func fieldNames(ctx context.Context, parameters []string) string {
	var names []string
	for _, p := range parameters {
		key, ok := fieldKeys[p]
		if !ok {
			continue
		}
		if text := i18n.T(ctx, key); !slices.Contains(names, text) {
			names = append(names, text)
		}
	}
	return strings.Join(names, ", ")
}

// Targets are what one may follow from the board: the place and the category that
// it is filtered by.
func (p IndexPage) Targets() (targets []models.Target) {
	if p.Place != nil {
		targets = append(targets, models.PlaceTarget(p.Place.Code))
	}
	if p.Filter.Category != "" {
		targets = append(targets, models.CategoryTarget(p.Filter.Category))
	}
	return targets
}

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
