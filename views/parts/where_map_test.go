package parts

import (
	"context"
	"fmt"
	"testing"

	"jauap/models"
)

// village returns a settlement of the district 616000000.
func village(n int, lat, lon float64) models.Dot {
	return models.Dot{Code: fmt.Sprintf("61603%04d", n*100), Name: models.Names{KK: fmt.Sprintf("Ауыл %d", n)}, Lat: lat, Lon: lon}
}

var villages = []models.Dot{
	village(1, 42.50, 70.30), village(2, 42.50, 70.42), village(3, 42.58, 70.30), village(4, 42.45, 70.20), village(5, 42.90, 71.00),
}

func TestWhereMapCentersMarkedPoint(t *testing.T) {
	lat, lon := 42.501, 70.301
	m := NewWhereMap(context.Background(), villages, "616030100", &lat, &lon)
	if m == nil || m.Point == nil || *m.Point != (mapPoint{mapWidth / 2, mapHeight / 2}) {
		t.Fatalf("the point is not in the middle: %+v", m)
	}
	if len(m.Dots) == 0 || !m.Dots[0].Here || m.Dots[0].Name != "Ауыл 1" {
		t.Errorf("the village of the page is not the nearest dot: %+v", m.Dots)
	}
	for _, d := range m.Dots {
		if d.X < 0 || d.X > mapWidth || d.Y < 0 || d.Y > mapHeight {
			t.Errorf("%s is outside of the map", d.Name)
		}
		if d.Name == "Ауыл 2" && d.X <= m.Dots[0].X || d.Name == "Ауыл 3" && d.Y >= m.Dots[0].Y {
			t.Errorf("%s is on the wrong side: east is right and north is up", d.Name)
		}
	}
}

// A degree of longitude is about 82 km here, so village 2 is 10 km away.
func TestWhereMapScale(t *testing.T) {
	m := NewWhereMap(context.Background(), villages, "616030100", nil, nil)
	if m == nil || len(m.Near) == 0 {
		t.Fatal("no neighbours")
	}
	if near := m.Near[0]; near.Name != "Ауыл 3" || near.KM < 8.8 || near.KM > 9.0 {
		t.Errorf("the nearest settlement is %s at %.1f km, want Ауыл 3 at 8.9", near.Name, near.KM)
	}
	perKM := m.ScaleSize / float64(m.ScaleKM)
	if drawn := (m.Dots[0].Y - m.Near[0].Y) / perKM; drawn < 8.7 || drawn > 9.1 {
		t.Errorf("by the scale the village to the north is %.1f km away, want 8.9", drawn)
	}
}

func TestWhereMapNamesDoNotOverlap(t *testing.T) {
	var crowd []models.Dot
	for i := range 30 {
		crowd = append(crowd, village(i+1, 42.50+float64(i%6)*0.01, 70.30+float64(i/6)*0.02))
	}
	m := NewWhereMap(context.Background(), crowd, "616030100", nil, nil)
	var boxes []mapBox
	for _, d := range m.Dots {
		if d.Anchor == "" {
			continue
		}
		x0 := d.Text.X
		width := mapLetter * float64(len([]rune(d.Name)))
		switch d.Anchor {
		case "end":
			x0 -= width
		case "middle":
			x0 -= width / 2
		}
		box := mapBox{x0, d.Text.Y - 10, x0 + width, d.Text.Y + 2}
		for _, other := range boxes {
			if box.meets(other) {
				t.Errorf("the name of %s overlaps another", d.Name)
			}
		}
		boxes = append(boxes, box)
	}
	if len(boxes) < 3 {
		t.Errorf("%d names, want at least 3", len(boxes))
	}
}

func TestWhereMapWithoutCoordinates(t *testing.T) {
	if NewWhereMap(context.Background(), nil, "616030100", nil, nil) != nil {
		t.Error("want nil")
	}
}

func TestRoundKM(t *testing.T) {
	for km, want := range map[float64]int{0.3: 1, 1.9: 1, 2: 2, 4.9: 2, 7: 5, 19: 10, 499: 200} {
		if got := roundKM(km); got != want {
			t.Errorf("roundKM(%v) = %d, want %d", km, got, want)
		}
	}
}
