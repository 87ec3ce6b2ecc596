// Package draw draws the pictures of the demo: flat illustrations of a village, its streets and
// their problems. They are drawn by code, so that the repository needs no pictures of real places.
// The same scene, region and seed give the same bytes.
package draw

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"maps"
	"slices"
)

var scenes = map[string]func(*canvas){
	"road_broken":   brokenRoad,
	"road_new":      newRoad,
	"road_mud":      muddyRoad,
	"road_children": noSidewalk,
	"snow_blocked":  snowyRoad,
	"snow_cleared":  clearedRoad,
	"crossing_none": noCrossing,
	"crossing_new":  newCrossing,
	"rail_crossing": railCrossing,
	"rail_patched":  railPatched,

	"swing_broken": brokenSwing, "swing_new": newSwing, "slide_sharp": sharpSlide,
	"lot_empty": emptyLot, "play_parked": parkedOnPlay, "workout": workout,
	"fence_fallen": fallenFence,
	"lamps_dark":   darkStreet, "lamps_lit": litStreet, "lamps_half": halfLitStreet, "lamps_day": dayLamps,
	"stop_broken": brokenStop, "stop_new": newStop,
	"manhole_open": manholeOpen, "manhole_closed": manholeClosed,
	"yard_flooded": floodedYard, "yard_lorries": lorriesInYard,
	"abandoned": abandoned, "roof_leaking": leakingRoof, "steps": stepsOnly,
	"bins_full": fullBins, "bins_clean": cleanBins, "bins_school": binsAtSchool, "dump": dump, "smoke": smoke,
	"pipe_burst": burstPipe, "pipe_fixed": fixedPipe, "tap_dry": dryTap, "tanker": tanker, "water_yellow": yellowWater,
	"bridge_broken": brokenBridge, "bridge_new": newBridge,
	"saplings_dry": drySaplings, "windbreak": windbreak, "poplar_dead": deadPoplar, "poplar_gone": trimmedTrees, "reeds": reeds,
	"dogs": dogs, "horses": horses,
	"hall_cold": coldHall, "hall_warm": warmHall, "trench": trench, "coal": coal,
}

// Scenes returns the names of all scenes in alphabetical order.
func Scenes() []string { return slices.Sorted(maps.Keys(scenes)) }

// JPEG draws a scene in a region; the seed varies houses, clouds and coats.
func JPEG(scene string, region Region, seed uint64) ([]byte, error) {
	paint, ok := scenes[scene]
	if !ok {
		return nil, fmt.Errorf("draw: no scene %q", scene)
	}
	c := newCanvas(region, seed)
	paint(c)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, c.img, &jpeg.Options{Quality: 88}); err != nil {
		return nil, fmt.Errorf("draw %s: %w", scene, err)
	}
	return out.Bytes(), nil
}
