package parts

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

// Dimensions of the map in its units, which are pixels at its original size. The margin keeps dots
// and names inside the map.
const (
	mapWidth  = 360
	mapHeight = 240
	mapMargin = 24

	kmPerDegree = 111.2 // of latitude

	mapNeighbours = 6   // settlements that the map must show
	mapLabels     = 6   // of them, how many get a name
	mapReach      = 2.5 // minimum distance from the middle to the edge, in km

	mapRing   = 11  // radius of the ring around a marked point
	mapGap    = 8   // between a dot and its name
	mapLetter = 7.6 // average width of a letter
)

// whereMap is a small map of the settlements around a place, drawn from their coordinates, without
// map tiles.
type whereMap struct {
	Dots      []mapDot
	Point     *mapPoint // the point that the author marked, rounded to about 100 m
	ScaleKM   int
	ScaleSize float64  // length of the scale bar, in units of the map
	Near      []mapDot // the nearest other settlements, for the text alternative
}

// mapPoint is a position on the map, x to the east and y to the south.
type mapPoint struct{ X, Y float64 }

// mapDot is a settlement on the map.
type mapDot struct {
	mapPoint
	Name   string
	Here   bool     // is part of the place of the page
	Anchor string   // text anchor of the name: start, end or middle; "": no name
	Text   mapPoint // position of the name
	KM     float64
}

// NewWhereMap lays out the settlements around the place with a code. lat and lon are a point marked
// in it, or nil. It returns nil if no coordinates are known.
func NewWhereMap(ctx context.Context, around []models.Dot, code string, lat, lon *float64) *whereMap {
	if len(around) == 0 || !models.IsPlaceCode(code) {
		return nil
	}
	lo, hi := models.PlaceRange(code)
	here := func(d models.Dot) bool { return d.Code >= lo && d.Code <= hi }
	midLat, midLon, ok := mapMiddle(around, here)
	if lat != nil && lon != nil {
		midLat, midLon, ok = *lat, *lon, true
	}
	if !ok { // the place has no coordinates: show the whole district
		midLat, midLon, _ = mapMiddle(around, func(models.Dot) bool { return true })
	}

	// In an area of this size a degree of longitude has the same length everywhere.
	shrink := math.Cos(midLat * math.Pi / 180)
	east := func(l float64) float64 { return (l - midLon) * kmPerDegree * shrink }
	south := func(l float64) float64 { return (midLat - l) * kmPerDegree }

	dots := make([]mapDot, len(around))
	for i, d := range around {
		x, y := east(d.Lon), south(d.Lat)
		dots[i] = mapDot{mapPoint: mapPoint{x, y}, Name: Name(ctx, d.Name), Here: ok && here(d), KM: math.Hypot(x, y)}
	}
	slices.SortStableFunc(dots, func(a, b mapDot) int { return cmp.Compare(a.KM, b.KM) })

	m := &whereMap{}
	perKM := mapScale(dots, !ok)
	place := func(p mapPoint) mapPoint {
		return mapPoint{tenth(mapWidth/2 + p.X*perKM), tenth(mapHeight/2 + p.Y*perKM)}
	}
	for _, d := range dots {
		d.mapPoint = place(d.mapPoint)
		if d.X < mapMargin/2 || d.X > mapWidth-mapMargin/2 || d.Y < mapMargin/2 || d.Y > mapHeight-mapMargin {
			continue
		}
		m.Dots = append(m.Dots, d)
		if !d.Here && len(m.Near) < 3 {
			m.Near = append(m.Near, d)
		}
	}
	if lat != nil && lon != nil {
		m.Point = &mapPoint{mapWidth / 2, mapHeight / 2}
	}
	m.label()
	m.ScaleKM = roundKM(mapWidth / 4 / perKM)
	m.ScaleSize = tenth(float64(m.ScaleKM) * perKM)
	return m
}

// mapMiddle returns the centre of the dots that are meant; ok is false if there are none.
func mapMiddle(dots []models.Dot, meant func(models.Dot) bool) (lat, lon float64, ok bool) {
	n := 0.0
	for _, d := range dots {
		if meant(d) {
			lat, lon, n = lat+d.Lat, lon+d.Lon, n+1
		}
	}
	if n == 0 {
		return 0, 0, false
	}
	return lat / n, lon / n, true
}

// mapScale returns the units per kilometre with which the place and its nearest neighbours, or all
// dots, fit the map. dots are sorted by distance.
func mapScale(dots []mapDot, all bool) float64 {
	x, y, neighbours := mapReach, mapReach, 0
	for _, d := range dots {
		if !d.Here && !all {
			if neighbours++; neighbours > mapNeighbours {
				continue
			}
		}
		x, y = max(x, math.Abs(d.X)), max(y, math.Abs(d.Y))
	}
	return min((mapWidth/2-2*mapMargin)/x, (mapHeight/2-mapMargin)/y)
}

// mapBox is an occupied area of the map.
type mapBox struct{ x0, y0, x1, y1 float64 }

// meets reports whether two boxes overlap.
func (b mapBox) meets(other mapBox) bool {
	return b.x0 < other.x1 && other.x0 < b.x1 && b.y0 < other.y1 && other.y0 < b.y1
}

// label adds names to the dots, the nearest first, if they overlap nothing.
func (m *whereMap) label() {
	taken := []mapBox{{0, mapHeight - mapMargin, mapWidth / 2, mapHeight}} // the scale
	for _, d := range m.Dots {
		taken = append(taken, mapBox{d.X - 5, d.Y - 5, d.X + 5, d.Y + 5})
	}
	if m.Point != nil {
		taken = append(taken, mapBox{m.Point.X - mapRing, m.Point.Y - mapRing, m.Point.X + mapRing, m.Point.Y + mapRing})
	}
	labels := 0
	for i := range m.Dots {
		d := &m.Dots[i]
		if labels == mapLabels && !d.Here {
			continue
		}
		width := mapLetter*float64(len([]rune(d.Name))) + 4
		for _, anchor := range []string{"start", "end", "middle", "above"} {
			at, box := m.beside(*d, anchor, width)
			if box.x0 < 2 || box.x1 > mapWidth-2 || box.y0 < 2 || box.y1 > mapHeight-2 || slices.ContainsFunc(taken, box.meets) {
				continue
			}
			if anchor == "above" {
				anchor = "middle"
			}
			d.Anchor, d.Text = anchor, at
			taken = append(taken, box)
			labels++
			break
		}
	}
}

// beside returns the position and the box of a name on one side of its dot (right, left, below or
// above), outside of the ring.
func (m *whereMap) beside(d mapDot, anchor string, width float64) (mapPoint, mapBox) {
	left, right, top, bottom := d.X, d.X, d.Y, d.Y
	if p := m.Point; p != nil && math.Hypot(d.X-p.X, d.Y-p.Y) < mapRing+mapGap {
		left, right = min(left, p.X-mapRing), max(right, p.X+mapRing)
		top, bottom = min(top, p.Y-mapRing), max(bottom, p.Y+mapRing)
	}
	switch anchor {
	case "start":
		x := right + mapGap
		return mapPoint{x, d.Y + 4}, mapBox{x, d.Y - 9, x + width, d.Y + 9}
	case "end":
		x := left - mapGap
		return mapPoint{x, d.Y + 4}, mapBox{x - width, d.Y - 9, x, d.Y + 9}
	case "above":
		return mapPoint{d.X, top - 9}, mapBox{d.X - width/2, top - 22, d.X + width/2, top - 6}
	}
	return mapPoint{d.X, bottom + 18}, mapBox{d.X - width/2, bottom + 6, d.X + width/2, bottom + 22}
}

// near returns the names of the nearest settlements with their distances, as a text alternative.
func (m *whereMap) near(ctx context.Context) string {
	var names []string
	for _, d := range m.Near {
		names = append(names, i18n.T(ctx, "appeal.map_distance", "name", d.Name, "km", strconv.Itoa(max(1, int(math.Round(d.KM))))))
	}
	return strings.Join(names, ", ")
}

// roundKM returns the greatest of 1, 2, 5, 10, 20, 50 … kilometres that is at most km.
func roundKM(km float64) int {
	best := 1
	for unit := 1; unit <= 1000; unit *= 10 {
		for _, n := range []int{1, 2, 5} {
			if float64(n*unit) <= km {
				best = n * unit
			}
		}
	}
	return best
}

// tenth rounds to one decimal; a tenth of a pixel is not visible.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// mapUnits formats a length of the map.
func mapUnits(v float64) string { return strconv.FormatFloat(tenth(v), 'f', -1, 64) }
