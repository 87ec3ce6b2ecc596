package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
)

// showComplaint shows the author the text of a complaint to print and sign.
func (s *Server) showComplaint(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := s.store.AppealPageFor(ctx, c.Param("number"), viewerID(ctx))
	switch {
	case err != nil:
		return err
	case d.Authorship == nil:
		return models.ErrForbidden
	case d.Complaint() == nil:
		return models.ErrState
	}
	return s.render(c, http.StatusOK, appeals.Complaint(appeals.ComplaintPage{AppealPage: d, Complaint: *d.Complaint()}))
}
