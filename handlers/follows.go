package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/account"
	"jauap/views/paths"
)

// follow subscribes the viewer to an appeal, a place, a category or a body.
func (s *Server) follow(c echo.Context) error {
	return s.changeFollow(c, s.notices.Follow, "flash.follow_begun")
}

// unfollow ends a subscription.
func (s *Server) unfollow(c echo.Context) error {
	return s.changeFollow(c, s.notices.Unfollow, "flash.follow_ended")
}

func (s *Server) changeFollow(c echo.Context, change func(context.Context, int64, models.Target) error, flash string) error {
	ctx := c.Request().Context()
	target := models.Target{Kind: models.FollowKind(c.FormValue("kind")), ID: c.FormValue("target")}
	if !cleanText(target.ID) || !cleanText(string(target.Kind)) {
		return models.ErrNotFound
	}
	next := localPath(c.FormValue("next"))
	if next == "" {
		next = paths.Inbox(ctx)
	}
	return finish(c, change(ctx, viewerID(ctx), target), outcome{flash: flash, to: next})
}

// followed returns which of the targets the viewer follows; nil without a session.
func (s *Server) followed(ctx context.Context, targets []models.Target) (map[models.Target]bool, error) {
	viewer := viewerID(ctx)
	if viewer == 0 || len(targets) == 0 {
		return nil, nil
	}
	return s.notices.Follows(ctx, viewer, targets...)
}

// showUnsubscribe asks for confirmation, because mail scanners open links too.
func (s *Server) showUnsubscribe(c echo.Context) error {
	return s.renderUnsubscribe(c, false)
}

// unsubscribe ends the subscription of a token. It works without a session, because the
// button of a mail program (RFC 8058) sends it too.
func (s *Server) unsubscribe(c echo.Context) error {
	if err := s.notices.Unsubscribe(c.Request().Context(), c.Param("token")); err != nil {
		return err
	}
	return s.renderUnsubscribe(c, true)
}

func (s *Server) renderUnsubscribe(c echo.Context, done bool) error {
	about, err := s.notices.Subscription(c.Request().Context(), c.Param("token"))
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, http.StatusOK, account.Unsubscribe(account.UnsubscribePage{About: about, Token: c.Param("token"), Done: done}))
}
