package places

import (
	"context"
	"fmt"
	"math"
	"slices"

	"jauap/models/record"
	"jauap/views/i18n"
)

// A tile of the map is tileSize units wide and high; the map is tilesWide tiles by tilesHigh.
const (
	tileSize  = 60
	tilesWide = 6
	tilesHigh = 5
)

// tileCells says on which cell of the map each unit of the first level stands, by the
// first two digits of its code: column from the west, row from the north. Each stands
// beside most of its neighbours: it is a picture of where, not of how large.
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

// tile is one unit on the map.
type tile struct {
	X, Y  int
	Row   record.LeagueRow
	Short string // three letters
	Step  int    // 1 to 5; 0: nothing can be said
}

// tiles are the units of the league that have a cell, in reading order.
func (p CountryPage) tiles(ctx context.Context) (tiles []tile) {
	for _, r := range p.League.Rows {
		cell, ok := tileCells[r.Code[:2]]
		if !ok || r.Level != 1 {
			continue
		}
		t := tile{X: cell[0] * tileSize, Y: cell[1] * tileSize, Row: r, Short: i18n.T(ctx, "country.tile_"+r.Code[:2])}
		if !r.Few {
			t.Step = p.League.Figure.Step(math.Round(r.Raw*100) / 100) // as it is written
		}
		tiles = append(tiles, t)
	}
	slices.SortFunc(tiles, func(a, b tile) int { return (a.Y-b.Y)*tilesWide + a.X - b.X })
	return tiles
}

// tileSteps are the five steps and what each means, for the legend.
func (p CountryPage) tileSteps(ctx context.Context) []string {
	bounds := p.League.Figure.Steps()
	write := func(i int) string { return leagueValue(ctx, p.League.Figure, bounds[i]) }
	steps := []string{i18n.T(ctx, "country.step_below", "value", write(0))}
	for i := range 3 {
		steps = append(steps, i18n.T(ctx, "country.step_between", "from", write(i), "to", write(i+1)))
	}
	return append(steps, i18n.T(ctx, "country.step_from", "value", write(3)))
}

// stepClass is the class of a step of colour; of the highest values it is the darkest,
// whether they are good or bad.
func stepClass(step int) string { return fmt.Sprintf("tile__step-%d", step) }
