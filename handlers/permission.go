package handlers

import (
	"errors"
	"slices"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
	"jauap/views/paths"
)

// Permission checks for routes.go. A visitor without a session is redirected to the sign-in;
// a user without the permission gets ErrForbidden.

// signedIn admits users with a session.
func signedIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if parts.ViewerFrom(c.Request().Context()) != nil {
			return next(c)
		}
		return toSignIn(c)
	}
}

// provesFactor admits users who have no second factor or have given it recently. It protects
// actions that cannot be undone: removal, sessions, factors, recovery codes.
func (s *Server) provesFactor(next echo.HandlerFunc) echo.HandlerFunc {
	return signedIn(func(c echo.Context) error {
		if ctx := c.Request().Context(); parts.ViewerFrom(ctx).MustProve(s.store.Now()) {
			return detour(paths.Factors(ctx))
		}
		return next(c)
	})
}

// hasRole admits users with one of the roles who have given a second factor. The models
// check the permissions on a single appeal again.
func hasRole(roles ...string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return signedIn(func(c echo.Context) error {
			viewer := parts.ViewerFrom(c.Request().Context())
			if !slices.ContainsFunc(roles, viewer.Holds) {
				return models.ErrForbidden
			}
			if !viewer.Proven(parts.SiteFrom(c.Request().Context()).Now) {
				return detour(paths.Factors(c.Request().Context()))
			}
			return next(c)
		})
	}
}

// headOnly admits only the head of the body that bodyOf returns for a request. It must
// follow hasRole, which makes sure that there is a viewer.
func headOnly(bodyOf func(c echo.Context) (int64, error)) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			body, err := bodyOf(c)
			if err != nil {
				return err
			}
			if !parts.ViewerFrom(c.Request().Context()).MaySign(body) {
				return models.ErrForbidden
			}
			return next(c)
		}
	}
}

// appealOffice returns the body for which the viewer handles the appeal in the address.
func (s *Server) appealOffice(c echo.Context) (int64, error) {
	st, err := s.standing(c)
	return st.BodyID, err
}

// draftOffice returns the body of the draft explanation in the address. If another official
// has published or deleted the draft, it returns the body in the form.
func (s *Server) draftOffice(c echo.Context) (int64, error) {
	draft, _, err := s.workDraft(c)
	if body := c.FormValue("body"); errors.Is(err, models.ErrNotFound) && body != "" {
		return formID(body), nil
	}
	return draft.BodyID, err
}

// workOffice returns the body of the explanation in the address.
func (s *Server) workOffice(c echo.Context) (int64, error) {
	id, err := pathID(c)
	if err != nil {
		return 0, err
	}
	own, err := s.store.OwnWork(c.Request().Context(), id, parts.ViewerFrom(c.Request().Context()))
	return own.BodyID, err
}

// queryOffice and formOffice return the body in the address or in the form, or the viewer's
// first body.
func queryOffice(c echo.Context) (int64, error) {
	role, err := office(c, c.QueryParam("body"))
	return role.BodyID, err
}

func formOffice(c echo.Context) (int64, error) {
	role, err := office(c, c.FormValue("body"))
	return role.BodyID, err
}

// toSignIn returns the error that redirects to the sign-in and back.
func toSignIn(c echo.Context) error { return detour(paths.SignIn(c.Request().Context())) }

// detour returns the error that redirects to another page and back; see Server.followDetour.
func detour(path string) error { return &detourError{path} }
