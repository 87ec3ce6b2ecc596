package handlers

import (
	"github.com/labstack/echo/v4"

	"jauap/models"
)

// timeCursors reads where a page of a list that is sorted by time begins or ends.
func timeCursors(c echo.Context) (after, before models.Cursor, err error) {
	after, before = models.Cursor(c.QueryParam("after")), models.Cursor(c.QueryParam("before"))
	if after != "" && before != "" || models.Newest.CheckCursor(after) != nil || models.Newest.CheckCursor(before) != nil {
		return "", "", models.ErrCursor
	}
	return after, before, nil
}
