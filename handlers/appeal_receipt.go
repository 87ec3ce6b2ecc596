package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/filing"
	"jauap/views/paths"
)

// showReceipt shows the receipt of an appeal to its author.
func (s *Server) showReceipt(c echo.Context) error {
	ctx := c.Request().Context()
	receipt, err := s.store.Receipt(ctx, c.Param("number"), viewerID(ctx))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, filing.Receipt(filing.ReceiptPage{Receipt: receipt}))
}

// toReceipt redirects from a filed draft to the receipt of its appeal, or to a new draft
// if the user is no longer signed in.
func (s *Server) toReceipt(c echo.Context) error {
	ctx := c.Request().Context()
	if viewerID(ctx) == 0 {
		return c.Redirect(http.StatusSeeOther, paths.AppealNew(ctx))
	}
	filed, err := s.store.FileDraft(ctx, draftToken(c), presence(c))
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, paths.AppealReceipt(ctx, filed.Number))
}
