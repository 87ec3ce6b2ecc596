package calendar

import (
	"time"
	_ "time/tzdata" // a container often has no zone files
)

// Zone is the one time of Kazakhstan, in which all days are counted: UTC+5 in the whole country since 1 March 2024.
var Zone = almaty()

// almaty loads Asia/Almaty with its past, unless the machine's zone files are older than the change of 2024: then a
// fixed UTC+5, which is right for every day since.
func almaty() *time.Location {
	const hours = 5
	location, err := time.LoadLocation("Asia/Almaty")
	if err == nil {
		_, offset := time.Date(2024, time.June, 1, 0, 0, 0, 0, location).Zone()
		if offset == hours*60*60 {
			return location
		}
	}
	return time.FixedZone("UTC+5", hours*60*60)
}
