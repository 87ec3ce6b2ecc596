package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/mail"
	accountviews "jauap/views/account"
	"jauap/views/i18n"
	letters "jauap/views/mail"
	"jauap/views/paths"
)

// sendCode mails a one-time code. Known and unknown addresses get the same response after
// the same work, so it does not reveal accounts; any owner of an address may sign in.
func (s *Server) sendCode(c echo.Context) error {
	ctx := c.Request().Context()
	page := accountviews.SignInPage{Email: c.FormValue("email"), Next: localPath(c.FormValue("next"))}
	asked, err := s.accounts.AskCode(ctx, page.Email, s.origin(c))
	if errors.As(err, &page.Invalid) {
		return s.renderSignIn(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	entry := url.Values{"ask": {asked.Token}}
	if page.Next != "" {
		entry.Set("next", page.Next)
	}
	path := paths.SignInCode(ctx) + "?" + entry.Encode()
	if asked.Digits == "" { // the mailbox has reached its limit of codes
		return c.Redirect(http.StatusSeeOther, path)
	}
	letter := letters.Code(ctx, asked.Digits, s.config.BaseURL+path+"&code="+asked.Digits)
	err = s.config.Mail.Send(ctx, mail.Message{To: asked.Email, Subject: letter.Subject, Text: letter.Text})
	if err != nil {
		// err is not logged, because an SMTP response may repeat the address
		s.config.Log.ErrorContext(ctx, "sign-in code not mailed", "id", c.Response().Header().Get(echo.HeaderXRequestID),
			"refused", errors.Is(err, mail.ErrAddress), "late", errors.Is(err, context.DeadlineExceeded))
		page.Invalid = models.Invalid{"email": {Key: "problem.mail_failed"}}
		return s.renderSignIn(c, http.StatusServiceUnavailable, page)
	}
	return c.Redirect(http.StatusSeeOther, path)
}

// showCode shows the form for the code. The link in the mail fills in the code; only
// submitting the form uses it.
func (s *Server) showCode(c echo.Context) error {
	return s.renderCode(c, http.StatusOK, accountviews.SignInCodePage{
		Ask: c.QueryParam("ask"), Code: c.QueryParam("code"), Next: localPath(c.QueryParam("next")),
	})
}

// renderCode shows the form with the address that the code was sent to, so that the user
// notices a mistyped address.
func (s *Server) renderCode(c echo.Context, status int, page accountviews.SignInCodePage) error {
	var err error
	if page.Email, page.Earlier, err = s.accounts.CodeAddress(c.Request().Context(), page.Ask); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, status, accountviews.SignInCode(page))
}

// redeemCode signs in with a code. New users are asked for a name first.
func (s *Server) redeemCode(c echo.Context) error {
	ctx := c.Request().Context()
	page := accountviews.SignInCodePage{
		Ask: c.FormValue("ask"), Code: c.FormValue("code"), Next: localPath(c.FormValue("next")),
		GivenName: c.FormValue("given_name"), FamilyName: c.FormValue("family_name"), New: c.FormValue("new") != "",
	}
	user, err := s.accounts.RedeemCode(ctx, account.Redeem{
		Token: page.Ask, Digits: page.Code, GivenName: page.GivenName, FamilyName: page.FamilyName,
		Lang: string(i18n.From(ctx)), Client: c.RealIP(),
	})
	switch {
	case errors.Is(err, account.ErrNameless) && page.New: // the name was left empty
		page.Invalid = models.Invalid{"given_name": {Key: "problem.required"}}
	case errors.Is(err, account.ErrNameless):
		page.New = true
		return s.renderCode(c, http.StatusOK, page)
	case errors.As(err, &page.Invalid):
		if guessing, err := s.accounts.Guessing(ctx); err != nil || guessing {
			s.config.Log.WarnContext(ctx, "many wrong codes were tried: each code now allows one try", "err", err)
		}
	case err != nil:
		return err
	default:
		return s.enter(c, user, page.Next)
	}
	return s.renderCode(c, http.StatusUnprocessableEntity, page)
}
