package handlers

import (
	"context"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
)

// returnAppeal returns an escalated appeal to the body below with an order. The route
// admits only the head of the superior body.
func (s *Server) returnAppeal() echo.HandlerFunc {
	fields := map[string]string{"order": "return_order", "due": "return_due"}
	return s.caseAct("flash.appeal_returned", fields, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		return s.store.ReturnAppeal(ctx, st.AppealID, by, form.Get("return_order"), formDate(form.Get("return_due")))
	})
}

// showComplaint shows the author the text of a complaint to print and sign.
func (s *Server) showComplaint(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := s.store.DossierFor(ctx, c.Param("number"), viewerID(ctx))
	switch {
	case err != nil:
		return err
	case d.Authorship == nil:
		return models.ErrForbidden
	case d.Complaint() == nil:
		return models.ErrState
	}
	return s.render(c, http.StatusOK, appeals.Complaint(appeals.ComplaintPage{Dossier: d, Complaint: *d.Complaint()}))
}
