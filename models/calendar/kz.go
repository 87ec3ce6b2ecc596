package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed kz.json
var kz []byte

// Default returns the special days of Kazakhstan for 2024 to 2027, with which the table of a new portal begins. Its
// source and what is not certain in it stand in kz.json.
func Default() []Day {
	var file struct {
		Days []Day `json:"days"`
	}
	if err := json.Unmarshal(kz, &file); err != nil {
		panic(fmt.Sprintf("calendar: kz.json: %v", err)) // it is embedded: a programmer's mistake
	}
	return file.Days
}
