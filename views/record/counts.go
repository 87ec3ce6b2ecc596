package record

import (
	"context"
	"strconv"
	"strings"

	"jauap/models/record"
	"jauap/views/i18n"
)

// countTrend has the appeals of each quarter as bars; the filled part has an answer.
type countTrend struct {
	rows  []record.RecordRow
	width string
	bars  []countBar
	scale []scaleLine
}

// countBar is one bar with its label.
type countBar struct {
	x, y, height, done, doneY, middle string
	label, year                       string
}

// newCountTrend lays out the chart.
func newCountTrend(rows []record.RecordRow) countTrend {
	rows = rows[max(len(rows)-trendMost, 0):]
	top := 1
	for _, r := range rows {
		top = max(top, r.Appeals)
	}
	height := func(n int) float64 { return (trendFoot - trendTop) * float64(n) / float64(top) }
	step := (trendRight - trendLeft) / float64(max(len(rows), 1))
	width := min(step*0.7, 40)
	t := countTrend{rows: rows, width: chartUnit(width),
		scale: []scaleLine{{chartUnit(trendFoot), "0"}, {chartUnit(trendTop), strconv.Itoa(top)}}}
	for i, r := range rows {
		middle := trendLeft + step*(float64(i)+0.5)
		b := countBar{x: chartUnit(middle - width/2), middle: chartUnit(middle), label: romanQuarters[r.Quarter.N-1],
			y: chartUnit(trendFoot - height(r.Appeals)), height: chartUnit(height(r.Appeals)),
			doneY: chartUnit(trendFoot - height(r.Answered)), done: chartUnit(height(r.Answered))}
		if i == 0 || r.Quarter.N == 1 {
			b.year = strconv.Itoa(r.Quarter.Year)
		}
		t.bars = append(t.bars, b)
	}
	return t
}

// describe returns the values of the chart in words.
func (t countTrend) describe(ctx context.Context) string {
	parts := make([]string, len(t.rows))
	for i, r := range t.rows {
		parts[i] = i18n.T(ctx, "record.count_point", "quarter", quarterName(ctx, r.Quarter), "appeals", r.Appeals, "answered", r.Answered)
	}
	return strings.Join(parts, "; ")
}
