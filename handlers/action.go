package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

// action describes how a submitted form is processed.
type action struct {
	do    func() error                       // makes the change
	again func(in models.Invalid) error      // shows the form with its problems, status 422
	flash string                             // message on the next page
	next  func() (address string, err error) // address of the next page
}

// perform runs an action. On success it redirects to the next page with a message; on
// Invalid it shows the form again. Other errors are returned.
func perform(c echo.Context, a action) error {
	err := a.do()
	var invalid models.Invalid
	if errors.As(err, &invalid) && a.again != nil {
		return a.again(invalid)
	}
	if err != nil {
		return err
	}
	setFlash(c, a.flash)
	next, err := a.next()
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// page returns the next of an action with a fixed address.
func page(address string) func() (string, error) {
	return func() (string, error) { return address, nil }
}
