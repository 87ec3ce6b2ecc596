package draw

import (
	"bytes"
	"image/jpeg"
	"testing"
)

func TestEverySceneIsAPicture(t *testing.T) {
	seen := map[string]string{}
	for _, scene := range Scenes() {
		one, err := JPEG(scene, South, 1)
		if err != nil {
			t.Fatal(err)
		}
		head, err := jpeg.DecodeConfig(bytes.NewReader(one))
		if err != nil {
			t.Fatalf("%s: %v", scene, err)
		}
		if head.Width != Width || head.Height != Height {
			t.Errorf("%s is %d×%d, want %d×%d", scene, head.Width, head.Height, Width, Height)
		}
		if again, _ := JPEG(scene, South, 1); !bytes.Equal(one, again) {
			t.Errorf("%s drawn twice with one seed differs", scene)
		}
		if other, ok := seen[string(one)]; ok {
			t.Errorf("%s is the same picture as %s", scene, other)
		}
		seen[string(one)] = scene
	}
}

func TestSeedVariesAScene(t *testing.T) {
	one, _ := JPEG("road_broken", South, 1)
	two, _ := JPEG("road_broken", South, 2)
	if bytes.Equal(one, two) {
		t.Error("two seeds give the same picture")
	}
}

func TestRegionsDiffer(t *testing.T) {
	south, _ := JPEG("dogs", South, 1)
	steppe, _ := JPEG("dogs", Steppe, 1)
	if bytes.Equal(south, steppe) {
		t.Error("two regions give the same picture")
	}
}

func TestUnknownSceneIsAnError(t *testing.T) {
	if _, err := JPEG("no such thing", South, 1); err == nil {
		t.Error("an unknown scene gives no error")
	}
}
