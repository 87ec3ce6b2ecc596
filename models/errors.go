package models

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jauap/models/database"
)

// The kinds of error a door has to tell apart. What a person reads is a key of
// the locale files, chosen by the door.
var (
	ErrNotFound  = database.ErrNotFound
	ErrForbidden = errors.New("forbidden")
	// ErrState: the appeal is not in a state in which this may be done.
	ErrState = errors.New("not possible in this state")
	// ErrStale: somebody else changed it meanwhile.
	ErrStale = errors.New("changed by somebody else")
)

// Gone is the error for what was public and has been taken out of view.
type Gone struct {
	Number string
	Reason string // a public reason code
	Text   string // the public explanation, in the language of the act
	// OwnWish: its author took it out, and may publish it again.
	OwnWish bool
}

func (g *Gone) Error() string { return fmt.Sprintf("appeal %s is gone: %s", g.Number, g.Reason) }

// Problem is what is wrong with one field: a key of the locale files
// ("problem.…") with its arguments as name, value pairs.
type Problem struct {
	Key  string
	Args []any
	File string    // the name of the uploaded file that it is about; "" for none
	More []Problem // of further files in the same field
}

// Invalid says, field by field, why something was not accepted. Nothing was changed.
type Invalid map[string]Problem

func (i Invalid) Error() string {
	fields := slices.Sorted(maps.Keys(i))
	for n, f := range fields {
		fields[n] = f + ": " + i[f].Key
	}
	return "invalid: " + strings.Join(fields, ", ")
}

// orNil returns nil where no problem was found, so that a typed nil is never an error.
func (i Invalid) orNil() error {
	if len(i) == 0 {
		return nil
	}
	return i
}
