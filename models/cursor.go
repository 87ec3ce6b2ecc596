package models

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Cursor is a place in a keyset-paged list: the sort key and the id of the row
// next to it. It says nothing that the list does not show, so it is not signed.
type Cursor string

// ErrCursor: the cursor in the address is not one of ours.
var ErrCursor = errors.New("broken cursor")

func encodeCursor(key string, id int64) Cursor {
	return Cursor(base64.RawURLEncoding.EncodeToString([]byte(key + " " + strconv.FormatInt(id, 36))))
}

func (c Cursor) decode() (key string, id int64, err error) {
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
	if _, err = strconv.ParseInt(key, 10, 32); err != nil { // a number of voices
		return "", 0, ErrCursor
	}
	return key, id, nil
}

// CheckFor returns ErrCursor unless c can place a row in a list sorted so.
func (c Cursor) CheckFor(s Sort) error {
	if c == "" {
		return nil
	}
	key, _, err := c.decode()
	if err != nil {
		return err
	}
	if _, numeric := strconv.ParseInt(key, 10, 32); (numeric == nil) != (s == MostVoices) {
		return ErrCursor
	}
	return nil
}
