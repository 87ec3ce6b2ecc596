package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

// The actions of forms. A handler reads the form, calls the store and passes its error to
// finish, which sends the response. If a page has several actions, these are a table by the
// last part of their address: caseActions, answerActions, workDraftActions, authorActions,
// reviewActions, partActions, commentActions.

// outcome describes the response to a submitted form.
type outcome struct {
	flash string                             // message on the next page
	to    string                             // address of the next page
	next  func() (address string, err error) // finds the next page, in place of to
	again func(in models.Invalid) error      // shows the form with its problems, status 422
}

// finish responds to a form whose action has returned err. Without an error it redirects to
// the next page with a message; on Invalid it shows the form again. Other errors are
// returned.
func finish(c echo.Context, err error, out outcome) error {
	var invalid models.Invalid
	if errors.As(err, &invalid) && out.again != nil {
		return out.again(invalid)
	}
	if err != nil {
		return err
	}
	setFlash(c, out.flash)
	if out.next != nil {
		if out.to, err = out.next(); err != nil {
			return err
		}
	}
	return c.Redirect(http.StatusSeeOther, out.to)
}
