package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views"
	"jauap/views/i18n"
)

// showDeskWorks lists the explanations of a body.
func (s *Server) showDeskWorks(c echo.Context) error {
	desk, err := office(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	after, before, err := cursors(c)
	if err != nil {
		return err
	}
	list, err := s.store.DeskWorks(c.Request().Context(), desk.BodyID, after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.DeskWorks(views.DeskWorksPage{Office: desk, List: list}))
}

// showNewWork opens an empty form, for the place of the body.
func (s *Server) showNewWork(c echo.Context) error {
	ctx := c.Request().Context()
	desk, err := office(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	page := views.WorkEditPage{Office: desk, Form: views.WorkForm{Lang: string(i18n.From(ctx)), Stage: string(models.Planned)}}
	if place, err := s.store.PlaceOfBody(ctx, desk.BodyID); err == nil {
		page.Place = &place
	}
	return s.render(c, http.StatusOK, views.WorkEdit(page))
}

// ownWork is the page of the explanation in the address, for an official of its body.
func (s *Server) ownWork(c echo.Context) (page views.WorkEditPage, own models.OwnWork, err error) {
	ctx := c.Request().Context()
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return page, own, models.ErrNotFound
	}
	if own, err = s.store.OwnWork(ctx, id, views.ViewerFrom(ctx)); err != nil {
		return page, own, err
	}
	page.ID, page.Scheduled = id, own.Scheduled(s.store.Now())
	page.Office, err = office(c, strconv.FormatInt(own.BodyID, 10))
	return page, own, err
}

func (s *Server) showOwnWork(c echo.Context) error {
	page, own, err := s.ownWork(c)
	if err != nil {
		return err
	}
	place, err := s.store.Place(c.Request().Context(), own.PlaceCode)
	if err != nil {
		return err
	}
	page.Form, page.Place = views.NewWorkForm(own), &place
	return s.render(c, http.StatusOK, views.WorkEdit(page))
}

// publishWork writes a new explanation.
func (s *Server) publishWork(c echo.Context) error {
	page := views.WorkEditPage{}
	values, err := s.readWork(c, &page)
	if err != nil {
		return err
	}
	if page.Office, err = office(c, values.Get("body")); err != nil {
		return err
	}
	return s.saveWork(c, page, values, func(ctx context.Context, in models.NewWork) error {
		_, err := s.store.PublishWork(ctx, officialOf(c, page.Office.BodyID), in)
		return err
	})
}

// correctWork changes an explanation; one that everybody has seen with a note.
func (s *Server) correctWork(c echo.Context) error {
	page, own, err := s.ownWork(c)
	if err != nil {
		return err
	}
	values, err := s.readWork(c, &page)
	if err != nil {
		return err
	}
	err = s.saveWork(c, page, values, func(ctx context.Context, in models.NewWork) error {
		return s.store.CorrectWork(ctx, page.ID, officialOf(c, own.BodyID), page.Form.Version, in, page.Form.Note)
	})
	return err
}

// readWork reads the form, and keeps each picture as it comes in, so that nobody has
// to upload it again.
func (s *Server) readWork(c echo.Context, page *views.WorkEditPage) (values url.Values, err error) {
	ctx := c.Request().Context()
	page.Invalid = models.Invalid{}
	var uploaded []models.KeptPicture
	save := func(v url.Values) error { values = v; return nil }
	take := func(file []byte) error {
		alt := strings.TrimSpace(values.Get("title"))
		if alt == "" {
			alt = i18n.T(ctx, "parts.picture")
		}
		kept, err := s.store.KeepPicture(ctx, models.NewPicture{Image: file, Alt: alt})
		if err == nil {
			uploaded = append(uploaded, kept)
		}
		return err
	}
	refused, err := readUpload(c, save, take)
	if err != nil {
		return nil, err
	}
	if refused != nil {
		page.Invalid["pictures"] = *refused
	}
	page.Form = workForm(values)
	for _, digest := range values["kept"] {
		if !slices.Contains(values["remove"], digest) {
			page.Form.Pictures = append(page.Form.Pictures, models.KeptPicture{Digest: digest, Role: values.Get("role-" + digest), Alt: values.Get("alt-" + digest)})
		}
	}
	if page.Form.Pictures, err = s.store.KeptPictures(ctx, page.Form.Pictures); err != nil {
		return nil, err
	}
	page.Form.Pictures = append(page.Form.Pictures, uploaded...)
	return values, nil
}

func workForm(v url.Values) views.WorkForm {
	return views.WorkForm{Version: versionOf(v), PlaceName: v.Get("place_name"), Category: v.Get("category"), Lang: v.Get("lang"), Title: v.Get("title"), Text: v.Get("text"),
		Stage: v.Get("stage"), PlannedFrom: v.Get("planned_from"), PlannedTo: v.Get("planned_to"), Started: v.Get("started_on"), Done: v.Get("done_on"),
		Cost: v.Get("cost"), Sum: v.Get("sum"), Funding: v.Get("funding"), Contractor: v.Get("contractor"), Appeals: v.Get("appeals"),
		PublishOn: v.Get("publish_on"), Note: v.Get("note")}
}

// saveWork tries to save what was typed. What is wrong with it is all said at once.
func (s *Server) saveWork(c echo.Context, page views.WorkEditPage, values url.Values, save func(context.Context, models.NewWork) error) error {
	ctx := c.Request().Context()
	in, err := s.workOf(ctx, &page, values)
	if err != nil {
		return err
	}
	switch {
	case values.Get("go") == "preview" && len(page.Invalid) == 0:
		page.Preview = true
		return s.render(c, http.StatusOK, views.WorkEdit(page))
	case has(values, "remove") && len(page.Invalid) == 0:
		return s.render(c, http.StatusOK, views.WorkEdit(page))
	}
	if len(page.Invalid) > 0 {
		for field, problem := range s.store.WorkProblems(ctx, in) {
			if _, named := page.Invalid[field]; !named {
				page.Invalid[field] = problem
			}
		}
		return s.render(c, http.StatusUnprocessableEntity, views.WorkEdit(page))
	}
	err = save(ctx, in)
	switch {
	case errors.Is(err, models.ErrForbidden): // the body itself was asked about before
		page.Invalid = models.Invalid{"place": {Key: "problem.not_of_body"}}
	case errors.Is(err, models.ErrStale):
		_, own, err := s.ownWork(c)
		if err != nil {
			return err
		}
		page.Theirs, page.Form.Version = &own, own.Version
		return s.render(c, http.StatusConflict, views.WorkEdit(page))
	case errors.As(err, &page.Invalid):
	case err != nil:
		return err
	default:
		setFlash(c, "flash.desk_work_saved")
		return c.Redirect(http.StatusSeeOther, views.DeskWorksPath(ctx, page.Office.BodyID))
	}
	return s.render(c, http.StatusUnprocessableEntity, views.WorkEdit(page))
}

// workOf reads the form as an explanation; what cannot be read is noted on the page.
func (s *Server) workOf(ctx context.Context, page *views.WorkEditPage, values url.Values) (in models.NewWork, err error) {
	f := page.Form
	in = models.NewWork{Category: f.Category, Lang: f.Lang, Title: f.Title, Text: f.Text, Stage: models.Stage(f.Stage),
		Funding: f.Funding, Contractor: f.Contractor, Kept: f.Pictures}
	for field, day := range map[string]struct {
		typed string
		into  **calendar.Date
	}{
		"planned_from": {f.PlannedFrom, &in.PlannedFrom}, "planned_to": {f.PlannedTo, &in.PlannedTo},
		"started_on": {f.Started, &in.StartedOn}, "done_on": {f.Done, &in.DoneOn}, "publish_on": {f.PublishOn, &in.PublishOn},
	} {
		if day.typed == "" {
			continue
		}
		if d := typedDay(day.typed); !d.IsZero() {
			*day.into = &d
		} else {
			page.Invalid[field] = models.Problem{Key: "problem.date"}
		}
	}
	in.Cost = models.TypedCost(page.Invalid, f.Cost, f.Sum)
	numbers := strings.FieldsFunc(f.Appeals, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\n' || r == '\r' || r == '\t' })
	var wrong models.Invalid
	if in.Appeals, err = s.store.PublicAppeals(ctx, page.Office.BodyID, numbers); errors.As(err, &wrong) {
		page.Invalid["appeals"] = wrong["appeals"]
	} else if err != nil {
		return in, err
	}
	if page.Place, err = s.workPlace(ctx, values, page.Office.BodyID); err != nil {
		return in, err
	}
	if page.Place == nil {
		page.Invalid["place"] = models.Problem{Key: "problem.place"}
	} else {
		in.Place = page.Place.Code
	}
	return in, nil
}

// workPlace is the place that was chosen, or the only one in the body's territory
// whose name was typed; nil when there is none or several.
func (s *Server) workPlace(ctx context.Context, values url.Values, body int64) (*models.Place, error) {
	code, name := values.Get("place"), strings.TrimSpace(values.Get("place_name"))
	if code != "" {
		place, err := s.store.Place(ctx, code)
		if err == nil && (name == "" || slices.Contains([]string{place.Name.KK, place.Name.RU, place.Name.EN}, name)) {
			return &place, nil
		}
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return nil, err
		}
	}
	if name == "" || len(name) > 200 {
		return nil, nil
	}
	found, err := s.store.FindPlacesOf(ctx, body, name)
	if err != nil || len(found) != 1 {
		return nil, err
	}
	return &found[0].Place, nil
}
