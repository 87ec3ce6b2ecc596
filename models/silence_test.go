package models

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jauap/models/calendar"
)

// TestSilenceSheet holds the sheet of every place against a plain walk over all appeals.
func TestSilenceSheet(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	places := []string{village, sastobe, arys, tulkibas, aqadyr}
	var ids []int64
	for n := range 45 {
		in := c.pothole()
		in.Place, in.Category = places[n%len(places)], "heating"
		in.Private = n == 7
		at := c.At(day(2026, 1, 5).AddDays(n).Time().Add(10 * time.Hour))
		filed, err := at.SubmitAppeal(c.ctx, in)
		c.must(err)
		c.must(at.PublishAppeal(c.ctx, filed.ID, c.moderator))
		ids = append(ids, filed.ID)
		switch n {
		case 1:
			_, err := at.PublishAnswer(c.ctx, filed.ID, Official{BodyID: c.appeal(filed.ID).BodyID}, NewAnswer{Action: "Жөнделді."})
			c.must(err)
		case 2:
			c.must(c.HideAppeal(c.ctx, filed.ID, c.moderator, "spam", ""))
		case 3:
			c.must(c.WithdrawAppeal(c.ctx, filed.ID, c.author))
		}
	}
	// its place has gone from the classifier, its silence has not
	_, err := c.exec(c.ctx, `update places set retired_on = '2026-02-01' where code = ?`, arys)
	c.must(err)
	now := c.at(2026, 3, 2)
	var rows []struct {
		Number, PlaceCode string
		AnswerDue         calendar.Date
		Open, Public      bool
	}
	c.must(c.read(c.ctx, &rows, `select number, place_code, answer_due, open, public from appeals order by answer_due, id`))
	for code, prefix := range map[string]string{village: "616059100", sastobe: "616059", arys: "616037", tulkibas: "6160", turkistan: "61", aqadyr: "356431"} {
		var want []string
		for _, r := range rows {
			if r.Open && r.Public && strings.HasPrefix(r.PlaceCode, prefix) && r.AnswerDue.Before(now.Today()) {
				want = append(want, r.Number)
			}
		}
		sheet, err := now.SilenceSheet(c.ctx, code)
		c.must(err)
		var got []string
		for _, item := range sheet.Items {
			got = append(got, item.Number)
			if item.Body.KK == "" {
				t.Errorf("%s: nobody owes %s", code, item.Number)
			}
		}
		if sheet.Total != len(want) || !slices.Equal(got, want[:min(len(want), SheetAppeals)]) {
			t.Errorf("%s: %d in all, %v, want %d, %v", code, sheet.Total, got, len(want), want)
		}
		if sheet.More() != max(0, len(want)-SheetAppeals) {
			t.Errorf("%s: %d more", code, sheet.More())
		}
		if code == turkistan && sheet.More() == 0 {
			t.Error("the test shows nothing: all fit on the sheet")
		}
	}
	// what has gone up is named with who has it now
	if _, err = now.EscalateSilent(c.ctx); err != nil {
		t.Fatal(err)
	}
	sheet, err := now.SilenceSheet(c.ctx, village)
	c.must(err)
	if item := sheet.Items[0]; item.WentUp == nil || item.Above.KK == "" || item.Above == item.Body || item.Decide == nil {
		t.Errorf("%s has gone up, and the sheet says %+v to %+v by %v", item.Number, item.WentUp, item.Above, item.Decide)
	}
	// a clock that stands still is not silence
	before := c.count(`select count(*) from appeals where public and open and answer_due < ? and place_code = ?`, now.Today(), village)
	_, err = c.exec(c.ctx, `update appeals set paused_at = now() where id = ?`, ids[0])
	c.must(err)
	sheet, err = now.SilenceSheet(c.ctx, village)
	c.must(err)
	if sheet.Total != before-1 {
		t.Errorf("with one clock standing: %d, want %d", sheet.Total, before-1)
	}
	_, err = now.SilenceSheet(c.ctx, "999999999")
	wantErr(t, "an unknown place", err, ErrNotFound)
}
