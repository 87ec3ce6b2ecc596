package places

import "testing"

// Every region of the classifier has its own cell.
func TestTileCells(t *testing.T) {
	t.Parallel()
	taken := map[[2]int]string{}
	for _, code := range []string{"10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63", "71", "75", "79"} {
		cell, ok := tileCells[code]
		if !ok {
			t.Errorf("%s has no cell", code)
		}
		if cell[0] < 0 || cell[0] >= tilesWide || cell[1] < 0 || cell[1] >= tilesHigh {
			t.Errorf("%s is outside of the map: %v", code, cell)
		}
		if other := taken[cell]; other != "" {
			t.Errorf("%s has the same cell as %s", code, other)
		}
		taken[cell] = code
	}
	if len(tileCells) != 20 {
		t.Errorf("%d cells, want 20", len(tileCells))
	}
}
