package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/account"
)

// showMyAppeals lists the viewer's own appeals.
func (s *Server) showMyAppeals(c echo.Context) error {
	ctx := c.Request().Context()
	after, before := timeCursors(c)
	list, err := s.store.OwnAppeals(ctx, viewerID(ctx), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, account.MyAppeals(account.MyAppealsPage{List: list}))
}
