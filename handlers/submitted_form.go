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
	longestPlain     = 1 << 20 // bytes of a form without files
	longestSubmitted = 1 << 20 // bytes of all fields of a form that is shown again
)

// secretFields are never written into a page.
var secretFields = []string{"ask", "code", "password", "secret", "setup", "token"}

// machineValue matches values that users do not type: ids, codes, dates.
var machineValue = regexp.MustCompile(`^[\w./:+-]{0,40}$`)

// textFields hold typed text even if it matches machineValue.
var textFields = []string{"action", "body", "found", "note", "text", "title"}

// submittedForm returns the form of a rejected request, to show its texts and to send it
// again. It returns nil for a form without typed text.
func submittedForm(c echo.Context) *texts.GivenBack {
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
			if size += len(name) + len(v); size > longestSubmitted || !utf8.ValidString(name) {
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

// formOf returns the readable fields of the form, without files.
func formOf(c echo.Context) url.Values {
	r := c.Request()
	if r.PostForm != nil { // parsed by a handler
		return r.PostForm
	}
	if !isMultipart(r) {
		r.Body = http.MaxBytesReader(c.Response(), r.Body, longestPlain)
		_ = r.ParseForm() // PostForm holds the fields before the error
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
		if err != nil { // the end or a broken upload
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
