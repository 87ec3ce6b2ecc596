package calendar

import (
	"encoding/binary"
	"time"
	_ "time/tzdata" // a container often has no zone files
)

// zoneName is the zone in the time zone database; SQL statements name it too. Package database refuses a server that
// does not know its change of 1 March 2024, so that Go and SQL count the same days.
const zoneName = "Asia/Almaty"

// Zone is the time zone of Kazakhstan, in which all days are counted: UTC+6 until 1 March 2024, UTC+5 in the whole
// country since then.
var Zone = loadZone(time.LoadLocation)

// changed is the moment of the change: midnight at UTC+6.
var changed = time.Date(2024, time.February, 29, 18, 0, 0, 0, time.UTC)

// loadZone loads the zone with its whole past. The zone files of the machine may be older than the change (tzdata before
// 2024a) and are preferred to those of the program; then loadZone returns a zone with this change alone, which is right
// for every moment since 31 October 2004, when Almaty gave up summer time.
func loadZone(load func(name string) (*time.Location, error)) *time.Location {
	if zone, err := load(zoneName); err == nil && knowsChange(zone) {
		return zone
	}
	zone, err := time.LoadLocationFromTZData(zoneName, changeAlone())
	if err != nil {
		panic(err) // the data is constant
	}
	return zone
}

func knowsChange(zone *time.Location) bool {
	_, before := changed.Add(-time.Second).In(zone).Zone()
	_, after := changed.In(zone).Zone()
	return before == 6*60*60 && after == 5*60*60
}

// changeAlone returns a zone file (RFC 9636, version 1) with one transition, from UTC+6 to UTC+5.
func changeAlone() []byte {
	const names = "+06\x00+05\x00"
	file := append([]byte("TZif"), make([]byte, 16)...)                 // version 1, reserved
	for _, count := range []uint32{0, 0, 0, 1, 2, uint32(len(names))} { // of transitions 1, of offsets 2
		file = binary.BigEndian.AppendUint32(file, count)
	}
	file = binary.BigEndian.AppendUint32(file, uint32(changed.Unix()))
	file = append(file, 1) // to the second offset
	for i, hours := range []uint32{6, 5} {
		file = binary.BigEndian.AppendUint32(file, hours*60*60)
		file = append(file, 0, byte(i*4)) // no summer time, where its name begins
	}
	return append(file, names...)
}
