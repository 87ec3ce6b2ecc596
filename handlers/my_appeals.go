package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/account"
)

// showMyAppeals lists what the reader has filed.
func (s *Server) showMyAppeals(c echo.Context) error {
	ctx := c.Request().Context()
	after, before := models.Cursor(c.QueryParam("after")), models.Cursor(c.QueryParam("before"))
	if after != "" && before != "" || models.Newest.CheckCursor(after) != nil || models.Newest.CheckCursor(before) != nil {
		return models.ErrCursor
	}
	list, err := s.store.OwnAppeals(ctx, viewerID(ctx), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, account.MyAppeals(account.MyAppealsPage{List: list}))
}
