package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"jauap/views/i18n"
)

// routes is the one table of doors, read from the top as a staircase of permission.
func (s *Server) routes(e *echo.Echo) {
	// Everybody, in no language.
	get(e, "/", s.chooseLanguage)
	get(e, "/a/:number", s.showShortAppeal)
	get(e, "/media/:file", s.showPhoto)
	get(e, "/static/*", s.showStatic)
	for _, file := range []string{"/favicon.ico", "/favicon.svg", "/apple-touch-icon.png"} {
		get(e, file, s.showStatic)
	}
	get(e, "/robots.txt", s.showRobots)
	get(e, "/sitemap.xml", s.showSitemap)
	get(e, "/health", s.showHealth)

	if s.gateway != nil {
		e.GET(gatewayPath, s.finishGateway)
	}
	if s.config.ShowMail {
		get(e, "/dev/mail", s.showMails)
		get(e, "/dev/mail/:file", s.showMail)
	}

	// From one network: ten codes at once and one a minute; thirty tries, and one in ten seconds.
	askLimit, tryLimit := s.limit(time.Minute, 10), s.limit(10*time.Second, 30)
	// For one account, from wherever: ten tries at a second factor at once and one in a minute.
	factorLimit := s.limitAccount(time.Minute, 10)
	inviteLimit := s.limitAccount(time.Minute, 30) // invitations that one account sends

	for _, lang := range i18n.Languages {
		// Everybody, in their language. The same for all who have no session.
		site := e.Group("/" + string(lang))
		get(site, "", s.showHome)
		get(site, "/appeals", s.showAppeals)
		get(site, "/appeals/:number", s.showAppeal)
		get(site, "/places", s.showPlaces)
		get(site, "/places/suggest", s.suggestPlaces)
		get(site, "/places/:code", s.showPlace)
		get(site, "/works", s.showWorks)
		get(site, "/works/:id", s.showWork)
		get(site, "/about", s.showAbout)
		get(site, "/rules", s.showRules)
		get(site, "/accessibility", s.showAccessibility)
		get(site, "/privacy", s.showPrivacy)
		get(site, "/api", s.showAPI)

		// Signing in and out.
		get(site, "/sign-in", s.showSignIn)
		site.POST("/sign-in", s.sendCode, askLimit)
		get(site, "/sign-in/code", s.showCode) // a scanner of mail may open it: that spends nothing
		site.POST("/sign-in/code", s.redeemCode, tryLimit)
		if s.gateway != nil {
			get(site, "/sign-in/gateway", s.startGateway)
		}
		site.POST("/sign-in/cast", s.signInAsCast) // the demo's people only
		site.POST("/sign-out", s.signOut)
		get(site, "/account", s.showAccount, signedIn)
		site.POST("/account", s.changeAccount, signedIn)
		site.POST("/account/sessions/others/end", s.endOtherSessions, signedIn)
		site.POST("/account/sessions/:id/end", s.endSession, signedIn)
		site.POST("/account/remove", s.removeAccount, signedIn)
		get(site, "/account/factor", s.showFactors, signedIn)
		site.POST("/account/factor", s.giveFactor, signedIn, factorLimit)
		site.POST("/account/factor/authenticator", s.addAuthenticator, signedIn, factorLimit)
		site.POST("/account/factor/recovery", s.newRecoveryCodes, signedIn)
		site.POST("/account/factor/:id/remove", s.removeFactor, signedIn)
		site.POST("/account/factor/passkey/new", s.challengeNewPasskey, signedIn)
		site.POST("/account/factor/passkey/add", s.addPasskey, signedIn)
		site.POST("/account/factor/passkey/ask", s.challengePasskey, signedIn)
		site.POST("/account/factor/passkey/give", s.givePasskey, signedIn, factorLimit)
		get(site, "/invitations/new", s.newInvitation, hasRole("head", "admin"))
		site.POST("/invitations", s.sendInvitation, hasRole("head", "admin"), inviteLimit)
		get(site, "/invitation", s.showInvitation) // with the token of the mail
		site.POST("/invitation", s.acceptInvitation, signedIn)

		// Filing an appeal.

		// Residents: voices, comments, following, the inbox, the own appeals.

		// Officials: the desk of a body.

		// Moderators: the queue.

		// Administrators.

		if s.config.Dev {
			get(site, "/styleguide", s.showStyleguide)
		}
	}
}

// get registers a page for GET and HEAD: Echo does not answer HEAD by itself,
// and link previews and health checks ask with it.
func get(g interface {
	Match([]string, string, echo.HandlerFunc, ...echo.MiddlewareFunc) []*echo.Route
}, path string, h echo.HandlerFunc, steps ...echo.MiddlewareFunc) {
	g.Match([]string{http.MethodGet, http.MethodHead}, path, h, steps...)
}
