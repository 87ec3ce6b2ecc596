package handlers

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"jauap/models/database"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// contentPolicy allows nothing but our own files: no inline script or style, so
// that pages need no nonce and can be cached.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const (
	longestURL     = 4 << 10  // bytes of path and query
	longestHeaders = 32 << 10 // bytes of all header fields
	answerWithin   = 15 * time.Second
	pageWithin     = 8 * time.Second // a page that is read; files and what is sent have answerWithin
	lockWithin     = 2 * time.Second // a write waits for another one
)

// middleware wraps every request; the order matters, and each line says why.
func (s *Server) middleware(e *echo.Echo) {
	// One address for each page: without a slash at the end.
	e.Pre(middleware.RemoveTrailingSlashWithConfig(middleware.TrailingSlashConfig{RedirectCode: http.StatusMovedPermanently}))
	e.Use(requestID)            // first: everything below may name it
	e.Use(s.logRequest)         // sees the status that the rest decided
	e.Use(s.securityHeaders)    // also on error pages
	e.Use(s.secureCookies)      // before anything sets or reads a cookie
	e.Use(s.siteContext)        // error pages speak the reader's language
	e.Use(middleware.Recover()) // a panic becomes an error page
	e.Use(checkRequest)         // before any handler reads what was sent
	e.Use(smallForm)            // nor more of it than a form without files has
	e.Use(crossOrigin)          // no form of ours is posted by another site
	e.Use(s.readOnly)           // an administrator may have stopped every change
	e.Use(s.session)            // who is asking, if they signed in
	e.Use(flash)                // the sentence that the last page left
	e.Use(answerInTime)         // a slow query ends
	e.Use(tidyForms)            // last: every handler reads tidied fields
}

// compressed wraps the whole server. It is outside of Echo because its writer cannot be
// used after the request, when our log still reads from it.
func compressed(h http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(5))
	if err != nil {
		return nil, err
	}
	return wrap(h), nil
}

// answerInTime limits the time of a request: in total, for one lock, for one statement of
// a transaction. A canceled read is canceled in the database too. The request gets its
// own context back afterwards, because the error page needs one that has not ended.
func answerInTime(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		within := answerWithin
		if (r.Method == http.MethodGet || r.Method == http.MethodHead) && !slices.Contains(files, path.Ext(c.Path())) {
			within = pageWithin
		}
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		ctx = database.WithLimits(ctx, database.Limits{Lock: lockWithin, Statement: within})
		c.SetRequest(r.WithContext(ctx))
		defer c.SetRequest(r)
		return next(c)
	}
}

// files are the endings of routes that give a whole table.
var files = []string{".csv", ".xml"}

func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:12])
		return next(c)
	}
}

// turnedAway is the key that marks a request refused on purpose, by a switch or the limit
// of searches. Its status is not logged as an error.
const turnedAway = "turned away"

// turnAway marks a request as refused on purpose, sets Retry-After and returns the
// status.
func turnAway(c echo.Context) int {
	c.Set(turnedAway, true)
	c.Response().Header().Set(echo.HeaderRetryAfter, "5")
	return http.StatusServiceUnavailable
}

// logRequest logs one line per request, without the query, which may hold a search, and
// without the address.
func (s *Server) logRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		status := c.Response().Status
		level := slog.LevelInfo
		if status >= 500 && c.Get(turnedAway) == nil {
			level = slog.LevelError
		}
		s.config.Log.Log(c.Request().Context(), level, "request",
			"method", c.Request().Method, "route", c.Path(), "status", status,
			"bytes", c.Response().Size, "took", time.Since(start).Round(10*time.Microsecond),
			"id", c.Response().Header().Get(echo.HeaderXRequestID))
		return nil
	}
}

func (s *Server) securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), interest-cohort=()")
		h.Set("X-Frame-Options", "DENY")
		if strings.HasPrefix(s.config.BaseURL, "https:") { // TLS ends at a proxy; the public writes https
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		return next(c)
	}
}

// siteContext puts what every page needs into the context of the request.
func (s *Server) siteContext(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		ctx := i18n.With(r.Context(), languageOf(r))
		ctx = parts.WithSite(ctx, s.site())
		c.SetRequest(r.WithContext(ctx))
		return next(c)
	}
}

func (s *Server) site() parts.Site {
	reference := s.store.Reference()
	return parts.Site{
		BaseURL:   s.config.BaseURL,
		SourceURL: s.config.SourceURL,
		Gateway:   s.gateway != nil,
		Operator:  parts.Operator{Name: s.config.Operator, Mail: s.config.OperatorMail},
		Demo:      reference.Demo,
		Dev:       s.config.Dev,
		Now:       s.store.Now(),
		Reference: reference,
	}
}

// languageOf is the language in the path, or the one that the browser prefers.
func languageOf(r *http.Request) i18n.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if lang, ok := i18n.Parse(first); ok {
		return lang
	}
	return i18n.Match(r.Header.Get("Accept-Language"))
}

// checkRequest refuses requests that no page of the portal can send.
func checkRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if len(r.URL.Path)+len(r.URL.RawQuery) > longestURL {
			return echo.NewHTTPError(http.StatusRequestURITooLong)
		}
		size := 0
		for name, values := range r.Header {
			for _, v := range values {
				size += len(name) + len(v)
			}
		}
		if size > longestHeaders {
			return echo.NewHTTPError(http.StatusRequestHeaderFieldsTooLarge)
		}
		if !cleanText(r.URL.Path) {
			return echo.NewHTTPError(http.StatusBadRequest)
		}
		query := r.URL.Query()
		for name, values := range query {
			for _, v := range values {
				if !cleanText(name) || !cleanText(v) {
					return echo.NewHTTPError(http.StatusBadRequest)
				}
			}
		}
		return next(c)
	}
}

// cleanText reports whether PostgreSQL accepts the text: valid UTF-8 without NUL.
func cleanText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// wholeBody is the body of a request before smallForm.
const wholeBody = "whole body"

// smallForm limits the size of a form. Uploads are excepted; readUpload reads them as a
// stream. Without the limit any form could be sent with files, which would be written to
// disk.
func smallForm(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		c.Set(wholeBody, r.Body)
		r.Body = http.MaxBytesReader(c.Response(), r.Body, longestPlain)
		return next(c)
	}
}

// uploadBody returns the unlimited body of a request, for handlers that read it as a
// stream.
func uploadBody(c echo.Context) io.ReadCloser {
	if whole, ok := c.Get(wholeBody).(io.ReadCloser); ok {
		return whole
	}
	return c.Request().Body
}

func crossOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if err := protection.Check(c.Request()); err != nil {
			return echo.NewHTTPError(http.StatusForbidden).SetInternal(err)
		}
		return next(c)
	}
}
