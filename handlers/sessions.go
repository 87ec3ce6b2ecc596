package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/account"
	"jauap/views/parts"
	"jauap/views/paths"
)

// newSessions configures the session cookie, which only the sign-in sets. It holds a random
// token; the database stores a hash of it.
func newSessions(store scs.Store, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = store
	m.HashTokenInStore = true
	m.Lifetime = account.SessionDays * 24 * time.Hour
	m.Cookie.Name = "session"
	if secure {
		m.Cookie.Name = "__Host-session" // browsers accept this prefix over TLS only
	}
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Path = "/"
	return m
}

const signInKey = "sign_in"

// session loads the session and the viewer of a request with a session cookie. A request
// without the cookie is not changed, so that public pages are identical for all visitors.
func (s *Server) session(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		cookie, err := c.Cookie(s.sessions.Cookie.Name)
		if err != nil {
			return next(c)
		}
		r := c.Request()
		ctx, err := s.sessions.Load(r.Context(), cookie.Value)
		if err != nil {
			return err
		}
		viewer, err := s.accounts.SessionViewer(ctx, s.sessions.GetInt64(ctx, signInKey))
		switch {
		case err == nil:
			ctx = parts.WithViewer(ctx, &viewer)
		case !errors.Is(err, models.ErrNotFound):
			return err
		default:
			c.Set(endedSignIn, s.sessions.GetInt64(ctx, signInKey))
		}
		c.SetRequest(r.WithContext(ctx))
		return next(c)
	}
}

// signIn opens a session for a user, with a new token against session fixation.
func (s *Server) signIn(c echo.Context, user int64) error {
	r := c.Request()
	ctx := r.Context()
	token := ""
	if cookie, err := c.Cookie(s.sessions.Cookie.Name); err == nil {
		token = cookie.Value
	}
	ctx, err := s.sessions.Load(ctx, token)
	if err != nil {
		return err
	}
	if viewer := parts.ViewerFrom(ctx); viewer != nil { // the browser had another session
		if err := s.accounts.EndSession(ctx, viewer.UserID, viewer.SignInID); err != nil {
			return err
		}
	}
	id, err := s.accounts.OpenSession(ctx, user, r.UserAgent(), s.origin(c))
	if err != nil {
		return err
	}
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, signInKey, id)
	return s.commitSession(ctx, c)
}

// commitSession saves the session and sends its cookie.
func (s *Server) commitSession(ctx context.Context, c echo.Context) error {
	token, expiry, err := s.sessions.Commit(ctx)
	if err != nil {
		return err
	}
	s.sessions.WriteSessionCookie(ctx, c.Response(), token, expiry)
	return nil
}

// renewSession gives the session a new token.
func (s *Server) renewSession(c echo.Context) error {
	ctx := c.Request().Context()
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	return s.commitSession(ctx, c)
}

// signOut ends the session here and in the database.
func (s *Server) signOut(c echo.Context) error {
	ctx := c.Request().Context()
	if viewer := parts.ViewerFrom(ctx); viewer != nil {
		if err := s.accounts.EndSession(ctx, viewer.UserID, viewer.SignInID); err != nil {
			return err
		}
	}
	return s.leave(c)
}

// leave deletes the session and its cookie and redirects to the home page.
func (s *Server) leave(c echo.Context) error {
	ctx := c.Request().Context()
	if parts.ViewerFrom(ctx) != nil {
		if err := s.sessions.Destroy(ctx); err != nil {
			return err
		}
	}
	s.sessions.WriteSessionCookie(ctx, c.Response(), "", time.Time{})
	return c.Redirect(http.StatusSeeOther, paths.Home(ctx))
}

// localPath returns v if it is a path of this site, otherwise "", so that redirects never
// leave the portal.
func localPath(v string) string {
	// Browsers ignore control characters and treat a backslash as a slash.
	odd := func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }
	to, err := url.Parse(v)
	if err != nil || to.Scheme != "" || to.Host != "" || !strings.HasPrefix(v, "/") || strings.HasPrefix(v, "//") || strings.ContainsFunc(v, odd) {
		return ""
	}
	return v
}
