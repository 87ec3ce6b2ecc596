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

// contentPolicy allows our own files only. Without inline scripts and styles a page needs no
// nonce and can be cached.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const (
	longestURL     = 4 << 10          // bytes of path and query
	longestHeaders = 32 << 10         // bytes of all header fields
	answerWithin   = 15 * time.Second // uploads excepted, see allowSlowUpload
	pageWithin     = 8 * time.Second  // GET requests of pages; CSV and XML files have answerWithin
	lockWithin     = 2 * time.Second  // waiting for a database lock
)

// middleware registers the steps that run on every request. Their order matters; each
// comment gives the reason.
func (s *Server) middleware(e *echo.Echo) {
	// One address per page: without a trailing slash.
	e.Pre(middleware.RemoveTrailingSlashWithConfig(middleware.TrailingSlashConfig{RedirectCode: http.StatusMovedPermanently}))
	e.Use(requestID)            // first: log lines and error pages show it
	e.Use(s.logRequest)         // logs the status set by the steps below
	e.Use(s.securityHeaders)    // on error pages too
	e.Use(s.secureCookies)      // before the first step that reads or sets a cookie
	e.Use(s.siteContext)        // error pages need the language
	e.Use(middleware.Recover()) // a panic becomes an error page
	e.Use(checkRequest)         // before any step reads the input
	e.Use(smallForm)            // before any step reads the body
	e.Use(crossOrigin)          // rejects forms posted by other sites
	e.Use(s.readOnly)           // rejects writes while the portal is read-only
	e.Use(s.session)            // finds the viewer
	e.Use(flash)                // finds the message of the previous page
	e.Use(answerInTime)         // cancels slow requests
	e.Use(tidyForms)            // last: it wraps the context of the handler
}

// compressed compresses responses. It wraps Echo instead of being one of its steps, because
// its writer cannot be used after the request, when logRequest reads the size.
func compressed(h http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(5))
	if err != nil {
		return nil, err
	}
	return wrap(h), nil
}

// answerInTime sets the deadlines of a request: in total, for one lock, and for one statement
// of a transaction. A canceled read is canceled in the database too. Afterwards it restores
// the context of the request, because the error page needs one that has not ended.
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

// files are the extensions of routes that send a whole table.
var files = []string{".csv", ".xml"}

func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:12])
		return next(c)
	}
}

// refusedKey is the echo context key of requests refused on purpose, by a switch or by the
// limit of concurrent searches. Their status is not logged as an error.
const refusedKey = "refused on purpose"

// setBusy marks a request as refused on purpose, sets Retry-After and returns the status
// 503.
func setBusy(c echo.Context) int {
	c.Set(refusedKey, true)
	c.Response().Header().Set(echo.HeaderRetryAfter, "5")
	return http.StatusServiceUnavailable
}

// logRequest logs one line per request, without the client address and without the query,
// which may hold a search.
func (s *Server) logRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		status := c.Response().Status
		level := slog.LevelInfo
		if status >= 500 && c.Get(refusedKey) == nil {
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
		if strings.HasPrefix(s.config.BaseURL, "https:") { // TLS ends at a proxy, so the request does not show it
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		return next(c)
	}
}

// siteContext puts the language and the data of the site into the context of the request.
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

// languageOf returns the language in the path, or the one that the browser prefers.
func languageOf(r *http.Request) i18n.Lang {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if lang, ok := i18n.Parse(first); ok {
		return lang
	}
	return i18n.Match(r.Header.Get("Accept-Language"))
}

// checkRequest rejects requests that are too long or hold text that PostgreSQL cannot store.
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

// cleanText reports whether PostgreSQL can store a text: valid UTF-8 without NUL.
func cleanText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// wholeBody is the echo context key of the request body without the limit of smallForm.
const wholeBody = "whole body"

// smallForm limits the size of forms. Without the limit a client could send any form with
// files, which would be written to disk. Handlers of uploads read uploadBody instead, as a
// stream.
func smallForm(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		c.Set(wholeBody, r.Body)
		r.Body = http.MaxBytesReader(c.Response(), r.Body, longestPlain)
		return next(c)
	}
}

// uploadBody returns the request body without the limit of smallForm.
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
