package models

import (
	"slices"
	"strings"

	"jauap/models/calendar"
)

// AppealCondition is one condition of the board. The address, the list of active
// conditions and the hints for an empty list are built from AppealConditions: a new filter
// is a field of AppealFilter with its SQL in where, a row here and its labels in
// views/appeals.
type AppealCondition struct {
	Name       string // of the condition and of its labels
	Parameters []AppealParameter
}

// AppealParameter is one parameter of the address of the board.
type AppealParameter struct {
	Name string
	Get  func(f AppealFilter) string // "": not set
	// Set parses a value into the filter; false, and no change, if it has no meaning.
	Set  func(r *Reference, f *AppealFilter, v string) bool
	drop func(f *AppealFilter)
}

// AppealConditions lists the conditions in the order of the form.
var AppealConditions = []AppealCondition{
	{"query", []AppealParameter{{"q", func(f AppealFilter) string { return f.Query }, setQuery, func(f *AppealFilter) { f.Query = "" }}}},
	{"place", []AppealParameter{{"place", func(f AppealFilter) string { return f.Place }, setPlace, func(f *AppealFilter) { f.Place = "" }}}},
	{"category", []AppealParameter{{"category", func(f AppealFilter) string { return f.Category }, setCategory, func(f *AppealFilter) { f.Category = "" }}}},
	{"status", []AppealParameter{{"status", func(f AppealFilter) string { return string(f.Status) }, setStatus, func(f *AppealFilter) { f.Status = "" }}}},
	{"overdue", []AppealParameter{flagParameter("overdue", func(f *AppealFilter) *bool { return &f.Overdue })}},
	{"answered", []AppealParameter{flagParameter("answered", func(f *AppealFilter) *bool { return &f.Answered })}},
	{"date", []AppealParameter{
		dateParameter("from", func(f *AppealFilter) *calendar.Date { return &f.From }),
		dateParameter("to", func(f *AppealFilter) *calendar.Date { return &f.To }),
	}},
}

// Active reports whether the filter sets the condition.
func (c AppealCondition) Active(f AppealFilter) bool {
	return slices.ContainsFunc(c.Parameters, func(p AppealParameter) bool { return p.Get(f) != "" })
}

// Drop returns the first page of the list without the condition.
func (c AppealCondition) Drop(f AppealFilter) AppealFilter {
	f.After, f.Before = "", ""
	for _, p := range c.Parameters {
		p.drop(&f)
	}
	return f
}

func setQuery(_ *Reference, f *AppealFilter, v string) bool {
	const longest = 200 // bytes
	if v = strings.Join(strings.Fields(v), " "); len(v) > longest {
		return false
	}
	f.Query = v
	return true
}

// setPlace takes any KATO code; whether the place exists needs a query.
func setPlace(_ *Reference, f *AppealFilter, v string) bool {
	if !IsPlaceCode(v) {
		return false
	}
	f.Place = v
	return true
}

func setCategory(r *Reference, f *AppealFilter, v string) bool {
	if _, ok := r.Category(v); !ok {
		return false
	}
	f.Category = v
	return true
}

func setStatus(_ *Reference, f *AppealFilter, v string) bool {
	if !slices.Contains(ShownStatuses, Status(v)) {
		return false
	}
	f.Status = Status(v)
	return true
}

// flagParameter is a parameter that is 1 or absent.
func flagParameter(name string, field func(*AppealFilter) *bool) AppealParameter {
	return AppealParameter{name,
		func(f AppealFilter) string {
			if *field(&f) {
				return "1"
			}
			return ""
		},
		func(_ *Reference, f *AppealFilter, v string) bool {
			*field(f) = v == "1"
			return v == "1"
		},
		func(f *AppealFilter) { *field(f) = false }}
}

// dateParameter is a parameter that is a date of this century.
func dateParameter(name string, field func(*AppealFilter) *calendar.Date) AppealParameter {
	return AppealParameter{name,
		func(f AppealFilter) string { return field(&f).String() },
		func(_ *Reference, f *AppealFilter, v string) bool {
			d, err := calendar.ParseDate(v)
			if err != nil || d.Year < 2000 || d.Year >= 2100 {
				return false
			}
			*field(f) = d
			return true
		},
		func(f *AppealFilter) { *field(f) = calendar.Date{} }}
}
