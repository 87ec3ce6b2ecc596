package models

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jauap/models/database"
)

// The kinds of error that callers distinguish. Handlers choose the text for the user, a key of the
// locale files.
var (
	ErrNotFound  = database.ErrNotFound
	ErrForbidden = errors.New("forbidden")
	// ErrState: the appeal is not in a state that allows the action.
	ErrState = errors.New("not possible in this state")
	// ErrStale: another user has changed it since.
	ErrStale = errors.New("changed by somebody else")
)

// Gone is the error for an appeal that was hidden or rejected.
type Gone struct {
	Number string
	Reason string // a public reason code
	Text   string // the public explanation, in the language of the appeal
	// OwnWish: its author hid it, and may show it again.
	OwnWish bool
}

func (g *Gone) Error() string { return fmt.Sprintf("appeal %s is gone: %s", g.Number, g.Reason) }

// Problem is the problem of one field: a key of the locale files ("problem.…") with its arguments
// as name, value pairs.
type Problem struct {
	Key  string
	Args []any
	File string    // the name of the uploaded file that it is about; "" for none
	More []Problem // of other files in the same field
}

// Invalid is the error for invalid fields, with the problem of each. Nothing was changed.
type Invalid map[string]Problem

func (i Invalid) Error() string {
	fields := slices.Sorted(maps.Keys(i))
	for n, f := range fields {
		fields[n] = f + ": " + i[f].Key
	}
	return "invalid: " + strings.Join(fields, ", ")
}

// orNil returns nil without problems, so that a typed nil is never an error.
func (i Invalid) orNil() error {
	if len(i) == 0 {
		return nil
	}
	return i
}
