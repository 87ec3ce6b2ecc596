package record

import (
	"fmt"
	"strings"
	"testing"

	"jauap/models/modelstest"
)

// TestPagesShowPublicAppeals: the front page and the pages of places list no appeal that is no
// longer public.
func TestPagesShowPublicAppeals(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	waiting, answered := c.Published(), c.Answered()
	c.Must(c.RecountFigures(c.Ctx))
	pages := func() string {
		front, err := c.Front(c.Ctx)
		c.Must(err)
		text := fmt.Sprintf("front %+v %+v", front.Waiting, front.Answers)
		for _, code := range []string{modelstest.Turkistan, modelstest.Tulkibas, modelstest.Village} {
			sheet, err := c.PlaceSheet(c.Ctx, code)
			c.Must(err)
			text += fmt.Sprintf("\n%s %+v %+v", code, sheet.Appeals, sheet.Around)
		}
		return text
	}
	for _, id := range []int64{waiting, answered} {
		if n := strings.Count(pages(), c.Number(id)); n < 4 {
			t.Errorf("%s is on %d of 4 pages while it is public", c.Number(id), n)
		}
	}
	for _, id := range []int64{waiting, answered} { // the figures are not recounted yet
		c.Must(c.MakePrivate(c.Ctx, id, c.Moderator, "private_matter", ""))
		if text := pages(); strings.Contains(text, c.Number(id)) {
			t.Errorf("%s is still listed:\n%s", c.Number(id), text)
		}
	}
}
