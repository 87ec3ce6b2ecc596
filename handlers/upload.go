package handlers

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

const (
	longestUpload = 100 << 20 // bytes of a form with pictures
	longestText   = 256 << 10 // bytes of one of its text fields
	mostParts     = 60        // fields and files of such a form
	uploadWithin  = 5 * time.Minute
)

// readUpload reads a form with files as a stream. It passes the text fields to save before
// it reads the first file, so that they survive a failed upload, and again at the end if more
// fields followed. It passes the files to take one by one, so that memory holds one file.
// refused reports the files that take rejected with Invalid, by name; nil for none. Files
// beyond mostFiles are skipped and reported by one problem.
func readUpload(c echo.Context, mostFiles int, save func(url.Values) error, take func(file []byte) error) (refused *models.Problem, err error) {
	r := c.Request()
	whole := uploadBody(c)
	r.Body = http.MaxBytesReader(c.Response(), whole, longestUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		values, err := c.FormParams()
		if err != nil {
			return nil, echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
		}
		return nil, save(values)
	}
	values, saved, files := url.Values{}, false, 0
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			switch {
			case n == 0:
				return nil, echo.NewHTTPError(http.StatusBadRequest) // an empty body
			case saved:
				return refused, nil
			}
			return refused, save(values)
		}
		if err == nil && n >= mostParts {
			err = echo.NewHTTPError(http.StatusBadRequest)
		}
		var file []byte
		if err == nil && part.FormName() == "pictures" {
			if !saved {
				if err := save(values); err != nil {
					return nil, err
				}
				saved = true
			}
			if part.FileName() != "" {
				files++
			}
			if files > mostFiles {
				_, err = io.Copy(io.Discard, part)
			} else {
				file, err = readFile(part)
			}
		} else if err == nil {
			var text string
			if text, err = readText(part); err == nil {
				values.Add(part.FormName(), text)
				saved = false
			}
		}
		if err != nil {
			if !saved { // save the complete fields
				if err := save(values); err != nil {
					return nil, err
				}
			}
			return nil, brokenOff(whole, err)
		}
		if files == mostFiles+1 && part.FileName() != "" {
			refused = refuse(refused, "", models.Invalid{"pictures": {Key: "problem.pictures_too_many", Args: []any{"max", mostFiles}}})
		}
		if files <= mostFiles && part.FileName() != "" { // an empty file field has no file name
			err := take(file)
			var invalid models.Invalid
			if errors.As(err, &invalid) {
				refused, err = refuse(refused, part.FileName(), invalid), nil
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

// refuse appends the problems of one file to refused.
func refuse(refused *models.Problem, file string, invalid models.Invalid) *models.Problem {
	name := []rune(typed(file))
	for _, p := range invalid {
		p.File = string(name[:min(len(name), 60)])
		if refused == nil {
			refused = &p
		} else {
			refused.More = append(refused.More, p)
		}
	}
	return refused
}

// brokenOff gives the error of an upload a status. If the upload is too large, it discards
// the rest up to a limit, because a browser that is still sending does not show the error
// page.
func brokenOff(body io.Reader, err error) error {
	var tooLarge *http.MaxBytesError
	var httpError *echo.HTTPError
	switch {
	case errors.As(err, &tooLarge):
		_, _ = io.CopyN(io.Discard, body, 2*longestUpload)
	case !errors.As(err, &httpError):
		err = echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	return err
}

func readText(part *multipart.Part) (string, error) {
	text, err := io.ReadAll(io.LimitReader(part, longestText+1))
	if err == nil && len(text) > longestText {
		err = echo.NewHTTPError(http.StatusRequestEntityTooLarge)
	}
	return typed(string(text)), err
}

// readFile reads one file, at most one byte more than the limit.
func readFile(part *multipart.Part) ([]byte, error) {
	file, err := io.ReadAll(io.LimitReader(part, models.HeaviestPicture+1))
	if err == nil {
		_, err = io.Copy(io.Discard, part)
	}
	return file, err
}

// allowSlowUpload extends the deadlines of a request, because five pictures over a village's
// network take minutes.
func allowSlowUpload(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		until := time.Now().Add(uploadWithin)
		control := http.NewResponseController(c.Response())
		_ = control.SetReadDeadline(until) // fails only in tests without a connection
		_ = control.SetWriteDeadline(until.Add(answerWithin))
		r := c.Request()
		// drop the deadline of other requests, keep the cancellation by the client
		ctx, cancel := context.WithDeadline(context.WithoutCancel(r.Context()), until.Add(answerWithin))
		defer context.AfterFunc(r.Context(), func() {
			if errors.Is(r.Context().Err(), context.Canceled) {
				cancel()
			}
		})()
		ctx = models.WithSender(ctx, network(c.RealIP()))
		defer cancel()
		c.SetRequest(r.WithContext(ctx))
		return next(c)
	}
}
