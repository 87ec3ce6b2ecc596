package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showDeskWorks lists the explanations of a body.
func (s *Server) showDeskWorks(c echo.Context) error {
	role, err := office(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	after, before := timeCursors(c)
	ctx := c.Request().Context()
	page := desk.WorksPage{Office: role}
	if page.List, err = s.store.DeskWorks(ctx, role.BodyID, after, before); err != nil {
		return err
	}
	if after == "" && before == "" {
		if page.Drafts, err = s.store.WorkDrafts(ctx, role.BodyID); err != nil {
			return err
		}
	}
	if page.Post, err = s.store.PostOf(ctx, role.BodyID); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, desk.Works(page))
}

// ownWork returns the explanation in the address, for an official of its body.
func (s *Server) ownWork(c echo.Context) (page desk.WorkEditPage, own models.OwnWork, err error) {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return page, own, err
	}
	if own, err = s.store.OwnWork(ctx, id, parts.ViewerFrom(ctx)); err != nil {
		return page, own, err
	}
	page.ID, page.Scheduled = id, own.Scheduled(s.store.Now())
	if page.Office, err = office(c, strconv.FormatInt(own.BodyID, 10)); err == nil {
		page.Post, err = s.store.PostOf(ctx, own.BodyID)
	}
	return page, own, err
}

// showOwnWork shows an explanation: a form for the head, read-only for an executor.
func (s *Server) showOwnWork(c echo.Context) error {
	ctx := c.Request().Context()
	page, own, err := s.ownWork(c)
	if err != nil {
		return err
	}
	if !parts.ViewerFrom(ctx).MaySign(own.BodyID) {
		return s.render(c, http.StatusOK, desk.WorkOwn(desk.WorkOwnPage{Office: page.Office, Post: page.Post, Work: own, Scheduled: page.Scheduled}))
	}
	place, err := s.store.Place(ctx, own.PlaceCode)
	if err != nil {
		return err
	}
	page.Version, page.Form, page.Place = own.Version, desk.NewWorkForm(ctx, own), &place
	return s.render(c, http.StatusOK, desk.WorkEdit(page))
}

// correctWork changes an explanation. A published one needs a note.
func (s *Server) correctWork(c echo.Context) error {
	ctx := c.Request().Context()
	page, own, err := s.ownWork(c)
	if err != nil {
		return err
	}
	values, refused, err := s.readWork(c, &page)
	if err != nil {
		return err
	}
	in, place, problems, err := s.store.ReadWork(ctx, own.BodyID, page.Form)
	if err != nil {
		return err
	}
	page.Place = place
	if refused != nil {
		problems["pictures"] = *refused
	}
	switch {
	case has(values, "remove") && refused == nil:
		return s.render(c, http.StatusOK, desk.WorkEdit(page))
	case len(problems) > 0:
		page.Invalid = problems
		return s.render(c, http.StatusUnprocessableEntity, desk.WorkEdit(page))
	case values.Get("go") == "preview":
		work := desk.PreviewOfWork(in, place, page.Office, page.Form.Pictures)
		page.Preview = &work
		return s.render(c, http.StatusOK, desk.WorkEdit(page))
	}
	err = s.store.CorrectWork(ctx, page.ID, officialOf(c, own.BodyID), page.Version, in, page.Note)
	if errors.Is(err, models.ErrStale) {
		return s.workConflict(c, page)
	}
	return finish(c, err, outcome{
		flash: "flash.desk_work_saved", to: paths.DeskWorks(ctx, page.Office.BodyID),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, desk.WorkEdit(page))
		},
	})
}

// workConflict shows the form beside the version that another official has saved.
func (s *Server) workConflict(c echo.Context, page desk.WorkEditPage) error {
	_, own, err := s.ownWork(c)
	if err != nil {
		return err
	}
	theirs := desk.NewWorkForm(c.Request().Context(), own)
	page.Theirs, page.Version = &theirs, own.Version
	return s.render(c, http.StatusConflict, desk.WorkEdit(page))
}

// readWork fills the form of the page. refused reports rejected pictures.
func (s *Server) readWork(c echo.Context, page *desk.WorkEditPage) (values url.Values, refused *models.Problem, err error) {
	values, uploaded, refused, err := s.storePictures(c, models.MaxPictures)
	if err != nil {
		return nil, nil, err
	}
	page.Version, page.Form, page.Note = formVersion(values), workForm(values), values.Get("note")
	for _, digest := range values["kept"] {
		if !slices.Contains(values["remove"], digest) {
			page.Form.Pictures = append(page.Form.Pictures, models.KeptPicture{Digest: digest, Role: values.Get("role-" + digest), Alt: values.Get("alt-" + digest)})
		}
	}
	if page.Form.Pictures, err = s.store.KeptPictures(c.Request().Context(), page.Form.Pictures); err != nil {
		return nil, nil, err
	}
	page.Form.Pictures = append(page.Form.Pictures, uploaded...)
	return values, refused, nil
}

func workForm(v url.Values) models.WorkForm {
	return models.WorkForm{Place: v.Get("place"), PlaceName: v.Get("place_name"), Category: v.Get("category"), Lang: v.Get("lang"), Title: v.Get("title"), Text: v.Get("text"),
		Stage: v.Get("stage"), PlannedFrom: v.Get("planned_from"), PlannedTo: v.Get("planned_to"), Started: v.Get("started_on"), Done: v.Get("done_on"),
		Cost: v.Get("cost"), Sum: v.Get("sum"), Funding: v.Get("funding"), Contractor: v.Get("contractor"), Appeals: v.Get("appeals"), PublishOn: v.Get("publish_on")}
}
