package register

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/screen"
	"jauap/models/sheet"
	"jauap/models/text"
)

// registerColumns is the header of a register of appeals.
var registerColumns = sheet.Columns{Required: []string{
	"number", "received", "kind", "category", "place", "title", "text", "status", "answer", "answered"}}

// registerEntry is one parsed row of a register, or the reason for its rejection.
type registerEntry struct {
	row     sheet.Row
	problem *sheet.Error

	number      string // in the register
	kind        models.Kind
	category    models.Category
	place       string
	lang        string
	title, text string
	terms       string // the terms for the search index
	received    time.Time
	status      models.Status
	answer      string    // "" without an answer
	answered    time.Time // zero without an answer
}

// registerReader parses rows. It holds all reference data in memory, so that a row needs no
// query.
type registerReader struct {
	now        time.Time
	places     map[string]bool
	categories map[string]models.Category
	seen       map[string]int // row numbers by register number
}

const (
	maxRegisterNumber = 60    // letters
	maxAnswer         = 20000 // letters
)

// oldestReceipt is the earliest date of receipt: an earlier one is a typing error.
var oldestReceipt = calendar.NewDate(2000, time.January, 1)

// read parses a row up to its first error.
func (r *registerReader) read(row sheet.Row) registerEntry {
	e := registerEntry{row: row}
	for _, step := range []func(*registerEntry) *sheet.Error{
		r.readNumber, r.readPlace, r.readWords, r.readTexts, r.readReceived, r.readAnswer, r.readStatus,
	} {
		if e.problem = step(&e); e.problem != nil {
			break
		}
	}
	return e
}

func (r *registerReader) readNumber(e *registerEntry) *sheet.Error {
	if err := e.row.CheckWidth(); err != nil {
		return err
	}
	e.number = e.row.Get("number")
	switch first := r.seen[e.number]; {
	case e.number == "":
		return e.row.Errorf("number", "is missing")
	case utf8.RuneCountInString(e.number) > maxRegisterNumber:
		return e.row.Errorf("number", "is longer than %d letters", maxRegisterNumber)
	case first > 0:
		return e.row.Errorf("number", "%s is already in row %d", e.number, first)
	}
	r.seen[e.number] = e.row.Number
	return nil
}

func (r *registerReader) readPlace(e *registerEntry) *sheet.Error {
	code, ok := e.row.Code("place", 9)
	if !ok {
		return e.row.Errorf("place", "%q is no code of nine digits", e.row.Get("place"))
	}
	if !r.places[code] {
		return e.row.Errorf("place", "unknown place %s", code)
	}
	e.place = code
	return nil
}

func (r *registerReader) readWords(e *registerEntry) *sheet.Error {
	var ok bool
	if e.kind, ok = kindWords[foldWord(e.row.Get("kind"))]; !ok {
		return e.row.Errorf("kind", "unknown kind %q", e.row.Get("kind"))
	}
	if e.category, ok = r.categories[foldWord(e.row.Get("category"))]; !ok {
		return e.row.Errorf("category", "unknown category %q", e.row.Get("category"))
	}
	return nil
}

func (r *registerReader) readTexts(e *registerEntry) *sheet.Error {
	for _, t := range []struct {
		column   string
		min, max int // as in the schema
		into     *string
	}{{"title", 3, 200, &e.title}, {"text", 1, 10000, &e.text}, {"answer", 0, maxAnswer, &e.answer}} {
		*t.into = strings.TrimSpace(text.Tidy(e.row.Get(t.column)))
		if t.column == "answer" && *t.into != "" && isNoAnswer(*t.into) {
			if cell := e.row.Get("answered"); cell != "" {
				return e.row.Errorf("answer", "%q is no answer, although answered is %s", *t.into, cell)
			}
			*t.into = ""
		}
		n := utf8.RuneCountInString(*t.into)
		switch {
		case n == 0 && t.min > 0:
			return e.row.Errorf(t.column, "is missing")
		case n > 0 && !text.HasVisible(*t.into):
			return e.row.Errorf(t.column, "holds no letter or digit that can be seen")
		case n < t.min:
			return e.row.Errorf(t.column, "is shorter than %d letters", t.min)
		case n > t.max:
			return e.row.Errorf(t.column, "has %d letters; at most %d are taken", n, t.max)
		case oldFontLetter(*t.into) != "":
			return e.row.Errorf(t.column, "has the letter %s of an old Kazakh font; convert the text to Unicode", oldFontLetter(*t.into))
		case holdsIIN(*t.into):
			return e.row.Errorf(t.column, "holds an individual identification number; take it out, appeals are public")
		}
	}
	// Imported appeals are public without moderation, so every kind of personal data is masked.
	// An answer may contain the telephone of an office.
	e.title, e.text = screen.Mask(e.title, screen.Kinds, masked), screen.Mask(e.text, screen.Kinds, masked)
	e.lang = langOf(e.title + " " + e.text)
	e.terms = models.SearchTerms(e.title, e.text)
	return nil
}

// masked returns the replacement for masked data, shown in square brackets.
func masked(screen.Kind) string { return "…" }

func (r *registerReader) readReceived(e *registerEntry) *sheet.Error {
	at, _, ok := e.row.Time("received", calendar.Zone)
	switch {
	case !ok:
		return e.row.Errorf("received", "%q is no date like 2026-03-05 or 2026-03-05 14:30", e.row.Get("received"))
	case at.After(r.now):
		return e.row.Errorf("received", "%s is in the future", e.row.Get("received"))
	case calendar.Of(at).Before(oldestReceipt):
		return e.row.Errorf("received", "%s is before the year %d", e.row.Get("received"), oldestReceipt.Year)
	}
	e.received = at.UTC()
	return nil
}

func (r *registerReader) readAnswer(e *registerEntry) *sheet.Error {
	cell := e.row.Get("answered")
	switch {
	case e.answer == "" && cell == "":
		return nil
	case e.answer == "":
		return e.row.Errorf("answer", "is missing, although answered is %s", cell)
	case cell == "":
		return e.row.Errorf("answered", "is missing, although there is an answer")
	}
	at, timed, ok := e.row.Time("answered", calendar.Zone)
	if !ok {
		return e.row.Errorf("answered", "%q is no date like 2026-03-05 or 2026-03-05 14:30", cell)
	}
	if at.Before(e.received) {
		// a date without a time may be the date of receipt
		if timed || calendar.Of(at) != calendar.Of(e.received) {
			return e.row.Errorf("answered", "%s is before received, %s", cell, e.row.Get("received"))
		}
		at = e.received
	}
	if at.After(r.now) {
		return e.row.Errorf("answered", "%s is in the future", cell)
	}
	e.answered = at.UTC()
	return nil
}

// readStatus checks the status against the answer. An empty status follows from the answer.
func (r *registerReader) readStatus(e *registerEntry) *sheet.Error {
	answered := e.answer != ""
	cell := e.row.Get("status")
	if cell == "" {
		if e.status = models.Registered; answered {
			e.status = models.Answered
		}
		return nil
	}
	var ok bool
	if e.status, ok = statusWords[foldWord(cell)]; !ok {
		return e.row.Errorf("status", "unknown status %q, or one that only the portal can give", cell)
	}
	switch {
	case e.status == models.Withdrawn:
	case e.status.Open() && answered:
		return e.row.Errorf("status", "%s, although there is an answer", cell)
	case !e.status.Open() && !answered:
		return e.row.Errorf("status", "%s, although there is no answer", cell)
	}
	return nil
}

// portalNumber returns the public number: the year of receipt and a sequence number.
func portalNumber(received time.Time, n int64) string {
	return fmt.Sprintf("%d-%06d", calendar.Of(received).Year, n)
}
