package handlers

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
)

// keepPromise marks a promise as kept, with a text, pictures or both. If a picture was
// published before, the official must confirm it.
func (s *Server) keepPromise(c echo.Context) error {
	ctx := c.Request().Context()
	promise, err := pathID(c)
	if err != nil {
		return err
	}
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := s.store.PromiseOf(ctx, promise, st.AppealID); err != nil {
		return err
	}
	field := func(name string) string { return desk.PromiseField(name, promise) }
	page := desk.CasePage{Invalid: models.Invalid{}}
	values, kept, problem, err := s.readPictures(c, field("keep_kept"))
	if err != nil {
		return err
	}
	if problem != nil {
		page.Invalid[field("keep_pictures")] = *problem
	}
	if page.Repeats, err = s.store.RepeatsOf(ctx, st.AppealID, kept); err != nil {
		return err
	}
	if len(page.Repeats) > 0 && !has(values, field("keep_again")) {
		page.Invalid[field("keep_again")] = models.Problem{Key: "problem.picture_repeated"}
	}
	if len(page.Invalid) == 0 {
		err = s.store.KeepPromise(ctx, promise, officialOf(c, st.BodyID), values.Get(field("keep")), kept...)
		var invalid models.Invalid
		switch {
		case errors.As(err, &invalid):
			for name, p := range invalid {
				page.Invalid[field(map[string]string{"proof": "keep", "pictures": "keep_pictures"}[name])] = p
			}
		case err != nil:
			return err
		default:
			setFlash(c, "flash.desk_kept")
			return c.Redirect(http.StatusSeeOther, s.afterAct(ctx, c.Param("number")))
		}
	}
	page.Typed = url.Values{field("keep"): {values.Get(field("keep"))}, field("keep_kept"): digestsOf(kept)}
	return s.renderCase(c, http.StatusUnprocessableEntity, page)
}

// readPictures reads a form with pictures and stores each picture as it arrives. The form
// field named field holds the digests of pictures uploaded earlier. problem reports rejected
// pictures; the others are stored.
func (s *Server) readPictures(c echo.Context, field string) (values url.Values, kept []models.KeptPicture, problem *models.Problem, err error) {
	ctx := c.Request().Context()
	var uploaded []models.KeptPicture
	save := func(v url.Values) error { values = v; return nil }
	take := func(file []byte) error {
		picture, err := s.store.KeepPicture(ctx, file)
		if err == nil {
			uploaded = append(uploaded, picture)
		}
		return err
	}
	if problem, err = readUpload(c, models.PromisePictures, save, take); err != nil {
		return nil, nil, nil, err
	}
	for _, digest := range values[field] {
		kept = append(kept, models.KeptPicture{Digest: digest})
	}
	if kept, err = s.store.KeptPictures(ctx, kept); err != nil {
		return nil, nil, nil, err
	}
	return values, append(kept, uploaded...), problem, nil
}

func digestsOf(kept []models.KeptPicture) (digests []string) {
	for _, p := range kept {
		digests = append(digests, p.Digest)
	}
	return digests
}
