package record

import (
	"context"
	"math"
	"strconv"
	"strings"

	"jauap/models/record"
	"jauap/models/trust"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// percent formats a share as a whole percentage.
func percent(ctx context.Context, share float64) string {
	return i18n.T(ctx, "record.percent", "n", strconv.Itoa(int(math.Round(share*100))))
}

// between formats the interval of an estimate.
func between(ctx context.Context, e trust.Estimate) string {
	return i18n.T(ctx, "record.between", "low", strconv.Itoa(int(math.Round(e.Low*100))), "high", strconv.Itoa(int(math.Round(e.High*100))))
}

// ratio formats the counts of a share.
func ratio(ctx context.Context, s trust.Share) string {
	return i18n.T(ctx, "record.ratio", "hits", s.Hits, "of", s.Of)
}

// shareText returns the raw share, or that there are too few appeals.
func shareText(ctx context.Context, s trust.Share) string {
	if s.Few() {
		return i18n.T(ctx, "record.few_of", "of", s.Of)
	}
	return percent(ctx, s.Raw())
}

// decimalText formats a number with one decimal, or without decimals if that is zero.
func decimalText(ctx context.Context, v float64) string {
	return withComma(ctx, strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0"))
}

// withComma replaces the decimal point in languages with a decimal comma.
func withComma(ctx context.Context, number string) string {
	if i18n.From(ctx) == i18n.EN {
		return number
	}
	return strings.Replace(number, ".", ",", 1)
}

// daysText formats a median of working days.
func daysText(ctx context.Context, v float64) string {
	return i18n.T(ctx, "record.days", "n", decimalText(ctx, v))
}

// volumeText describes a class of volume by its bounds.
func volumeText(ctx context.Context, v record.Volume) string {
	first, last := v.Bounds()
	if last == 0 {
		return i18n.T(ctx, "record.volume_from", "first", first)
	}
	return i18n.T(ctx, "record.volume", "first", first, "last", last)
}

// recordLevel returns the name of the bodies of a level.
func recordLevel(ctx context.Context, level int) string {
	return i18n.T(ctx, "record_level."+strconv.Itoa(level))
}

// quarterOptions returns the quarters of the last three years, newest first.
func quarterOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "record.any_quarter")}}
	newest := record.QuarterOf(parts.Today(ctx))
	for n := range 12 {
		q := newest.Add(-n)
		options = append(options, parts.Option{Value: q.String(), Text: quarterName(ctx, q)})
	}
	return options
}
