package handlers

import (
	"fmt"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models/record"
)

// countColumns are the columns of counts. Their names are stable and new columns are
// appended. The column as_of holds the time of the count, formula holds
// record.RecordVersion.
var countColumns = []string{"appeals", "answered", "timed", "on_time", "last_day", "rated", "concrete", "points", "template",
	"contested", "escalated", "promises_kept", "promises_broken", "works", "works_ahead", "days_counted", "days_median", "promises_moved", "paused_now", "sent_on", "extended", "imported"}

func countCells(n record.Counts) (cells []string) {
	for _, v := range []int{n.Appeals, n.Answered, n.Timed, n.OnTime, n.LastDay, n.Rated, n.Concrete, n.Points, n.Template,
		n.Contested, n.Escalated, n.Kept, n.Broken, n.Works, n.Ahead, len(n.Days)} {
		cells = append(cells, strconv.Itoa(v))
	}
	median := ""
	if d := n.Median(); d != nil {
		median = strconv.FormatFloat(d.Value, 'f', 1, 64)
	}
	return append(cells, median, strconv.Itoa(n.Moved), strconv.Itoa(n.Paused), strconv.Itoa(n.SentOn),
		strconv.Itoa(n.Extended), strconv.Itoa(n.Imported))
}

// downloadRecord sends the record of a body as CSV, one row per category and quarter.
func (s *Server) downloadRecord(c echo.Context) error {
	shown, err := s.record(c)
	if err != nil {
		return err
	}
	if err := refusedParameters(c); err != nil {
		return err
	}
	rows := [][]string{append(append([]string{"body_id", "quarter", "category"}, countColumns...), "formula", "as_of")}
	for _, r := range shown.Rows {
		row := append([]string{strconv.FormatInt(shown.Body.ID, 10), r.Quarter.String(), r.Category}, countCells(r.Counts)...)
		rows = append(rows, append(row, strconv.Itoa(record.RecordVersion), stamp(shown.AsOf)))
	}
	return sendCSV(c, fmt.Sprintf("record-%d", shown.Body.ID), rows)
}

// downloadComparison sends a comparison as CSV: all classes of volume, or the one in the
// address.
func (s *Server) downloadComparison(c echo.Context) error {
	ctx := c.Request().Context()
	f, _, err := s.compareFilter(c)
	if err != nil {
		return err
	}
	if err := refusedParameters(c); err != nil {
		return err
	}
	head := append([]string{"level", "volume_from", "standing", "body_id", "place_code", "name_kk", "name_ru", "name_en"}, countColumns...)
	for _, figure := range record.Shares {
		for _, part := range []string{"_hits", "_of", "_estimate", "_low", "_high"} {
			head = append(head, string(figure)+part)
		}
	}
	rows := [][]string{append(head, "formula", "as_of")}
	comparisons, err := s.records.CompareVolumes(ctx, f)
	if err != nil {
		return err
	}
	for _, comparison := range comparisons {
		first, _ := comparison.Filter.Volume.Bounds()
		for _, l := range comparison.Lines {
			row := append([]string{strconv.Itoa(l.Level), strconv.Itoa(first), standings[l.Standing], strconv.FormatInt(l.ID, 10), l.PlaceCode,
				l.Name.KK, l.Name.RU, l.Name.EN}, countCells(l.Counts)...)
			for _, j := range l.Judged {
				row = append(row, strconv.Itoa(j.Share.Hits), strconv.Itoa(j.Share.Of))
				if j.Few {
					row = append(row, "", "", "")
				} else {
					row = append(row, share(j.Estimate.Value), share(j.Estimate.Low), share(j.Estimate.High))
				}
			}
			rows = append(rows, append(row, strconv.Itoa(record.RecordVersion), stamp(comparison.AsOf)))
		}
	}
	return sendCSV(c, "akims", rows)
}

// standings are the values of the column standing, which is empty if there are too few cases.
var standings = map[record.AmongPeers]string{record.BetterThanMost: "better", record.WorseThanMost: "worse"}

func share(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }
