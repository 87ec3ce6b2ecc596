package record

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// TestSilenceSheet compares the sheet of every place with a simple walk over all appeals.
func TestSilenceSheet(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	places := []string{modelstest.Village, modelstest.Sastobe, modelstest.Arys, modelstest.Tulkibas, modelstest.Aqadyr}
	var ids []int64
	for n := range 45 {
		in := c.Pothole()
		in.Place, in.Category = places[n%len(places)], "heating"
		in.Private = n == 7
		at := c.At(modelstest.Day(2026, 1, 5).AddDays(n).Time().Add(10 * time.Hour))
		filed, err := at.SubmitAppeal(c.Ctx, in)
		c.Must(err)
		c.Must(at.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
		ids = append(ids, filed.ID)
		switch n {
		case 1:
			_, err := at.PublishAnswer(c.Ctx, filed.ID, models.Official{BodyID: c.Appeal(filed.ID).BodyID}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жөнделді."}})
			c.Must(err)
		case 2:
			c.Must(c.HideAppeal(c.Ctx, filed.ID, c.Moderator, "spam", ""))
		case 3:
			c.Must(c.WithdrawAppeal(c.Ctx, filed.ID, c.Author))
		}
	}
	// Appeals of a place that was removed from the classifier stay on the sheet.
	_, err := c.Exec(c.Ctx, `update places set retired_on = '2026-02-01' where code = ?`, modelstest.Arys)
	c.Must(err)
	now := c.at(2026, 3, 2)
	var rows []struct {
		Number, PlaceCode string
		AnswerDue         calendar.Date
		Open, Public      bool
	}
	c.Must(c.Read(c.Ctx, &rows, `select number, place_code, answer_due, open, public from appeals order by answer_due, id`))
	for code, prefix := range map[string]string{modelstest.Village: "616059100", modelstest.Sastobe: "616059", modelstest.Arys: "616037", modelstest.Tulkibas: "6160", modelstest.Turkistan: "61", modelstest.Aqadyr: "356431"} {
		var want []string
		for _, r := range rows {
			if r.Open && r.Public && strings.HasPrefix(r.PlaceCode, prefix) && r.AnswerDue.Before(now.Today()) {
				want = append(want, r.Number)
			}
		}
		sheet, err := now.SilenceSheet(c.Ctx, code)
		c.Must(err)
		var got []string
		for _, item := range sheet.Items {
			got = append(got, item.Number)
			if item.Body.KK == "" {
				t.Errorf("%s: %s has no responsible body", code, item.Number)
			}
		}
		if sheet.Total != len(want) || !slices.Equal(got, want[:min(len(want), SheetAppeals)]) {
			t.Errorf("%s: %d in all, %v, want %d, %v", code, sheet.Total, got, len(want), want)
		}
		if sheet.More() != max(0, len(want)-SheetAppeals) {
			t.Errorf("%s: %d more", code, sheet.More())
		}
		if code == modelstest.Turkistan && sheet.More() == 0 {
			t.Error("all appeals fit on the sheet: the limit is not tested")
		}
	}
	// An escalated appeal is listed with the superior body.
	if _, err = now.EscalateSilent(c.Ctx); err != nil {
		t.Fatal(err)
	}
	sheet, err := now.SilenceSheet(c.Ctx, modelstest.Village)
	c.Must(err)
	if item := sheet.Items[0]; item.WentUp == nil || item.Above.KK == "" || item.Above == item.Body || item.Decide == nil {
		t.Errorf("%s is escalated: at %+v, to %+v, due %v", item.Number, item.WentUp, item.Above, item.Decide)
	}
	// A paused appeal is not overdue.
	before := c.Count(`select count(*) from appeals where public and open and answer_due < ? and place_code = ?`, now.Today(), modelstest.Village)
	_, err = c.Exec(c.Ctx, `update appeals set paused_at = now() where id = ?`, ids[0])
	c.Must(err)
	sheet, err = now.SilenceSheet(c.Ctx, modelstest.Village)
	c.Must(err)
	if sheet.Total != before-1 {
		t.Errorf("with one paused appeal: %d, want %d", sheet.Total, before-1)
	}
	_, err = now.SilenceSheet(c.Ctx, "999999999")
	modelstest.WantErr(t, "an unknown place", err, models.ErrNotFound)
}
