package models

import (
	"fmt"
	"slices"
)

// keyset is how a list walks over the index (key, id), forwards and back.
type keyset struct {
	key, id, sqlType string
	falls            bool // the list runs from the highest key down
	after, before    Cursor
}

// clauses gives the condition that begins the page (with its arguments) and the order.
func (k keyset) clauses() (where string, args []any, orderBy string, err error) {
	sign, direction := ">", "asc"
	if k.falls != (k.before != "") {
		sign, direction = "<", "desc"
	}
	if cursor := k.after + k.before; cursor != "" {
		key, id, err := cursor.decode()
		if err != nil {
			return "", nil, "", err
		}
		where, args = fmt.Sprintf("(%s, %s) %s (?::%s, ?)", k.key, k.id, sign, k.sqlType), []any{key, id}
	}
	return where, args, fmt.Sprintf("%s %s, %s %s", k.key, direction, k.id, direction), nil
}

// page cuts rows, of which one more than PageSize was read, to a page in the
// order of the list, and gives the cursors of the pages beside it.
func page[Row any](k keyset, rows []Row, cursor func(Row) Cursor) (cut []Row, prev, next Cursor) {
	more := len(rows) > PageSize
	if more {
		rows = rows[:PageSize]
	}
	backwards := k.before != ""
	if backwards {
		slices.Reverse(rows)
	}
	if len(rows) == 0 {
		return nil, "", ""
	}
	if backwards && more || k.after != "" {
		prev = cursor(rows[0])
	}
	if !backwards && more || backwards {
		next = cursor(rows[len(rows)-1])
	}
	return rows, prev, next
}
