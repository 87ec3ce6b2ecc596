package handlers

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jauap/views/texts"
)

const (
	longestPlain  = 1 << 20 // bytes of a form without files
	mostGivenBack = 1 << 20 // bytes of all texts of one page that gives them back
)

// secretFields are never written into a page again.
var secretFields = []string{"ask", "code", "password", "secret", "setup", "token"}

// machineValue matches a value that was not typed: an id, a code, a date.
var machineValue = regexp.MustCompile(`^[\w./:+-]{0,40}$`)

// textFields hold typed text, even if it is one short word.
var textFields = []string{"action", "body", "found", "note", "text", "title"}

// givenBack returns the form of a request that was refused by a switch: the texts to show
// and copy, the other fields to send again with them. It is nil if nothing was typed.
func givenBack(c echo.Context) *texts.GivenBack {
	r := c.Request()
	if r.Method != http.MethodPost || strings.HasPrefix(r.URL.Path, "//") {
		return nil
	}
	values := formOf(c)
	back := texts.GivenBack{Action: r.URL.RequestURI(), Files: isMultipart(r)}
	size := 0
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, v := range values[name] {
			v = typed(v)
			if size += len(name) + len(v); size > mostGivenBack || !utf8.ValidString(name) {
				return nil
			}
			if strings.TrimSpace(v) == "" || slices.Contains(secretFields, name) {
				continue
			}
			field := texts.GivenField{Name: name, Value: v}
			_, own, _ := strings.Cut(name, "-") // moderation forms prefix their fields with the action
			if slices.Contains(textFields, name) || own == "text" || !machineValue.MatchString(v) {
				back.Typed = append(back.Typed, field)
			} else {
				back.Rest = append(back.Rest, field)
			}
		}
	}
	if len(back.Typed) == 0 {
		return nil
	}
	return &back
}

func isMultipart(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm)
}

// formOf returns as much of the form as can be read; of a form with files only the texts.
func formOf(c echo.Context) url.Values {
	r := c.Request()
	if r.PostForm != nil { // a handler has read it before it met the switch
		return r.PostForm
	}
	if !isMultipart(r) {
		r.Body = http.MaxBytesReader(c.Response(), r.Body, longestPlain)
		_ = r.ParseForm() // what could be read is in PostForm
		return r.PostForm
	}
	r.Body = http.MaxBytesReader(c.Response(), uploadBody(c), longestUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil
	}
	values := url.Values{}
	for range mostParts {
		part, err := parts.NextPart()
		if err != nil { // the end, or as far as it came
			break
		}
		if part.FileName() != "" || part.FormName() == "pictures" {
			if _, err := io.Copy(io.Discard, part); err != nil {
				break
			}
			continue
		}
		text, err := readText(part)
		var tooLarge *echo.HTTPError
		if errors.As(err, &tooLarge) {
			continue
		}
		values.Add(part.FormName(), text)
		if err != nil {
			break
		}
	}
	return values
}
