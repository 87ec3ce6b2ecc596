package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/parts"
	"jauap/views/paths"
)

// answerableCase returns the appeal, with ErrForbidden or ErrState if the viewer may not
// write an answer to it now.
func (s *Server) answerableCase(c echo.Context) (models.Case, error) {
	ctx := c.Request().Context()
	appeal, err := s.store.Case(ctx, c.Param("number"), parts.ViewerFrom(ctx))
	switch {
	case err != nil:
		return appeal, err
	case !appeal.Acts:
		return appeal, models.ErrForbidden
	case !appeal.MayAnswer():
		return appeal, models.ErrState
	}
	return appeal, nil
}

// showAnswerForm shows the answer form, filled with the draft of the body.
func (s *Server) showAnswerForm(c echo.Context) error {
	appeal, err := s.answerableCase(c)
	if errors.Is(err, models.ErrState) {
		return s.alreadyAnswered(c)
	}
	if err != nil {
		return err
	}
	page := desk.AnswerEditPage{Case: appeal}
	if appeal.Draft != nil {
		page.Version, page.Form = appeal.Draft.Version, appeal.Draft.Form
	} else {
		page.Form = desk.NewAnswerForm(c.Request().Context(), appeal)
	}
	return s.render(c, http.StatusOK, desk.AnswerEdit(page))
}

// alreadyAnswered redirects to the appeal, which shows the published answer.
func (s *Server) alreadyAnswered(c echo.Context) error {
	return finish(c, nil, outcome{flash: "flash.desk_answered_already", to: paths.Case(c.Request().Context(), c.Param("number"), "")})
}

// saveAnswer saves the form as the draft of the body. Invalid fields are saved too; the
// draft is validated before publication.
func (s *Server) saveAnswer(c echo.Context) error {
	ctx := c.Request().Context()
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	by := officialOf(c, st.BodyID)
	values, stale, refused, err := s.uploadAnswer(c, st.AppealID, by)
	if errors.Is(err, models.ErrState) {
		return s.alreadyAnswered(c)
	}
	if err != nil {
		return err
	}
	if has(values, "remove") && !stale {
		if err := s.store.DropAnswerPictures(ctx, st.AppealID, by, values["remove"]); err != nil {
			return err
		}
	}
	if stale || refused != nil {
		return s.answerAgain(c, readAnswer(values), refused, stale)
	}
	if values.Get("go") == "preview" {
		return c.Redirect(http.StatusSeeOther, paths.Case(ctx, c.Param("number"), "answer/preview"))
	}
	return finish(c, nil, outcome{flash: "flash.desk_saved", to: paths.Case(ctx, c.Param("number"), "answer")})
}

// uploadAnswer saves the fields and the pictures of the form. stale reports that another
// official has saved the draft since; then the fields are not saved. refused reports rejected
// pictures.
func (s *Server) uploadAnswer(c echo.Context, appeal int64, by models.Official) (values url.Values, stale bool, refused *models.Problem, err error) {
	ctx := c.Request().Context()
	version := 0
	refused, err = readUpload(c, models.MaxPictures, func(v url.Values) (err error) {
		if values == nil { // a form with files is saved twice, the second time over the first version
			version = formVersion(v)
		}
		if values = v; stale {
			return nil
		}
		version, err = s.store.SaveAnswerDraft(ctx, appeal, by, version, readAnswer(v))
		if errors.Is(err, models.ErrStale) {
			stale, err = true, nil
		}
		return err
	}, func(file []byte) error {
		return s.store.AddAnswerPicture(ctx, appeal, by, file)
	})
	return values, stale, refused, err
}

// answerAgain shows the submitted form again: with the conflicting draft of another
// official (409), or with the problems of pictures (422).
func (s *Server) answerAgain(c echo.Context, form models.AnswerForm, refused *models.Problem, stale bool) error {
	appeal, err := s.answerableCase(c)
	if err != nil {
		return err
	}
	page := desk.AnswerEditPage{Case: appeal, Form: form, Invalid: models.Invalid{}}
	if refused != nil {
		page.Invalid["pictures"] = *refused
	}
	if appeal.Draft != nil {
		page.Version, page.Form.Pictures = appeal.Draft.Version, appeal.Draft.Form.Pictures
	}
	status := http.StatusUnprocessableEntity
	if stale {
		page.Theirs, status = appeal.Draft, http.StatusConflict
		if page.Theirs == nil { // published or deleted by another official: saving starts a new draft
			page.Theirs = &models.AnswerDraft{At: s.store.Now()}
		}
	}
	return s.render(c, status, desk.AnswerEdit(page))
}

func readAnswer(v url.Values) models.AnswerForm {
	f := models.AnswerForm{Cost: v.Get("cost"), Sum: v.Get("sum"), AnswerText: models.AnswerText{
		Found: v.Get("found"), Action: v.Get("action"), Responsible: v.Get("responsible"), Funding: v.Get("funding"),
		Refusal: has(v, "refusal"), Law: v.Get("law"), Complaint: v.Get("complaint"), Obstacle: v.Get("obstacle")}}
	for i := range f.Promises {
		text, due := models.PromiseFields(i)
		f.Promises[i] = models.PromiseForm{Text: v.Get(text), Due: v.Get(due)}
	}
	for name := range v {
		if digest, ok := strings.CutPrefix(name, "alt-"); ok {
			f.Pictures = append(f.Pictures, models.DraftPicture{Digest: digest, Alt: v.Get(name)})
		}
	}
	return f
}

// showAnswerPreview shows the draft as it will be published.
func (s *Server) showAnswerPreview(c echo.Context) error {
	appeal, err := s.answerableCase(c)
	if errors.Is(err, models.ErrState) {
		return s.alreadyAnswered(c)
	}
	if err != nil {
		return err
	}
	preview, err := s.store.PreviewAnswer(c.Request().Context(), appeal)
	if errors.Is(err, models.ErrNotFound) {
		return c.Redirect(http.StatusSeeOther, paths.Case(c.Request().Context(), appeal.Number, "answer"))
	}
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, desk.AnswerPreview(desk.AnswerPreviewPage{Case: appeal, Preview: preview}))
}

// answerAction is an action of an official on the draft of an answer.
type answerAction struct {
	do    func(s *models.Store, ctx context.Context, appeal int64, by models.Official, version int) error
	flash string // message on the next page
}

// answerActions are the actions by the last part of their address.
var answerActions = map[string]answerAction{
	"hand": {(*models.Store).HandAnswerDraft, "flash.desk_handed"}, // notifies the head that it is ready to publish
	"publish": {func(s *models.Store, ctx context.Context, appeal int64, by models.Official, version int) error {
		_, err := s.PublishAnswerDraft(ctx, appeal, by, version)
		return err
	}, "flash.desk_answered"},
}

// changeAnswerDraft returns the handler of an action on the version of the draft that the
// official has previewed.
func (s *Server) changeAnswerDraft(name string) echo.HandlerFunc {
	action := answerActions[name]
	return func(c echo.Context) error {
		ctx, number := c.Request().Context(), c.Param("number")
		st, err := s.standing(c)
		if err != nil {
			return err
		}
		err = action.do(s.store, ctx, st.AppealID, officialOf(c, st.BodyID), formNumber(c.FormValue("version")))
		switch {
		case errors.Is(err, models.ErrState):
			return s.alreadyAnswered(c)
		case errors.Is(err, models.ErrStale):
			return finish(c, nil, outcome{flash: "flash.desk_draft_changed", to: paths.Case(ctx, number, "answer/preview")})
		}
		return finish(c, err, outcome{
			flash: action.flash, to: paths.Case(ctx, number, ""),
			again: func(in models.Invalid) error { return s.answerInvalid(c, in) },
		})
	}
}

// answerInvalid shows the form of the draft with its problems.
func (s *Server) answerInvalid(c echo.Context, problems models.Invalid) error {
	appeal, err := s.answerableCase(c)
	if err != nil {
		return err
	}
	page := desk.AnswerEditPage{Case: appeal, Invalid: problems}
	if appeal.Draft != nil {
		page.Version, page.Form = appeal.Draft.Version, appeal.Draft.Form
	}
	return s.render(c, http.StatusUnprocessableEntity, desk.AnswerEdit(page))
}

// readAnswerSoFar rates how concrete the unfinished answer is. It saves nothing.
func (s *Server) readAnswerSoFar(c echo.Context) error {
	appeal, err := s.answerableCase(c)
	if err != nil {
		return err
	}
	form, err := formParams(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, desk.AnswerReading(desk.AnswerEditPage{Case: appeal, Form: readAnswer(form)}))
}
