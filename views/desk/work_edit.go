package desk

import (
	"context"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// NewWorkForm returns the form of an existing work.
func NewWorkForm(ctx context.Context, w models.OwnWork) models.WorkForm {
	f := models.WorkForm{Place: w.PlaceCode, PlaceName: parts.Name(ctx, w.Place), Category: w.CategoryCode, Lang: w.Lang, Title: w.Title, Text: w.Text,
		Stage: string(w.Stage), PlannedFrom: typedDate(w.PlannedFrom), PlannedTo: typedDate(w.PlannedTo), Started: typedDate(w.StartedOn),
		Done: typedDate(w.DoneOn), Funding: w.Funding, Contractor: w.Contractor, Appeals: strings.Join(w.Numbers, " "),
		PublishOn: calendar.Of(w.PublishedAt).String()}
	if w.Cost != nil {
		f.Cost, f.Sum = "sum", strconv.FormatInt(*w.Cost, 10)
		if *w.Cost == 0 {
			f.Cost, f.Sum = "none", ""
		}
	}
	for _, p := range w.Pictures {
		f.Pictures = append(f.Pictures, models.KeptPicture{Digest: p.Digest, Role: p.Role, Alt: p.Alt, Width: p.Width, Height: p.Height})
	}
	return f
}

// typedDate formats a date for a date input; nil gives "".
func typedDate(d *calendar.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// workFields returns the fields of the form in their order, with labels.
func workFields(ctx context.Context) []parts.Option {
	return []parts.Option{
		{Value: "place", Text: i18n.T(ctx, "work.place")}, {Value: "category", Text: i18n.T(ctx, "work.category")}, {Value: "lang", Text: i18n.T(ctx, "desk.work_lang")}, {Value: "title", Text: i18n.T(ctx, "desk.work_title")},
		{Value: "text", Text: i18n.T(ctx, "desk.work_text")}, {Value: "stage", Text: i18n.T(ctx, "work.stage")}, {Value: "planned_from", Text: i18n.T(ctx, "desk.planned_from")}, {Value: "planned_to", Text: i18n.T(ctx, "desk.planned_to")},
		{Value: "started_on", Text: i18n.T(ctx, "desk.started_on")}, {Value: "done_on", Text: i18n.T(ctx, "desk.done_on")}, {Value: "cost", Text: i18n.T(ctx, "desk.cost")}, {Value: "sum", Text: i18n.T(ctx, "desk.sum")},
		{Value: "funding", Text: i18n.T(ctx, "work.funding")}, {Value: "contractor", Text: i18n.T(ctx, "work.contractor")}, {Value: "appeals", Text: i18n.T(ctx, "work.appeals")}, {Value: "pictures", Text: i18n.T(ctx, "desk.pictures_add")},
		{Value: "publish_on", Text: i18n.T(ctx, "desk.publish_on")}, {Value: "note", Text: i18n.T(ctx, "desk.work_note")},
	}
}

// conflicts returns the fields (without pictures) that differ between the saved version and the
// form.
func (p WorkEditPage) conflicts(ctx context.Context) (found []conflict) {
	add := func(key, theirs, mine string) {
		if theirs != mine {
			found = append(found, conflict{i18n.T(ctx, key), theirs, mine})
		}
	}
	t, m := *p.Theirs, p.Form
	if p.Place == nil || p.Place.Code != t.Place {
		add("work.place", t.PlaceName, m.PlaceName)
	}
	add("work.category", optionText(workCategories(ctx, t.Category), t.Category), optionText(workCategories(ctx, m.Category), m.Category))
	add("desk.work_lang", optionText(parts.LanguageOptions(ctx), t.Lang), optionText(parts.LanguageOptions(ctx), m.Lang))
	add("desk.work_title", t.Title, m.Title)
	add("desk.work_text", t.Text, m.Text)
	add("work.stage", optionText(stageOptions(ctx), t.Stage), optionText(stageOptions(ctx), m.Stage))
	add("desk.planned_from", dayTyped(ctx, t.PlannedFrom), dayTyped(ctx, m.PlannedFrom))
	add("desk.planned_to", dayTyped(ctx, t.PlannedTo), dayTyped(ctx, m.PlannedTo))
	add("desk.started_on", dayTyped(ctx, t.Started), dayTyped(ctx, m.Started))
	add("desk.done_on", dayTyped(ctx, t.Done), dayTyped(ctx, m.Done))
	add("work.cost", workCost(ctx, t), workCost(ctx, m))
	add("work.funding", t.Funding, m.Funding)
	add("work.contractor", t.Contractor, m.Contractor)
	add("work.appeals", t.Appeals, m.Appeals)
	if !p.public() {
		add("desk.publish_on", dayTyped(ctx, t.PublishOn), dayTyped(ctx, m.PublishOn))
	}
	return found
}

// workCost describes the entered cost, with a formatted sum.
func workCost(ctx context.Context, f models.WorkForm) string {
	if sum := models.TypedCost(models.Invalid{}, f.Cost, f.Sum); f.Cost == "sum" && sum != nil {
		return i18n.Money(ctx, *sum)
	}
	return costTyped(ctx, models.AnswerForm{Cost: f.Cost, Sum: f.Sum})
}

// optionText returns the text of an option, or the value if there is no such option.
func optionText(options []parts.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Text
		}
	}
	return value
}

// workCategories returns the open categories and the current category of the work.
func workCategories(ctx context.Context, chosen string) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.choose_category")}}
	for _, c := range parts.SiteFrom(ctx).Reference.Categories {
		if c.Retired && c.Code != chosen {
			continue
		}
		options = append(options, parts.Option{Value: c.Code, Text: parts.Name(ctx, c.Name)})
	}
	return options
}

// stageOptions returns the stages for the form.
func stageOptions(ctx context.Context) []parts.Option {
	var options []parts.Option
	for _, stage := range models.Stages {
		options = append(options, parts.Option{Value: string(stage), Text: i18n.T(ctx, "stage."+string(stage))})
	}
	return options
}

// pictureTimes returns the options for when a picture was taken.
func pictureTimes(ctx context.Context) []parts.Option {
	return []parts.Option{{Value: "before", Text: i18n.T(ctx, "parts.before")}, {Value: "after", Text: i18n.T(ctx, "parts.after")}}
}

// field returns a field of the form with its error.
func (p WorkEditPage) field(ctx context.Context, id, label, hint, value string, most int) parts.Field {
	return parts.Field{Name: id, Label: label, Hint: hint, Value: value, Problem: parts.ProblemOf(ctx, p.Invalid, id), Max: most}
}

// action returns the form target.
func (p WorkEditPage) action(ctx context.Context) string {
	switch {
	case p.ID != 0:
		return paths.DeskWork(ctx, p.ID)
	case p.Draft != 0:
		return paths.DeskWorkDraft(ctx, p.Draft, "")
	}
	return paths.Desk(ctx) + "/works"
}

// title returns the heading of the page.
func (p WorkEditPage) title(ctx context.Context) string {
	switch {
	case p.ID != 0:
		return i18n.T(ctx, "desk.work_edit")
	case p.Draft != 0:
		return i18n.T(ctx, "desk.work_draft")
	}
	return i18n.T(ctx, "desk.work_new")
}

// shell returns the properties of the page.
func (p WorkEditPage) shell(ctx context.Context) parts.Shell {
	s := parts.Shell{Title: p.title(ctx), Path: "/desk/works/new", NoIndex: true}
	switch {
	case p.ID != 0:
		s.Path = "/desk/works/" + paths.ID(p.ID)
	case p.Draft != 0:
		s.Path = "/desk/works/drafts/" + paths.ID(p.Draft)
	}
	return s
}

// public reports whether the work is published. Changes then need a note.
func (p WorkEditPage) public() bool { return p.ID != 0 && !p.Scheduled }

// workCrumbs links to the desk and to the works of the body.
func workCrumbs(ctx context.Context, body int64, title string) []parts.Crumb {
	return []parts.Crumb{{Text: i18n.T(ctx, "desk.title"), Href: deskOf(ctx, body)}, {Text: i18n.T(ctx, "desk.works"), Href: paths.DeskWorks(ctx, body)}, {Text: title}}
}

// PreviewOfWork returns an unpublished work as its page will show it.
func PreviewOfWork(in models.NewWork, place *models.Place, office models.Role, pictures []models.KeptPicture) models.Work {
	w := models.Work{Text: in.Text, Cost: in.Cost, Funding: in.Funding, Contractor: in.Contractor, BodyID: office.BodyID}
	w.Lang, w.Title, w.Stage, w.CategoryCode, w.BodyName = in.Lang, in.Title, in.Stage, in.Category, office.BodyName
	w.PlannedFrom, w.PlannedTo, w.StartedOn, w.DoneOn = in.PlannedFrom, in.PlannedTo, in.StartedOn, in.DoneOn
	if place != nil {
		w.PlaceCode, w.Place = place.Code, place.Name
	}
	for _, p := range pictures {
		w.Pictures = append(w.Pictures, models.Picture{Digest: p.Digest, Role: p.Role, Alt: p.Alt, Width: p.Width, Height: p.Height})
	}
	return w
}
