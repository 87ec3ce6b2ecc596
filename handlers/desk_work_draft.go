package handlers

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showNewWork shows an empty form with the place of the body selected.
func (s *Server) showNewWork(c echo.Context) error {
	ctx := c.Request().Context()
	role, err := office(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	page := desk.WorkEditPage{Office: role, Form: models.WorkForm{Lang: string(i18n.From(ctx)), Stage: string(models.Planned)}}
	if place, err := s.store.PlaceOfBody(ctx, role.BodyID); err == nil {
		page.Place = &place
	}
	return s.renderWorkDraft(c, http.StatusOK, page)
}

// workDraft returns the draft in the address, for an official of its body.
func (s *Server) workDraft(c echo.Context) (draft models.WorkDraft, role models.Role, err error) {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return draft, role, err
	}
	if draft, err = s.store.WorkDraft(ctx, id, parts.ViewerFrom(ctx)); err == nil {
		role, err = office(c, strconv.FormatInt(draft.BodyID, 10))
	}
	return draft, role, err
}

func (s *Server) showWorkDraft(c echo.Context) error {
	draft, role, err := s.workDraft(c)
	if err != nil {
		return err
	}
	page := desk.WorkEditPage{Draft: draft.ID, Office: role, Version: draft.Version, Form: draft.Form}
	if _, page.Place, _, err = s.store.ReadWork(c.Request().Context(), role.BodyID, draft.Form); err != nil {
		return err
	}
	return s.renderWorkDraft(c, http.StatusOK, page)
}

// renderWorkDraft shows the form of a draft.
func (s *Server) renderWorkDraft(c echo.Context, status int, page desk.WorkEditPage) (err error) {
	if page.Post, err = s.store.PostOf(c.Request().Context(), page.Office.BodyID); err != nil {
		return err
	}
	return s.render(c, status, desk.WorkEdit(page))
}

// beginWorkDraft saves the form as a new draft.
func (s *Server) beginWorkDraft(c echo.Context) error {
	page := desk.WorkEditPage{}
	return s.keepWorkDraft(c, &page, func(by models.Official) (err error) {
		page.Draft, err = s.store.BeginWorkDraft(c.Request().Context(), by, page.Form)
		return err
	})
}

// saveWorkDraft saves the form over a draft.
func (s *Server) saveWorkDraft(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	page := desk.WorkEditPage{Draft: id}
	return s.keepWorkDraft(c, &page, func(by models.Official) error {
		return s.store.SaveWorkDraft(c.Request().Context(), id, by, page.Version, page.Form)
	})
}

// keepWorkDraft saves the form, including invalid fields; a draft is validated before
// publication. If another official has saved, published or deleted the draft, the form is
// shown again with the text (409).
func (s *Server) keepWorkDraft(c echo.Context, page *desk.WorkEditPage, keep func(by models.Official) error) error {
	ctx := c.Request().Context()
	values, refused, err := s.readWork(c, page)
	if err != nil {
		return err
	}
	if page.Office, err = office(c, values.Get("body")); err != nil {
		return err
	}
	if _, page.Place, _, err = s.store.ReadWork(ctx, page.Office.BodyID, page.Form); err != nil {
		return err
	}
	if page.Place != nil {
		page.Form.Place = page.Place.Code
	}
	switch err = keep(officialOf(c, page.Office.BodyID)); {
	case errors.Is(err, models.ErrStale):
		draft, _, err := s.workDraft(c)
		if err != nil {
			return err
		}
		page.Theirs, page.Version = &draft.Form, draft.Version
		return s.renderWorkDraft(c, http.StatusConflict, *page)
	case errors.Is(err, models.ErrNotFound) && has(values, "body"):
		page.Draft, page.Version, page.Gone = 0, 0, true
		return s.renderWorkDraft(c, http.StatusConflict, *page)
	case errors.As(err, &page.Invalid):
		return s.renderWorkDraft(c, http.StatusUnprocessableEntity, *page)
	case err != nil:
		return err
	case refused != nil:
		page.Version, page.Invalid = page.Version+1, models.Invalid{"pictures": *refused}
		return s.renderWorkDraft(c, http.StatusUnprocessableEntity, *page)
	}
	if values.Get("go") == "preview" {
		return c.Redirect(http.StatusSeeOther, paths.DeskWorkDraft(ctx, page.Draft, "preview"))
	}
	return finish(c, nil, outcome{flash: "flash.desk_saved", to: paths.DeskWorkDraft(ctx, page.Draft, "")})
}

// showWorkDraftPreview shows a draft as it will be published, and its problems.
func (s *Server) showWorkDraftPreview(c echo.Context) error {
	draft, role, err := s.workDraft(c)
	if err != nil {
		return err
	}
	return s.previewWorkDraft(c, http.StatusOK, draft, role)
}

func (s *Server) previewWorkDraft(c echo.Context, status int, draft models.WorkDraft, role models.Role) error {
	ctx := c.Request().Context()
	in, place, problems, err := s.store.ReadWork(ctx, role.BodyID, draft.Form)
	if err != nil {
		return err
	}
	page := desk.WorkDraftPage{Office: role, Draft: draft, Invalid: problems, Work: desk.PreviewOfWork(in, place, role, draft.Form.Pictures)}
	if page.Post, err = s.store.PostOf(ctx, role.BodyID); err != nil {
		return err
	}
	return s.render(c, status, desk.WorkDraftPreview(page))
}

// workDraftAction is an action of an official on a draft of an explanation.
type workDraftAction struct {
	do    func(s *models.Store, ctx context.Context, draft int64, by models.Official, version int) error
	flash string // message on the next page
}

// workDraftActions are the actions by the last part of their address.
var workDraftActions = map[string]workDraftAction{
	"hand": {(*models.Store).HandWorkDraft, "flash.desk_work_handed"}, // notifies the head that it is ready to publish
	"publish": {func(s *models.Store, ctx context.Context, draft int64, by models.Official, version int) error {
		_, err := s.PublishWorkDraft(ctx, draft, by, version)
		return err
	}, "flash.desk_work_signed"},
	"drop": {(*models.Store).DropWorkDraft, "flash.desk_work_dropped"},
}

// changeWorkDraft returns the handler of an action on the version of a draft that the
// official has seen.
func (s *Server) changeWorkDraft(name string) echo.HandlerFunc {
	action := workDraftActions[name]
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		draft, role, err := s.workDraft(c)
		if err == nil {
			err = action.do(s.store, ctx, draft.ID, officialOf(c, role.BodyID), formNumber(c.FormValue("version")))
		}
		switch {
		case errors.Is(err, models.ErrNotFound) && c.FormValue("body") != "": // a concurrent request has published or deleted it
			role, err := office(c, c.FormValue("body"))
			return finish(c, err, outcome{flash: "flash.desk_work_gone", to: paths.DeskWorks(ctx, role.BodyID)})
		case errors.Is(err, models.ErrStale):
			return finish(c, nil, outcome{flash: "flash.desk_draft_changed", to: paths.DeskWorkDraft(ctx, draft.ID, "preview")})
		}
		return finish(c, err, outcome{
			flash: action.flash, to: paths.DeskWorks(ctx, role.BodyID),
			again: func(models.Invalid) error {
				return s.previewWorkDraft(c, http.StatusUnprocessableEntity, draft, role)
			},
		})
	}
}
