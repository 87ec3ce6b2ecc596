package handlers

import (
	"slices"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
	"jauap/views/paths"
)

// The steps of the staircase in routes.go. Whoever does not stand on a step is
// led to the sign-in, or refused when already signed in as somebody else.

// signedIn lets anybody with a session pass.
func signedIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if parts.ViewerFrom(c.Request().Context()) != nil {
			return next(c)
		}
		return toSignIn(c)
	}
}

// provesFactor lets those pass whose account has no second factor, or who have given it
// lately. It stands before all that cannot be undone: removal, sessions, the address,
// factors and recovery codes.
func (s *Server) provesFactor(next echo.HandlerFunc) echo.HandlerFunc {
	return signedIn(func(c echo.Context) error {
		if ctx := c.Request().Context(); parts.ViewerFrom(ctx).MustProve(s.store.Now()) {
			return detour(paths.Factors(ctx))
		}
		return next(c)
	})
}

// hasRole lets those pass who hold one of the roles now and have given a second
// factor. What they may do with one appeal of one body is asked of the models again.
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

// toSignIn leads to the sign-in and back.
func toSignIn(c echo.Context) error { return detour(paths.SignIn(c.Request().Context())) }

// detour ends a request that has to pass another page first, see Server.lead.
func detour(path string) error { return &away{path} }
