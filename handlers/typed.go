package handlers

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models/text"
)

// typed is a text of a form as the database can keep it, tidied: it is as long as the counter beside it said, and is
// shown again as it would be stored.
func typed(v string) string {
	return text.Tidy(strings.ReplaceAll(strings.ToValidUTF8(v, "\uFFFD"), "\x00", ""))
}

// tidyForms hands every handler a context whose form fields are tidied, whatever the encoding of the form. Forms with
// files, which are read as they come in, tidy theirs in readText.
func tidyForms(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(tidyContext{c}) }
}

type tidyContext struct{ echo.Context }

// FormValue is the first value of a field, tidied.
func (c tidyContext) FormValue(name string) string { return typed(c.Context.FormValue(name)) }

// FormParams are all fields, tidied. What the request keeps is left as it came.
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
