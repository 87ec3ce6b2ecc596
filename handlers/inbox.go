package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/account"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showInbox lists the notices of the viewer.
func (s *Server) showInbox(c echo.Context) error {
	ctx := c.Request().Context()
	after, before := timeCursors(c)
	var page account.InboxPage
	var err error
	if page.Inbox, err = s.notices.Inbox(ctx, viewerID(ctx), after, before); err != nil {
		return err
	}
	if page.Followed, err = s.notices.AllFollowed(ctx, viewerID(ctx)); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, account.Inbox(page))
}

// openNotice marks a notice as read and redirects to its subject.
func (s *Server) openNotice(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	notice, err := s.notices.OpenNotice(ctx, viewerID(ctx), id)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, parts.NoticeTarget(ctx, notice))
}

// readInbox marks all notices as read.
func (s *Server) readInbox(c echo.Context) error {
	ctx := c.Request().Context()
	return finish(c, s.notices.ReadAll(ctx, viewerID(ctx)), outcome{flash: "flash.inbox_read", to: paths.Inbox(ctx)})
}

// countUnread puts the number of unread notices into the context, for the page header. On
// an error the header shows no number.
func (s *Server) countUnread(c echo.Context) {
	ctx := c.Request().Context()
	viewer := viewerID(ctx)
	if viewer == 0 {
		return
	}
	n, err := s.notices.Unread(ctx, viewer)
	if err != nil {
		s.config.Log.Warn("unread notices not counted", "err", err)
		return
	}
	c.SetRequest(c.Request().WithContext(parts.WithUnread(ctx, n)))
}
