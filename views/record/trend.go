package record

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"jauap/models/record"
	"jauap/models/trust"
	"jauap/views/i18n"
)

// The plot area of a chart, in its units.
const (
	trendLeft, trendRight = 36.0, 316.0
	trendTop, trendFoot   = 10.0, 122.0
	trendMost             = 12 // the maximum number of quarters; older ones are left out
)

// trend is the chart of a share by quarter. The interval of a quarter depends on the count of that
// quarter only.
type trend struct {
	figure record.Figure
	top    float64 // the share at the upper edge
	points []trendPoint
	path   string
	words  []trendWords
}

// trendPoint is one quarter of a chart.
type trendPoint struct {
	x, y, low, high string
	label, year     string
	known           bool
}

// trendWords is one quarter for the description of a chart.
type trendWords struct {
	quarter record.Quarter
	share   trust.Share
}

// newTrend lays out the chart of a share.
func newTrend(f record.Figure, rows []record.RecordRow) trend {
	rows = rows[max(len(rows)-trendMost, 0):]
	t := trend{figure: f, top: 0.1}
	estimates := make([]trust.Estimate, len(rows))
	for i, r := range rows {
		estimates[i] = trust.Own(r.Share(f).Weighted())
		if !r.Share(f).Few() {
			t.top = max(t.top, math.Min(math.Ceil(estimates[i].High*5)/5, 1))
		}
	}
	step := (trendRight - trendLeft) / float64(len(rows))
	move := "M"
	for i, r := range rows {
		share := r.Share(f)
		x := trendLeft + step*(float64(i)+0.5)
		p := trendPoint{x: chartUnit(x), label: romanQuarters[r.Quarter.N-1], known: !share.Few(),
			y: t.at(share.Raw()), low: t.at(estimates[i].Low), high: t.at(estimates[i].High)}
		if i == 0 || r.Quarter.N == 1 {
			p.year = strconv.Itoa(r.Quarter.Year)
		}
		if p.known {
			t.path += fmt.Sprintf("%s%s %s", move, p.x, p.y)
			move = "L"
		} else {
			move = "M"
		}
		t.points = append(t.points, p)
		t.words = append(t.words, trendWords{r.Quarter, share})
	}
	return t
}

// at returns the y coordinate of a share.
func (t trend) at(share float64) string {
	return chartUnit(trendFoot - (trendFoot-trendTop)*math.Min(share/t.top, 1))
}

// chartUnit formats a length of the chart.
func chartUnit(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// id returns the id of a part of the chart.
func (t trend) id(part string) string { return "trend-" + string(t.figure) + "-" + part }

// known reports whether the chart has at least one value.
func (t trend) known() bool { return t.path != "" }

// scaleLine is a horizontal line with its label.
type scaleLine struct{ y, label string }

// scale returns the lines at zero, half and full height.
func (t trend) scale() (lines []scaleLine) {
	for _, part := range []float64{0, 0.5, 1} {
		lines = append(lines, scaleLine{t.at(part * t.top), strconv.Itoa(int(math.Round(part*t.top*100))) + "%"})
	}
	return lines
}

// describe returns the values of the chart in words.
func (t trend) describe(ctx context.Context) string {
	parts := make([]string, len(t.words))
	for i, w := range t.words {
		parts[i] = i18n.T(ctx, "record.trend_point", "quarter", quarterName(ctx, w.quarter), "share", shareText(ctx, w.share))
	}
	return strings.Join(parts, "; ")
}

var romanQuarters = []string{"I", "II", "III", "IV"}

// quarterName returns the name of a quarter, with a Roman number.
func quarterName(ctx context.Context, q record.Quarter) string {
	return i18n.T(ctx, "record.quarter", "roman", romanQuarters[q.N-1], "year", strconv.Itoa(q.Year))
}
