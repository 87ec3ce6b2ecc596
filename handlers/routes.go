package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"jauap/views/i18n"
)

// routes registers all routes, ordered by the permissions they need.
func (s *Server) routes(e *echo.Echo) {
	// All visitors, without a language.
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

	// One browser may request ten codes, then one a minute, and try thirty codes, then one in
	// ten seconds. A village of 200 behind one address requests 400 codes in ten minutes.
	askLimit, tryLimit := s.limit(time.Minute, 10, 40), s.limit(10*time.Second, 30, 20)
	// Limits of one browser of an account. The models count wrong codes over all browsers.
	factorLimit := s.limitAccount(30*time.Second, 20)
	inviteLimit := s.limitAccount(time.Minute, 30) // invitations sent by one account

	// One browser may save a step of an appeal every two seconds and file one appeal a minute.
	draftLimit, fileLimit := s.limit(2*time.Second, 120, 10), s.limit(time.Minute, 20, 15)

	for _, lang := range i18n.Languages {
		// All visitors, in their language. Visitors without a session get identical pages.
		site := e.Group("/" + string(lang))
		get(site, "", s.showHome)
		get(site, "/appeals", s.showAppeals)
		get(site, "/appeals/:number", s.showAppeal)
		get(site, "/places", s.showPlaces)
		get(site, "/places/suggest", s.suggestPlaces)
		get(site, "/places/:code", s.showPlace)
		get(site, "/bodies", s.showComparison)
		get(site, "/bodies.csv", s.downloadComparison)
		get(site, "/bodies/:id", s.showRecord)
		get(site, "/bodies/:id/record.csv", s.downloadRecord)
		get(site, "/promises", s.showPromises)
		get(site, "/bodies/:id/promises", s.showBodyPromises)
		get(site, "/places/:code/silence", s.showSilence)
		get(site, "/record", s.showCountry)
		get(site, "/record/:code", s.showLeague)
		get(site, "/gap", s.showGap)
		get(site, "/gap/table.csv", s.showGapTable)
		get(site, "/works", s.showWorks)
		get(site, "/works/:id", s.showWork)
		get(site, "/votes", s.showVotes)
		get(site, "/votes/:id", s.showVote)
		get(site, "/votes/:id/receipt", s.showBallotReceipt)
		site.POST("/votes/:id/receipt", s.findBallot, s.limit(10*time.Second, 30, 20))
		get(site, "/votes/:id/:file", s.downloadVote)
		get(site, "/about", s.showAbout)
		get(site, "/rules", s.showRules)
		get(site, "/rules/concreteness", s.showConcreteRules)
		get(site, "/accessibility", s.showAccessibility)
		get(site, "/privacy", s.showPrivacy)
		get(site, "/api", s.showAPI)

		// Signing in and out.
		get(site, "/sign-in", s.showSignIn)
		site.POST("/sign-in", s.sendCode, askLimit)
		get(site, "/sign-in/code", s.showCode) // mail scanners may open it: only POST uses the code
		site.POST("/sign-in/code", s.redeemCode, tryLimit)
		if s.gateway != nil {
			get(site, "/sign-in/gateway", s.startGateway)
		}
		site.POST("/sign-in/cast", s.signInAsCast) // users of the demo only
		site.POST("/sign-out", s.signOut)
		get(site, "/account", s.showAccount, signedIn)
		site.POST("/account", s.changeAccount, signedIn)
		site.POST("/account/sessions/others/end", s.endOtherSessions, s.provesFactor)
		site.POST("/account/sessions/:id/end", s.endSession, s.provesFactor)
		site.POST("/account/remove", s.removeAccount, s.provesFactor)
		get(site, "/account/typed", s.showTyped, signedIn)
		get(site, "/account/factor", s.showFactors, signedIn)
		site.POST("/account/factor", s.giveFactor, signedIn, factorLimit)
		site.POST("/account/factor/authenticator", s.addAuthenticator, s.provesFactor, factorLimit)
		site.POST("/account/factor/recovery", s.newRecoveryCodes, s.provesFactor)
		site.POST("/account/factor/:id/remove", s.removeFactor, s.provesFactor)
		site.POST("/account/factor/passkey/new", s.challengeNewPasskey, s.provesFactor)
		site.POST("/account/factor/passkey/add", s.addPasskey, s.provesFactor)
		site.POST("/account/factor/passkey/ask", s.challengePasskey, signedIn)
		site.POST("/account/factor/passkey/give", s.givePasskey, signedIn, factorLimit)
		get(site, "/invitations/new", s.newInvitation, hasRole("head", "admin"))
		site.POST("/invitations", s.sendInvitation, hasRole("head", "admin"), inviteLimit)
		site.POST("/invitations/:id/end", s.endInvitation, hasRole("head", "admin"))
		get(site, "/invitation", s.showInvitation) // with the token of the mail
		site.POST("/invitation", s.acceptInvitation, signedIn)

		// Filing an appeal. Every visitor may write one; only signed-in users may file it.
		get(site, "/appeals/new", s.showNewAppeal)
		site.POST("/appeals/new", s.chooseCategory, draftLimit)
		get(site, "/appeals/new/place", s.showNewPlace)
		site.POST("/appeals/new/place", s.choosePlace, draftLimit)
		get(site, "/appeals/new/text", s.showNewText)
		site.POST("/appeals/new/text", s.saveText, draftLimit, allowSlowUpload)
		get(site, "/appeals/new/check", s.showNewCheck)
		site.POST("/appeals/new/check", s.fileAppeal, signedIn, fileLimit)

		// The author of a filed appeal.
		get(site, "/my/appeals", s.showMyAppeals, signedIn)
		get(site, "/appeals/:number/receipt", s.showReceipt, signedIn)
		get(site, "/appeals/:number/complaint", s.showComplaint, signedIn)
		get(site, "/appeals/:number/author/:act", s.showAuthorAct, signedIn)
		site.POST("/appeals/:number/author/:act", s.doAuthorAct, signedIn, allowSlowUpload)

		// Residents: voices, comments, following, the inbox.
		site.POST("/appeals/:number/voice", s.castVoice, signedIn, s.notBanned)
		site.POST("/appeals/:number/voice/withdrawal", s.takeVoiceBack, signedIn)
		site.POST("/appeals/:number/verdict", s.judgeAsVoice, signedIn, s.notBanned)
		site.POST("/appeals/:number/promises/:id/confirmation", s.confirmPromise, signedIn, s.notBanned)
		site.POST("/appeals/:number/comments", s.addComment, signedIn, s.notBanned)
		site.POST("/works/:id/questions", s.askQuestion, signedIn, s.notBanned)
		site.POST("/votes/:id/ballot", s.castBallot, signedIn, s.notBanned)
		site.POST("/follows", s.follow, signedIn)
		site.POST("/follows/removal", s.unfollow, signedIn)
		get(site, "/inbox", s.showInbox, signedIn)
		site.POST("/inbox/read", s.readInbox, signedIn)
		get(site, "/inbox/:id", s.openNotice, signedIn)
		get(site, "/unsubscribe/:token", s.showUnsubscribe) // with the token of a mail
		site.POST("/unsubscribe/:token", s.unsubscribe)

		// Officials: the desk of a body. The models check again that an appeal or an
		// explanation belongs to that body.
		desk := site.Group("/desk", hasRole("head", "executor"))
		head := headOnly(s.appealOffice) // head of the body that handles the appeal
		get(desk, "", s.showDesk)
		desk.POST("/take-up", s.takeUpAppeals)
		get(desk, "/appeals/:number", s.showCase)
		desk.POST("/appeals/:number/take-up", s.changeCase("take-up"))
		desk.POST("/appeals/:number/ask", s.changeCase("ask"))
		desk.POST("/appeals/:number/update", s.changeCase("update"))
		desk.POST("/appeals/:number/redirect", s.changeCase("redirect"))
		desk.POST("/appeals/:number/extend", s.changeCase("extend"), head)
		desk.POST("/appeals/:number/pause", s.changeCase("pause"), head)
		desk.POST("/appeals/:number/resume", s.changeCase("resume"), head)
		desk.POST("/appeals/:number/return", s.changeCase("return"), head)
		desk.POST("/appeals/:number/promises/:id/keep", s.keepPromise, allowSlowUpload)
		desk.POST("/appeals/:number/promises/:id/move", s.movePromise)
		get(desk, "/appeals/:number/answer", s.showAnswerForm)
		desk.POST("/appeals/:number/answer", s.saveAnswer, allowSlowUpload)
		desk.POST("/appeals/:number/answer/reading", s.readAnswerSoFar)
		get(desk, "/appeals/:number/answer/preview", s.showAnswerPreview)
		desk.POST("/appeals/:number/answer/hand", s.changeAnswerDraft("hand"))
		desk.POST("/appeals/:number/answer/publish", s.changeAnswerDraft("publish"), head)
		get(desk, "/appeals/:number/answers/:id", s.showRevision, head)
		desk.POST("/appeals/:number/answers/:id", s.reviseAnswer, head)
		get(desk, "/works", s.showDeskWorks)
		get(desk, "/works/new", s.showNewWork)
		desk.POST("/works", s.beginWorkDraft, allowSlowUpload)
		get(desk, "/works/drafts/:id", s.showWorkDraft)
		desk.POST("/works/drafts/:id", s.saveWorkDraft, allowSlowUpload)
		get(desk, "/works/drafts/:id/preview", s.showWorkDraftPreview)
		desk.POST("/works/drafts/:id/hand", s.changeWorkDraft("hand"))
		desk.POST("/works/drafts/:id/drop", s.changeWorkDraft("drop"))
		desk.POST("/works/drafts/:id/publish", s.changeWorkDraft("publish"), headOnly(s.draftOffice))
		get(desk, "/works/:id", s.showOwnWork)
		desk.POST("/works/:id", s.correctWork, headOnly(s.workOffice), allowSlowUpload)
		get(desk, "/reply", s.showReply, headOnly(queryOffice))
		desk.POST("/reply", s.publishReply, headOnly(formOffice))

		// Votes: the body announces them, registers paper ballots and answers the result.
		get(site, "/votes/new", s.showNewVote, hasRole("head"))
		site.POST("/votes", s.announceVote, hasRole("head"), headOnly(formOffice))
		site.POST("/votes/:id/office", s.castAtOffice, hasRole("head", "executor"))
		site.POST("/votes/:id/answer", s.changeVote("answer"), hasRole("head"), headOnly(s.voteOffice))
		site.POST("/votes/:id/stop", s.changeVote("stop"), hasRole("moderator"))
		site.POST("/votes/:id/seed", s.changeVote("seed"), hasRole("admin"))
		site.POST("/votes/:id/annul", s.changeVote("annul"), hasRole("admin"))

		// Moderators: the queue. Their log is public.
		get(site, "/moderation-log", s.showModerationLog)
		moderators := hasRole("moderator", "admin")
		get(site, "/moderation", s.showModeration, moderators)
		get(site, "/moderation/appeals/:number", s.showReview, moderators)
		site.POST("/moderation/appeals/:number/:act", s.moderate, moderators)
		get(site, "/moderation/appeals/:number/parts", s.showParts, moderators) // pictures of the appeal, texts of answers and updates
		site.POST("/moderation/appeals/:number/parts/:act", s.moderatePart, moderators)
		get(site, "/moderation/works/:id", s.showParts, moderators)
		site.POST("/moderation/works/:id/:act", s.moderatePart, moderators)
		get(site, "/moderation/objections", s.showObjections, moderators)
		get(site, "/moderation/comments", s.showModerationComments, moderators)
		get(site, "/moderation/comments/:id", s.showModerationComment, moderators)
		site.POST("/moderation/comments/:id/hide", s.moderateComment("hide"), moderators)
		site.POST("/moderation/comments/:id/ban", s.moderateComment("ban"), moderators)
		get(site, "/moderation/bans", s.showBans, moderators)
		site.POST("/moderation/bans", s.addBan, moderators)
		site.POST("/moderation/bans/:id/lift", s.liftBan, moderators)

		// Administrators.
		admins := hasRole("admin")
		get(site, "/admin", s.showAdmin, admins)
		site.POST("/admin/switches", s.turnSwitch, admins)
		get(site, "/admin/bounces", s.showBounces, admins)
		get(site, "/admin/users", s.showUsers, admins)
		get(site, "/admin/users/:id", s.showUser, admins)
		site.POST("/admin/users/:id/roles", s.giveRole, admins)
		site.POST("/admin/users/:id/factors/reset", s.resetFactors, admins)
		site.POST("/admin/users/:id/removal", s.removePerson, admins)
		site.POST("/admin/roles/:id/end", s.endRole, admins)
		get(site, "/admin/bodies", s.showBodies, admins)
		get(site, "/admin/bodies/new", s.newDepartment, admins)
		site.POST("/admin/bodies", s.addDepartment, admins)
		get(site, "/admin/bodies/:id", s.showBody, admins)
		site.POST("/admin/bodies/:id", s.renameBody, admins)
		get(site, "/admin/categories", s.showCategories, admins)
		get(site, "/admin/categories/new", s.newCategory, admins)
		site.POST("/admin/categories", s.addCategory, admins)
		get(site, "/admin/categories/:code", s.showCategory, admins)
		site.POST("/admin/categories/:code", s.changeCategory, admins)
		get(site, "/admin/calendar", s.showCalendar, admins)
		site.POST("/admin/calendar", s.setCalendarDay, admins)
		site.POST("/admin/calendar/drop", s.dropCalendarDay, admins)
		site.POST("/admin/calendar/recompute", s.recomputeClocks, admins)
		get(site, "/admin/laws", s.showLaws, admins)
		get(site, "/admin/laws/:key", s.showLaw, admins)
		site.POST("/admin/laws/:key", s.changeLaw, admins)
		get(site, "/admin/rules", s.showScreenRules, admins)
		site.POST("/admin/rules", s.changeScreenRules, admins)
		site.POST("/admin/rules/words", s.addScreenWord, admins)
		site.POST("/admin/rules/words/:id/drop", s.dropScreenWord, admins)
		get(site, "/admin/audit", s.showAudit, admins)

		if s.config.Dev {
			get(site, "/styleguide", s.showStyleguide)
		}
	}
}

// get registers a page for GET and HEAD. Link previews and health checks send HEAD requests,
// which Echo does not route to GET handlers.
func get(g interface {
	Match([]string, string, echo.HandlerFunc, ...echo.MiddlewareFunc) []*echo.Route
}, path string, h echo.HandlerFunc, steps ...echo.MiddlewareFunc) {
	g.Match([]string{http.MethodGet, http.MethodHead}, path, h, steps...)
}
