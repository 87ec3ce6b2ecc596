package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed kz.json
var kz []byte

// Default returns the special days of Kazakhstan for 2024 to 2027, the initial content of the
// calendar table. kz.json names the sources and what is uncertain.
func Default() []Day {
	var file struct {
		Days []Day `json:"days"`
	}
	if err := json.Unmarshal(kz, &file); err != nil {
		panic(fmt.Sprintf("calendar: kz.json: %v", err)) // the file is embedded, so this is a programming error
	}
	return file.Days
}
