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

// The picture of where is drawn in these units, which are pixels at its natural
// size; the margin keeps a dot and its name off the edge.
const (
	mapWidth  = 360
	mapHeight = 240
	mapMargin = 24

	kmPerDegree = 111.2 // of latitude

	mapNeighbours = 6   // settlements that the picture reaches out to
	mapLabels     = 6   // of them, how many get their name
	mapReach      = 2.5 // km from the middle that the picture shows at least

	mapRing   = 11  // radius of the ring around a marked point
	mapGap    = 8   // between a dot and its name
	mapLetter = 7.6 // the usual width of a letter
)

// whereMap is the small picture of where: the settlements around a place, as
// dots. It is drawn from their coordinates alone, with no tiles from elsewhere.
type whereMap struct {
	Dots      []mapDot
	Point     *mapPoint // the place on the ground that the author marked, rounded to about 100 m
	ScaleKM   int
	ScaleSize float64  // of the bar, in units of the picture
	Near      []mapDot // the nearest others, for those who do not see the picture
}

// mapPoint is a position on the picture, x to the east and y to the south.
type mapPoint struct{ X, Y float64 }

type mapDot struct {
	mapPoint
	Name   string
	Here   bool     // belongs to the place of the page
	Anchor string   // of its name: start, end or middle; "": the name is not written
	Text   mapPoint // where the name is anchored
	KM     float64
}

// NewWhereMap lays out the settlements around the place with a code; lat and lon
// are a point marked in it, or nil. It returns nil where no coordinates are known.
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
	if !ok { // the place itself has no coordinates: the whole district is the answer
		midLat, midLon, _ = mapMiddle(around, func(models.Dot) bool { return true })
	}

	// On so small a piece of the earth a degree of longitude is the same length everywhere.
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

// mapMiddle is the middle of the dots that are meant; ok is false where there are none.
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

// mapScale chooses how many units a kilometre gets, so that the place itself and
// its nearest neighbours, or all dots, fit; dots are sorted by distance.
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

// mapBox is a piece of the picture that is taken.
type mapBox struct{ x0, y0, x1, y1 float64 }

func (b mapBox) meets(other mapBox) bool {
	return b.x0 < other.x1 && other.x0 < b.x1 && b.y0 < other.y1 && other.y0 < b.y1
}

// label writes names beside the dots, the nearest first, where they do not
// run into each other.
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

// beside is where a name stands to the right of its dot, to the left, below or
// above, outside of the ring, and what it takes there.
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

// near names the nearest other settlements with their distance, for those who do
// not see the picture.
func (m *whereMap) near(ctx context.Context) string {
	var names []string
	for _, d := range m.Near {
		names = append(names, i18n.T(ctx, "appeal.map_distance", "name", d.Name, "km", strconv.Itoa(max(1, int(math.Round(d.KM))))))
	}
	return strings.Join(names, ", ")
}

// roundKM is the greatest of 1, 2, 5, 10, 20, 50 … kilometres that is not longer than km.
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

// tenth keeps one decimal: a tenth of a pixel is finer than a screen shows.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// mapUnits writes a length of the picture.
func mapUnits(v float64) string { return strconv.FormatFloat(tenth(v), 'f', -1, 64) }
