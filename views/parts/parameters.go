package parts

import (
	"context"
	"slices"
	"strings"

	"jauap/views/i18n"
)

type wrongKey struct{}

// WithWrongParameters returns a context with the names of invalid URL parameters. The layout shows
// the labels of their fields in a notice.
func WithWrongParameters(ctx context.Context, names []string) context.Context {
	return context.WithValue(ctx, wrongKey{}, names)
}

// parameterKeys has the message keys of the labels of the lists' parameters.
var parameterKeys = map[string]string{
	"after":      "board.page",
	"answered":   "board.answered",
	"before":     "board.page",
	"category":   "board.category",
	"comments":   "board.page",
	"figure":     "record.col_figure",
	"from":       "board.received",
	"level":      "record.level",
	"overdue":    "board.overdue",
	"place":      "board.place",
	"place_name": "board.place",
	"q":          "board.query",
	"sort":       "board.sort",
	"stage":      "work.stage",
	"status":     "board.status",
	"to":         "board.received",
	"view":       "board.field_view",
	"volume":     "record.volumes",
	"year":       "board.field_year",
}

// wrongFields returns the distinct labels of the invalid parameters, or "" if there are none.
func wrongFields(ctx context.Context) string {
	names, _ := ctx.Value(wrongKey{}).([]string)
	var labels []string
	for _, name := range slices.Sorted(slices.Values(names)) {
		key, ok := parameterKeys[name]
		if !ok {
			continue
		}
		if text := i18n.T(ctx, key); !slices.Contains(labels, text) {
			labels = append(labels, text)
		}
	}
	return strings.Join(labels, ", ")
}
