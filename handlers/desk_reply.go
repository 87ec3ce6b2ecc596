package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/paths"
	recordviews "jauap/views/record"
)

// replyDesk returns the page of a body's reply to its record, with the reply of this
// quarter if it has published one.
func (s *Server) replyDesk(c echo.Context, named string) (page recordviews.ReplyPage, err error) {
	ctx := c.Request().Context()
	if page.Office, err = office(c, named); err != nil {
		return page, err
	}
	page.Quarter = record.QuarterOf(s.store.Today())
	there, err := s.records.ReplyNow(ctx, page.Office.BodyID)
	if errors.Is(err, models.ErrNotFound) {
		return page, nil
	}
	page.There = &there
	return page, err
}

func (s *Server) showReply(c echo.Context) error {
	page, err := s.replyDesk(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, recordviews.Reply(page))
}

// publishReply publishes the reply of a body for this quarter, once. Sending the same reply
// again succeeds and changes nothing.
func (s *Server) publishReply(c echo.Context) error {
	ctx := c.Request().Context()
	page, err := s.replyDesk(c, c.FormValue("body"))
	if err != nil {
		return err
	}
	page.Lang, page.Text = c.FormValue("lang"), c.FormValue("text")
	err = s.records.ReplyToRecord(ctx, officialOf(c, page.Office.BodyID), page.Lang, page.Text)
	if errors.Is(err, models.ErrState) {
		if page.There == nil { // published a moment ago by a concurrent request
			if page, err = s.replyDesk(c, c.FormValue("body")); err != nil {
				return err
			}
			page.Text = c.FormValue("text")
		}
		return s.render(c, http.StatusConflict, recordviews.Reply(page))
	}
	return finish(c, err, outcome{
		flash: "flash.reply_published", to: paths.Record(ctx, page.Office.BodyID),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, recordviews.Reply(page))
		},
	})
}
