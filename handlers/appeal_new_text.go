package handlers

import (
	"errors"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/filing"
	"jauap/views/i18n"
	"jauap/views/paths"
)

// showNewText shows the step of title, text and pictures.
func (s *Server) showNewText(c echo.Context) error {
	d, err := s.unfiledDraft(c)
	if err != nil {
		return s.awayFromStep(c, err)
	}
	return s.renderNewText(c, http.StatusOK, d.Form, nil)
}

func (s *Server) renderNewText(c echo.Context, status int, form models.DraftForm, problems models.Invalid) error {
	ctx := c.Request().Context()
	page := filing.TextPage{Form: form, Private: s.store.IsPrivate(form), Problems: problems}
	var err error
	if page.Duty, err = s.store.WhoAnswers(ctx, form.Place, form.Category); err == nil {
		page.Trail, err = s.store.PlaceTrail(ctx, form.Place)
	}
	if errors.Is(err, models.ErrNotFound) { // an earlier step is missing
		next, _, err := s.nextStep(ctx, form)
		if err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, next)
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, status, filing.Text(page))
}

// saveText saves the text and the pictures, and goes to the next step if they are valid.
func (s *Server) saveText(c echo.Context) error {
	ctx := c.Request().Context()
	token := draftToken(c)
	var form models.DraftForm
	var values url.Values
	// refused is the problem of rejected pictures, which are not stored
	refused, err := readUpload(c, models.AppealPictures, func(v url.Values) (err error) {
		values = v
		token, form, err = s.saveDraft(c, token, func(f *models.DraftForm) { fillText(v, f) })
		return err
	}, func(file []byte) error {
		d, err := s.store.AddDraftPicture(ctx, token, viewerID(ctx), file)
		if err == nil {
			form = d.Form
		}
		return err
	})
	if err != nil {
		return s.awayFromStep(c, err)
	}
	next, problems, err := s.nextStep(ctx, form)
	if err != nil {
		return err
	}
	stay := has(values, "remove") || values.Get("go") == "stay"
	if stay && refused == nil {
		return c.Redirect(http.StatusSeeOther, paths.AppealNewText(ctx))
	}
	if refused != nil {
		if problems == nil {
			problems = models.Invalid{}
		}
		problems["pictures"] = *refused
	}
	if len(problems) > 0 {
		return s.renderNewText(c, http.StatusUnprocessableEntity, form, problems)
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// fillText copies the fields of the third step into a draft; they are validated later. An
// incomplete upload leaves the fields after its end unchanged. An unchecked checkbox sends
// no field, so checkboxes are read only if the field after them was received.
func fillText(v url.Values, f *models.DraftForm) {
	if v.Has("title") {
		f.Title = v.Get("title")
	}
	if v.Has("body") {
		f.Text = v.Get("body")
	}
	if !v.Has("lang") {
		return
	}
	if kind := models.Kind(v.Get("kind")); slices.Contains(models.Kinds, kind) {
		f.Kind = kind
	}
	if lang, ok := i18n.Parse(v.Get("lang")); ok {
		f.Lang = string(lang)
	}
	private := has(v, "private")
	f.AuthorShown, f.Private = has(v, "author_shown"), &private
	f.Lat, f.Lon = degrees(v.Get("lat")), degrees(v.Get("lon"))
	if f.Lat == nil || f.Lon == nil || has(v, "no_point") {
		f.Lat, f.Lon = nil, nil
	}
	f.Pictures = slices.DeleteFunc(f.Pictures, func(p models.DraftPicture) bool { return slices.Contains(v["remove"], p.Digest) })
	for i, p := range f.Pictures {
		if v.Has("alt-" + p.Digest) {
			f.Pictures[i].Alt = v.Get("alt-" + p.Digest)
		}
	}
}

// degrees parses a coordinate set by the script; nil if it is not a number.
func degrees(v string) *float64 {
	d, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(d) || math.IsInf(d, 0) {
		return nil
	}
	return &d
}
