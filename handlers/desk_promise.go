package handlers

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
)

// promiseOf returns the promise in the address, and the viewer's access to its appeal. The
// body that gave a promise keeps it, even if another body must give the next answer.
func (s *Server) promiseOf(c echo.Context) (promise int64, st models.CaseAccess, err error) {
	if promise, err = pathID(c); err != nil {
		return promise, st, err
	}
	if st, err = s.standing(c); err != nil {
		return promise, st, err
	}
	return promise, st, s.store.PromiseOf(c.Request().Context(), promise, st.AppealID)
}

// movePromise moves the date of a promise, with a reason.
func (s *Server) movePromise(c echo.Context) error {
	promise, st, err := s.promiseOf(c)
	if err != nil {
		return err
	}
	form, err := formParams(c)
	if err != nil {
		return err
	}
	to, reason := desk.PromiseField("move_to", promise), desk.PromiseField("move_reason", promise)
	err = s.store.MovePromise(c.Request().Context(), promise, officialOf(c, st.BodyID), formDate(form.Get(to)), form.Get(reason))
	return s.finishCase(c, err, "flash.desk_moved", form, map[string]string{"to": to, "reason": reason})
}

// keepPromise marks a promise as kept, with a text, pictures or both. If a picture was
// published before, the official must confirm it.
func (s *Server) keepPromise(c echo.Context) error {
	ctx := c.Request().Context()
	promise, st, err := s.promiseOf(c)
	if err != nil {
		return err
	}
	field := func(name string) string { return desk.PromiseField(name, promise) }
	values, kept, problem, err := s.readPictures(c, field("keep_kept"))
	if err != nil {
		return err
	}
	page := desk.CasePage{Invalid: models.Invalid{}}
	page.Typed = url.Values{field("keep"): {values.Get(field("keep"))}, field("keep_kept"): digestsOf(kept)}
	if problem != nil {
		page.Invalid[field("keep_pictures")] = *problem
	}
	if page.Repeats, err = s.store.RepeatsOf(ctx, st.AppealID, kept); err != nil {
		return err
	}
	if len(page.Repeats) > 0 && !has(values, field("keep_again")) {
		page.Invalid[field("keep_again")] = models.Problem{Key: "problem.picture_repeated"}
	}
	if len(page.Invalid) > 0 {
		return s.renderCase(c, http.StatusUnprocessableEntity, page)
	}
	err = s.store.KeepPromise(ctx, promise, officialOf(c, st.BodyID), values.Get(field("keep")), kept...)
	return finish(c, err, outcome{
		flash: "flash.desk_kept",
		next:  func() (string, error) { return s.afterCase(c), nil },
		again: func(in models.Invalid) error {
			for name, p := range in {
				page.Invalid[field(map[string]string{"proof": "keep", "pictures": "keep_pictures"}[name])] = p
			}
			return s.renderCase(c, http.StatusUnprocessableEntity, page)
		},
	})
}

// readPictures is storePictures for a form whose field with the given name holds the digests
// of pictures uploaded earlier. kept holds these pictures and the new ones.
func (s *Server) readPictures(c echo.Context, field string) (values url.Values, kept []models.KeptPicture, refused *models.Problem, err error) {
	values, uploaded, refused, err := s.storePictures(c, models.PromisePictures)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, digest := range values[field] {
		kept = append(kept, models.KeptPicture{Digest: digest})
	}
	if kept, err = s.store.KeptPictures(c.Request().Context(), kept); err != nil {
		return nil, nil, nil, err
	}
	return values, append(kept, uploaded...), refused, nil
}

func digestsOf(kept []models.KeptPicture) (digests []string) {
	for _, p := range kept {
		digests = append(digests, p.Digest)
	}
	return digests
}
