package calendar

import (
	"errors"
	"testing"
	"time"
)

// TestZoneWithoutNewZoneFiles checks that the zone of a machine with old or missing zone files gives the same time as
// the current zone files.
func TestZoneWithoutNewZoneFiles(t *testing.T) {
	for _, test := range []struct {
		name string
		load func(string) (*time.Location, error)
	}{
		{"zone files from before 2024", func(string) (*time.Location, error) { return time.FixedZone("+06", 6*60*60), nil }},
		{"no zone files", func(string) (*time.Location, error) { return nil, errors.New("unknown time zone") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			zone := loadZone(test.load)
			end := time.Date(2034, time.January, 1, 0, 0, 0, 0, time.UTC)
			for at := time.Date(2004, time.November, 1, 0, 0, 0, 0, time.UTC); at.Before(end); at = at.Add(30 * time.Minute) {
				_, want := at.In(Zone).Zone()
				if _, got := at.In(zone).Zone(); got != want {
					t.Fatalf("%v: offset %d, want %d", at, got, want)
				}
			}
		})
	}
}

func TestZoneKnowsChangeOf2024(t *testing.T) {
	if !knowsChange(Zone) {
		t.Error("Zone does not go from UTC+6 to UTC+5 on 1 March 2024")
	}
	if got := Of(time.Date(2024, time.February, 29, 17, 59, 0, 0, time.UTC)); got != (Date{2024, time.February, 29}) {
		t.Errorf("17:59 UTC on 29 February 2024 is %v", got)
	}
	if got := Of(time.Date(2024, time.March, 1, 18, 59, 0, 0, time.UTC)); got != (Date{2024, time.March, 1}) {
		t.Errorf("18:59 UTC on 1 March 2024 is %v", got)
	}
}
