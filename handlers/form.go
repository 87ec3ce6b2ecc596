package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/text"
)

// Functions that read form fields. A value that cannot be parsed becomes one that every
// action rejects, so handlers need no further check.

// typed normalises the text of a form field for the database: valid UTF-8, no NUL, tidied.
// Its length then equals the one in the counter of the field, and a rejected form shows the
// text as it would be stored.
func typed(v string) string {
	return text.Tidy(strings.ReplaceAll(strings.ToValidUTF8(v, "\uFFFD"), "\x00", ""))
}

// tidyForms applies typed to the form fields that handlers read, in both encodings of
// forms. Uploads are read as a stream; readText tidies their fields.
func tidyForms(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(tidyContext{c}) }
}

type tidyContext struct{ echo.Context }

// FormValue returns the first value of a field, tidied.
func (c tidyContext) FormValue(name string) string { return typed(c.Context.FormValue(name)) }

// FormParams returns all fields, tidied. The form in the request is not changed.
func (c tidyContext) FormParams() (url.Values, error) {
	values, err := c.Context.FormParams()
	tidied := make(url.Values, len(values))
	for name, list := range values {
		for _, v := range list {
			tidied.Add(name, typed(v))
		}
	}
	return tidied, err
}

// formParams returns all fields of a form, or status 400 if it cannot be parsed.
func formParams(c echo.Context) (url.Values, error) {
	form, err := c.FormParams()
	if err != nil {
		return nil, echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	return form, nil
}

// has reports whether a field has a value. An unchecked checkbox sends nothing.
func has(values url.Values, name string) bool { return strings.TrimSpace(values.Get(name)) != "" }

// formNumber parses a count that fits into an integer of the database; -1 if it is invalid.
func formNumber(v string) int {
	n, err := strconv.ParseInt(v, 10, 32)
	if err != nil || n < 0 {
		return -1
	}
	return int(n)
}

// formID parses an id; 0, which is never the id of a row, if it is not a number.
func formID(v string) int64 {
	id, _ := strconv.ParseInt(v, 10, 64)
	return id
}

// formVersion parses the version of the row that the form shows; -1, which is always stale,
// if it is not a number.
func formVersion(form url.Values) int { return formNumber(form.Get("version")) }

// formDate parses a date of this century. Other values give the zero date, which every
// action rejects.
func formDate(v string) calendar.Date {
	d, err := calendar.ParseDate(v)
	if err != nil || d.Year < 2000 || d.Year >= 2100 {
		return calendar.Date{}
	}
	return d
}

// optionalDate parses a date that may be empty. It adds a problem if the date is invalid.
func optionalDate(problems models.Invalid, field, v string) calendar.Date {
	if v == "" {
		return calendar.Date{}
	}
	day, err := calendar.ParseDate(v)
	if err != nil {
		problems[field] = models.Problem{Key: "problem.required"}
	}
	return day
}

// formNames reads a name in the three languages.
func formNames(c echo.Context, field string) models.Names {
	return models.Names{KK: c.FormValue(field + "_kk"), RU: c.FormValue(field + "_ru"), EN: c.FormValue(field + "_en")}
}

// parseLevel parses an administrative level; -1, which is never the level of a body, if it
// is not a digit.
func parseLevel(v string) int {
	if len(v) == 1 && v[0] >= '0' && v[0] <= '9' {
		return int(v[0] - '0')
	}
	return -1
}

// shortName trims a name and reports whether a search accepts it: at most longest bytes of
// text that PostgreSQL can store.
func shortName(v string, longest int) (string, bool) {
	v = strings.TrimSpace(v)
	return v, len(v) <= longest && cleanText(v)
}
