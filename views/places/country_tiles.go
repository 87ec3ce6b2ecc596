package places

import (
	"context"
	"fmt"
	"math"
	"slices"

	"jauap/models/record"
	"jauap/views/i18n"
)

// A tile is tileSize units wide and high; the map has tilesWide × tilesHigh tiles.
const (
	tileSize  = 60
	tilesWide = 6
	tilesHigh = 5
)

// tileCells has the cell of each region on the map, by the first two digits of its code: column
// from the west, row from the north. Each cell is beside those of most neighbours; the map shows
// where a region is, not its size.
//
//	             Kostanay   North Kaz.
//	West  Aqtobe  Aqmola     Astana     Pavlodar
//	Atyrau        Ulytau     Karaganda  Abai      East
//	Mangystau Kyz. Turkistan Zhambyl    Almaty r. Zhetisu
//	              Shymkent              Almaty
var tileCells = map[string][2]int{
	"39": {2, 0}, "59": {3, 0},
	"27": {0, 1}, "15": {1, 1}, "11": {2, 1}, "71": {3, 1}, "55": {4, 1},
	"23": {0, 2}, "62": {2, 2}, "35": {3, 2}, "10": {4, 2}, "63": {5, 2},
	"47": {0, 3}, "43": {1, 3}, "61": {2, 3}, "31": {3, 3}, "19": {4, 3}, "33": {5, 3},
	"79": {2, 4}, "75": {4, 4},
}

// tile is one region on the map.
type tile struct {
	X, Y  int
	Row   record.LeagueRow
	Short string // three letters
	Step  int    // 1 to 5; 0: too few appeals
}

// tiles returns the regions that have a cell, in reading order.
func (p CountryPage) tiles(ctx context.Context) (tiles []tile) {
	for _, r := range p.League.Rows {
		cell, ok := tileCells[r.Code[:2]]
		if !ok || r.Level != 1 {
			continue
		}
		t := tile{X: cell[0] * tileSize, Y: cell[1] * tileSize, Row: r, Short: i18n.T(ctx, "country.tile_"+r.Code[:2])}
		if !r.Few {
			t.Step = p.League.Figure.Step(math.Round(r.Raw*100) / 100) // rounded as displayed
		}
		tiles = append(tiles, t)
	}
	slices.SortFunc(tiles, func(a, b tile) int { return (a.Y-b.Y)*tilesWide + a.X - b.X })
	return tiles
}

// tileSteps describes the five steps for the legend.
func (p CountryPage) tileSteps(ctx context.Context) []string {
	bounds := p.League.Figure.Steps()
	write := func(i int) string { return leagueValue(ctx, p.League.Figure, bounds[i]) }
	steps := []string{i18n.T(ctx, "country.step_below", "value", write(0))}
	for i := range 3 {
		steps = append(steps, i18n.T(ctx, "country.step_between", "from", write(i), "to", write(i+1)))
	}
	return append(steps, i18n.T(ctx, "country.step_from", "value", write(3)))
}

// stepClass returns the CSS class of a step. The highest values are the darkest, whether they are
// good or bad.
func stepClass(step int) string { return fmt.Sprintf("tile__step-%d", step) }
