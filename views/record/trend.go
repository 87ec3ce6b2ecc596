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

// The ground of a chart, in units of its picture.
const (
	trendLeft, trendRight = 36.0, 316.0
	trendTop, trendFoot   = 10.0, 122.0
	trendMost             = 12 // quarters, the newest
)

// trend is a share by quarter, drawn. A quarter speaks for itself: its interval is of its
// own count alone.
type trend struct {
	figure record.Figure
	top    float64 // the share at the upper edge
	points []trendPoint
	path   string
	words  []trendWords
}

type trendPoint struct {
	x, y, low, high string
	label, year     string
	known           bool
}

type trendWords struct {
	quarter record.Quarter
	share   trust.Share
}

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

func (t trend) at(share float64) string {
	return chartUnit(trendFoot - (trendFoot-trendTop)*math.Min(share/t.top, 1))
}

func chartUnit(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func (t trend) id(part string) string { return "trend-" + string(t.figure) + "-" + part }

// known reports whether there is a quarter to draw.
func (t trend) known() bool { return t.path != "" }

type scaleLine struct{ y, label string }

// scale is the lines across the chart: none, half and all of its height.
func (t trend) scale() (lines []scaleLine) {
	for _, part := range []float64{0, 0.5, 1} {
		lines = append(lines, scaleLine{t.at(part * t.top), strconv.Itoa(int(math.Round(part*t.top*100))) + "%"})
	}
	return lines
}

// describe says the chart in words.
func (t trend) describe(ctx context.Context) string {
	parts := make([]string, len(t.words))
	for i, w := range t.words {
		parts[i] = i18n.T(ctx, "record.trend_point", "quarter", quarterName(ctx, w.quarter), "share", shareText(ctx, w.share))
	}
	return strings.Join(parts, "; ")
}

var romanQuarters = []string{"I", "II", "III", "IV"}

func quarterName(ctx context.Context, q record.Quarter) string {
	return i18n.T(ctx, "record.quarter", "roman", romanQuarters[q.N-1], "year", strconv.Itoa(q.Year))
}
