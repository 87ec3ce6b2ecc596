package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/mail"
	"jauap/views/account"
	letters "jauap/views/mail"
	"jauap/views/parts"
	"jauap/views/paths"
)

// newInvitation shows the form that invites by mail. Administrators invite to any role,
// heads to their own body.
func (s *Server) newInvitation(c echo.Context) error {
	return s.renderInvitation(c, http.StatusOK, account.InvitationNewPage{Body: c.QueryParam("body")})
}

// renderInvitation adds the pending invitations.
func (s *Server) renderInvitation(c echo.Context, status int, page account.InvitationNewPage) (err error) {
	ctx := c.Request().Context()
	if page.Open, err = s.accounts.Invitations(ctx, parts.ViewerFrom(ctx)); err != nil {
		return err
	}
	return s.render(c, status, account.InvitationNew(page))
}

// endInvitation withdraws an invitation.
func (s *Server) endInvitation(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	err = s.accounts.EndInvitation(ctx, parts.ViewerFrom(ctx), id)
	return finish(c, err, outcome{flash: "flash.invitation_ended", to: paths.NewInvitation(ctx)})
}

// sendInvitation offers a role by mail.
func (s *Server) sendInvitation(c echo.Context) error {
	ctx := c.Request().Context()
	page := account.InvitationNewPage{Email: c.FormValue("email"), Role: c.FormValue("role"), Body: strings.TrimSpace(c.FormValue("body")), Invalid: models.Invalid{}}
	var body *int64
	if page.Role == "executor" || page.Role == "head" {
		var err error
		if body, page.Found, err = s.findBody(c, page.Body, page.Invalid); err != nil {
			return err
		}
		if len(page.Invalid) > 0 {
			return s.renderInvitation(c, http.StatusUnprocessableEntity, page)
		}
	}
	token, err := s.accounts.Invite(ctx, parts.ViewerFrom(ctx), page.Email, page.Role, body)
	if errors.Is(err, models.ErrNotFound) {
		err = models.Invalid{"body": {Key: "problem.unknown"}}
	}
	if errors.As(err, &page.Invalid) {
		return s.renderInvitation(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	in, err := s.accounts.Invitation(ctx, token)
	if err != nil {
		return err
	}
	link := s.config.BaseURL + paths.Invitation(ctx) + "?" + url.Values{"token": {token}}.Encode()
	letter := letters.Invitation(ctx, in, link)
	if err := s.config.Mail.Send(ctx, mail.Message{To: in.Email, Subject: letter.Subject, Text: letter.Text}); err != nil {
		page.Invalid = models.Invalid{"email": {Key: "problem.mail_failed"}}
		return s.renderInvitation(c, http.StatusServiceUnavailable, page)
	}
	return finish(c, nil, outcome{flash: "flash.invited", to: paths.NewInvitation(ctx)})
}

// showInvitation shows the offered role. Accepting it needs a sign-in with the invited
// address.
func (s *Server) showInvitation(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	token := c.QueryParam("token")
	in, err := s.accounts.Invitation(c.Request().Context(), token)
	if errors.Is(err, models.ErrNotFound) {
		return s.render(c, http.StatusNotFound, account.InvitationOver())
	}
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, account.Invitation(account.InvitationPage{Invitation: in, Token: token}))
}

// acceptInvitation grants the role and redirects to the second factor that it needs.
func (s *Server) acceptInvitation(c echo.Context) error {
	ctx := c.Request().Context()
	err := s.accounts.AcceptInvitation(ctx, c.FormValue("token"), parts.ViewerFrom(ctx).UserID)
	return finish(c, err, outcome{flash: "flash.invitation_accepted", to: paths.Factors(ctx)})
}
