// Package handlers holds the HTTP handlers, which turn requests into calls of the models and
// results into pages. Each page or resource has a file. routes.go is the table of routes and
// permissions, form.go and query.go read forms and parameters, lookup.go finds the viewer
// and the row in the address, action.go performs the actions of forms.
package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/admin"
	"jauap/models/mail"
	"jauap/models/notice"
	"jauap/models/record"
	"jauap/models/secret"
	"jauap/models/vote"
	"jauap/views/i18n"
)

// Config holds what the handlers need in addition to the Store.
type Config struct {
	BaseURL        string       // public address, without a trailing slash
	SourceURL      string       // address of the source code; empty: not linked
	Operator       string       // organisation that runs the portal; empty: not named
	OperatorMail   string       // its contact address
	Dev            bool         // show the style guide
	TrustedProxies []*net.IPNet // proxies with a trusted X-Forwarded-For
	Sessions       scs.Store
	Gateway        GatewayConfig
	Mail           mail.Sender
	ShowMail       bool       // show the mails of a mail.Folder at /dev/mail
	Secret         secret.Key // encrypts state stored in cookies
	Log            *slog.Logger
}

// Server serves the portal.
type Server struct {
	store    *models.Store
	records  *record.Store
	notices  *notice.Store
	accounts *account.Store
	admin    *admin.Store
	votes    *vote.Store
	config   Config
	echo     *echo.Echo
	handler  http.Handler
	sessions *scs.SessionManager
	limits   *limits
	gateway  *gateway // nil without OpenID Connect
	passkeys *webauthn.WebAuthn
	broken   map[i18n.Lang][]byte // page of status 500 in each language
}

// New returns a server. It renders the error page in advance, so that an error in the page
// is found at start.
func New(store *models.Store, config Config) (*Server, error) {
	s := &Server{store: store, records: record.New(store), notices: notice.New(store), accounts: account.New(store), admin: admin.New(store), votes: vote.New(store), config: config, echo: echo.New(), limits: newLimits(),
		sessions: newSessions(config.Sessions, strings.HasPrefix(config.BaseURL, "https:"))}
	s.gateway = newGateway(config.Gateway, config.BaseURL)
	var err error
	if s.passkeys, err = newPasskeys(config.BaseURL); err != nil {
		return nil, err
	}
	if s.broken, err = s.renderBroken(); err != nil {
		return nil, fmt.Errorf("render the error page: %w", err)
	}
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.showError
	e.IPExtractor = s.clientIP()
	s.middleware(e)
	s.routes(e)
	s.handler, err = compressed(e)
	return s, err
}

// ServeHTTP implements http.Handler, for tests and for Serve.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve handles requests on l until ctx ends, then waits up to ten seconds for running
// requests.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second, // an upload on a slow network
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    1 << 20, // checkRequest rejects more than 32 KiB, with an error page
		ErrorLog:          slog.NewLogLogger(s.config.Log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(stop)
}

// clientIP returns the extractor of the client's address: the peer of the connection, or the
// address reported by a trusted proxy. The headers of other peers are ignored, because a
// client can forge them.
func (s *Server) clientIP() echo.IPExtractor {
	if len(s.config.TrustedProxies) == 0 {
		return withoutZone(echo.ExtractIPDirect())
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, proxy := range s.config.TrustedProxies {
		options = append(options, echo.TrustIPRange(proxy))
	}
	return withoutZone(echo.ExtractIPFromXFFHeader(options...))
}

// withoutZone strips the IPv6 zone identifier, which names a network interface; bans hold
// addresses without one.
func withoutZone(extract echo.IPExtractor) echo.IPExtractor {
	return func(r *http.Request) string {
		ip, _, _ := strings.Cut(extract(r), "%")
		return ip
	}
}

// Routes returns all methods and paths, for tests.
func (s *Server) Routes() []*echo.Route { return s.echo.Routes() }
