package places

import (
	"context"

	"jauap/models/record"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// gapTablePath returns the path of the same table as a CSV file.
func gapTablePath(ctx context.Context, code string) string {
	return paths.In(ctx, paths.PlaceQuery("/gap/table.csv", code))
}

// code returns the code of the chosen place, or "" for the country.
func (p GapPage) code() string {
	if len(p.Trail) == 0 {
		return ""
	}
	return p.Trail[len(p.Trail)-1].Code
}

// where returns the name of the chosen place.
func (p GapPage) where(ctx context.Context) string {
	if len(p.Trail) == 0 {
		return i18n.T(ctx, "gap.country")
	}
	return parts.Name(ctx, p.Trail[len(p.Trail)-1].Name)
}

// places returns the options of the form: the places above the chosen one, and those directly below
// it.
func (p GapPage) places(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "gap.country")}}
	for _, above := range p.Trail {
		options = append(options, parts.Option{Value: above.Code, Text: parts.Name(ctx, above.Name)})
	}
	for _, below := range p.Children {
		if !below.Retired {
			options = append(options, parts.Option{Value: below.Code, Text: parts.Name(ctx, below.Name)})
		}
	}
	return options
}

// levelAddressee returns who can give powers and money to bodies of a level.
func levelAddressee(ctx context.Context, level int) string {
	return i18n.T(ctx, "gap.who_"+[]string{"central", "oblast", "district", "rural"}[level])
}

// gapShare returns the share of unsolved problems, or that there are too few for a share.
func gapShare(ctx context.Context, c record.GapCounts) string {
	if c.Few() {
		return i18n.T(ctx, "gap.few")
	}
	return i18n.Number(ctx, (c.Stuck*100+c.Handled/2)/c.Handled) + "\u00a0%"
}
