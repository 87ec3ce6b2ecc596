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

// upload is the state of a form with files while it is read.
type upload struct {
	mostFiles int
	save      func(url.Values) error
	take      func(file []byte) error
	values    url.Values      // text fields read so far
	saved     bool            // save has got all of them
	files     int             // read or skipped
	refused   *models.Problem // problems of rejected files
}

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
	if err != nil { // a form without files
		values, err := formParams(c)
		if err != nil {
			return nil, err
		}
		return nil, save(values)
	}
	u := upload{mostFiles: mostFiles, save: save, take: take, values: url.Values{}}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF) && n == 0: // an empty body
			return nil, echo.NewHTTPError(http.StatusBadRequest)
		case errors.Is(err, io.EOF):
			return u.refused, u.flush()
		case err == nil && n >= mostParts:
			err = echo.NewHTTPError(http.StatusBadRequest)
		}
		var file []byte
		isFile := err == nil && part.FormName() == "pictures"
		switch {
		case isFile:
			if err := u.flush(); err != nil {
				return nil, err
			}
			file, err = u.readFile(part)
		case err == nil:
			err = u.readField(part)
		}
		if err != nil {
			if err := u.flush(); err != nil { // save the complete fields
				return nil, err
			}
			return nil, brokenOff(whole, err)
		}
		if isFile && part.FileName() != "" { // browsers send an empty file field without a name
			if err := u.keep(part.FileName(), file); err != nil {
				return nil, err
			}
		}
	}
}

// flush saves the text fields that are not saved yet.
func (u *upload) flush() error {
	if u.saved {
		return nil
	}
	u.saved = true
	return u.save(u.values)
}

func (u *upload) readField(part *multipart.Part) error {
	text, err := readText(part)
	if err == nil {
		u.values.Add(part.FormName(), text)
		u.saved = false
	}
	return err
}

// readFile reads a file, at most one byte more than the limit. It skips files beyond
// mostFiles.
func (u *upload) readFile(part *multipart.Part) (file []byte, err error) {
	if part.FileName() != "" {
		u.files++
	}
	if u.files <= u.mostFiles {
		file, err = io.ReadAll(io.LimitReader(part, models.HeaviestPicture+1))
	}
	if err == nil {
		_, err = io.Copy(io.Discard, part)
	}
	return file, err
}

// keep passes a file to take, and collects its problems.
func (u *upload) keep(name string, file []byte) error {
	if u.files > u.mostFiles {
		if u.files == u.mostFiles+1 {
			u.refuse("", models.Invalid{"pictures": {Key: "problem.pictures_too_many", Args: []any{"max", u.mostFiles}}})
		}
		return nil
	}
	err := u.take(file)
	var invalid models.Invalid
	if errors.As(err, &invalid) {
		u.refuse(name, invalid)
		return nil
	}
	return err
}

// refuse appends the problems of one file to refused.
func (u *upload) refuse(file string, invalid models.Invalid) {
	name := []rune(typed(file))
	for _, p := range invalid {
		p.File = string(name[:min(len(name), 60)])
		if u.refused == nil {
			u.refused = &p
		} else {
			u.refused.More = append(u.refused.More, p)
		}
	}
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

// storePictures reads a form with pictures and stores each picture as it arrives, so that a
// rejected form needs no second upload. refused reports rejected pictures; the others are
// stored.
func (s *Server) storePictures(c echo.Context, most int) (values url.Values, stored []models.KeptPicture, refused *models.Problem, err error) {
	ctx := c.Request().Context()
	refused, err = readUpload(c, most, func(v url.Values) error {
		values = v
		return nil
	}, func(file []byte) error {
		picture, err := s.store.KeepPicture(ctx, file)
		if err == nil {
			stored = append(stored, picture)
		}
		return err
	})
	return values, stored, refused, err
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
