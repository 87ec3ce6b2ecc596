package models

import (
	"context"
	"errors"
	"slices"
	"strings"

	"jauap/models/calendar"
)

// WorkForm is the form of an explanation as typed, valid or not.
type WorkForm struct {
	Place       string        `json:"place,omitempty"` // KATO code, after the choice
	PlaceName   string        `json:"place_name,omitempty"`
	Category    string        `json:"category,omitempty"`
	Lang        string        `json:"lang,omitempty"`
	Title       string        `json:"title,omitempty"`
	Text        string        `json:"text,omitempty"`
	Stage       string        `json:"stage,omitempty"`
	PlannedFrom string        `json:"planned_from,omitempty"` // YYYY-MM-DD, as the other dates
	PlannedTo   string        `json:"planned_to,omitempty"`
	Started     string        `json:"started,omitempty"`
	Done        string        `json:"done,omitempty"`
	Cost        string        `json:"cost,omitempty"` // "" not said, "none" no cost, "sum"
	Sum         string        `json:"sum,omitempty"`  // tenge, as typed
	Funding     string        `json:"funding,omitempty"`
	Contractor  string        `json:"contractor,omitempty"`
	Appeals     string        `json:"appeals,omitempty"` // numbers, separated by spaces or commas
	PublishOn   string        `json:"publish_on,omitempty"`
	Pictures    []KeptPicture `json:"pictures,omitempty"`
}

// ReadWork parses the form of an explanation of a body, and returns all problems by the names of
// the fields. place is nil if none was chosen.
func (s *Store) ReadWork(ctx context.Context, body int64, f WorkForm) (in NewWork, place *Place, problems Invalid, err error) {
	problems = Invalid{}
	in = NewWork{Category: f.Category, Lang: f.Lang, Title: f.Title, Text: f.Text, Stage: Stage(f.Stage),
		Funding: f.Funding, Contractor: f.Contractor, Kept: f.Pictures}
	for field, day := range map[string]struct {
		typed string
		into  **calendar.Date
	}{
		"planned_from": {f.PlannedFrom, &in.PlannedFrom}, "planned_to": {f.PlannedTo, &in.PlannedTo},
		"started_on": {f.Started, &in.StartedOn}, "done_on": {f.Done, &in.DoneOn}, "publish_on": {f.PublishOn, &in.PublishOn},
	} {
		if strings.TrimSpace(day.typed) == "" {
			continue
		}
		if d, err := calendar.ParseDate(strings.TrimSpace(day.typed)); err == nil {
			*day.into = &d
		} else {
			problems[field] = Problem{Key: "problem.date"}
		}
	}
	in.Cost = TypedCost(problems, f.Cost, f.Sum)
	numbers := strings.FieldsFunc(f.Appeals, func(r rune) bool { return strings.ContainsRune(" ,;\n\r\t", r) })
	var wrong Invalid
	if in.Appeals, err = s.PublicAppeals(ctx, body, numbers); errors.As(err, &wrong) {
		problems["appeals"] = wrong["appeals"]
	} else if err != nil {
		return in, nil, nil, err
	}
	if place, err = f.chosenPlace(ctx, s, body); err != nil {
		return in, nil, nil, err
	}
	switch {
	case place == nil:
		problems["place"] = Problem{Key: "problem.place"}
	case errors.Is(mayExplain(ctx, s, Official{BodyID: body}, place.Code), ErrForbidden):
		problems["place"] = Problem{Key: "problem.not_of_body"}
	}
	if place != nil {
		in.Place = place.Code
	}
	for field, problem := range s.checkWork(ctx, &in) {
		if _, named := problems[field]; !named {
			problems[field] = problem
		}
	}
	return in, place, problems, nil
}

// chosenPlace returns the chosen place, or the only one in the territory of the body with the
// typed name; nil for no or several places.
func (f WorkForm) chosenPlace(ctx context.Context, s *Store, body int64) (*Place, error) {
	name := strings.TrimSpace(f.PlaceName)
	if f.Place != "" {
		place, err := s.Place(ctx, f.Place)
		if err == nil && (name == "" || slices.Contains([]string{place.Name.KK, place.Name.RU, place.Name.EN}, name)) {
			return &place, nil
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	if name == "" || len(name) > 200 {
		return nil, nil
	}
	found, err := s.FindPlacesOf(ctx, body, name)
	if err != nil || len(found) != 1 {
		return nil, err
	}
	return &found[0].Place, nil
}
