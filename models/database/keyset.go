package database

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PageSize is the number of rows on one page of a list.
const PageSize = 20

// Cursor is a position in a keyset-paged list: the sort key and the id of the row
// next to it. It reveals nothing that the list does not show, so it is not signed.
type Cursor string

// ErrCursor is returned for a cursor that NewCursor has not made.
var ErrCursor = errors.New("broken cursor")

// NewCursor returns the position of the row with this sort key and id.
func NewCursor(key string, id int64) Cursor {
	return Cursor(base64.RawURLEncoding.EncodeToString([]byte(key + " " + strconv.FormatInt(id, 36))))
}

// TimeCursor is NewCursor for a list that is sorted by time.
func TimeCursor(at time.Time, id int64) Cursor {
	return NewCursor(at.UTC().Format(time.RFC3339Nano), id)
}

// Decode returns the sort key and the id of a cursor. Only times and whole numbers
// are sort keys; ErrCursor for anything else.
func (c Cursor) Decode() (key string, id int64, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(string(c))
	if err != nil {
		return "", 0, ErrCursor
	}
	key, tail, _ := strings.Cut(string(raw), " ")
	if id, err = strconv.ParseInt(tail, 36, 64); err != nil {
		return "", 0, ErrCursor
	}
	if t, err := time.Parse(time.RFC3339Nano, key); err == nil && t.Year() > 1900 && t.Year() < 9999 {
		return key, id, nil
	}
	if !numeric(key) {
		return "", 0, ErrCursor
	}
	return key, id, nil
}

// Check returns ErrCursor unless c is empty or can be the position of a row in a list
// sorted by numbers or, where byNumber is false, by time.
func (c Cursor) Check(byNumber bool) error {
	if c == "" {
		return nil
	}
	key, _, err := c.Decode()
	if err == nil && numeric(key) != byNumber {
		return ErrCursor
	}
	return err
}

func numeric(key string) bool {
	_, err := strconv.ParseInt(key, 10, 32)
	return err == nil
}

// Keyset describes the page of a list that is read along the index (Key, ID), in
// either direction.
type Keyset struct {
	Key, ID, SQLType string
	Descending       bool   // the list runs from the highest key down
	After, Before    Cursor // the page begins after, or ends before, this row; at most one is set
}

// Clauses returns the condition that begins the page, with its arguments, and the order.
func (k Keyset) Clauses() (where string, args []any, orderBy string, err error) {
	sign, direction := ">", "asc"
	if k.Descending != (k.Before != "") {
		sign, direction = "<", "desc"
	}
	if cursor := k.After + k.Before; cursor != "" {
		key, id, err := cursor.Decode()
		if err != nil {
			return "", nil, "", err
		}
		// Pass the parsed value: Go accepts zones and commas that PostgreSQL rejects.
		var value any = key
		if numeric(key) != (k.SQLType == "integer") {
			return "", nil, "", ErrCursor // of a list in another order
		}
		if at, err := time.Parse(time.RFC3339Nano, key); err == nil {
			value = at.UTC()
		}
		where, args = fmt.Sprintf("(%s, %s) %s (?::%s, ?)", k.Key, k.ID, sign, k.SQLType), []any{value, id}
	}
	return where, args, fmt.Sprintf("%s %s, %s %s", k.Key, direction, k.ID, direction), nil
}

// Page cuts rows, of which one more than PageSize was read, to a page in the order of
// the list, and returns the cursors of the pages before and after it.
func Page[Row any](k Keyset, rows []Row, cursor func(Row) Cursor) (cut []Row, prev, next Cursor) {
	more := len(rows) > PageSize
	if more {
		rows = rows[:PageSize]
	}
	backwards := k.Before != ""
	if backwards {
		slices.Reverse(rows)
	}
	if len(rows) == 0 {
		return nil, "", ""
	}
	if backwards && more || k.After != "" {
		prev = cursor(rows[0])
	}
	if !backwards && more || backwards {
		next = cursor(rows[len(rows)-1])
	}
	return rows, prev, next
}
