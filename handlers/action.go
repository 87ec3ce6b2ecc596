package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

// action is what a form does, and what follows it.
type action struct {
	do    func() error                       // changes the data
	again func(in models.Invalid) error      // renders the form again with its problems, status 422
	flash string                             // the message of the next page
	next  func() (address string, err error) // the next page
}

// perform does the action of a form: on success it redirects to the next page with a
// message, on Invalid it renders the form again. Other errors are returned.
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

// page returns a next page with a fixed address.
func page(address string) func() (string, error) {
	return func() (string, error) { return address, nil }
}
