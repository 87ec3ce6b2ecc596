package handlers_test

import (
	"bytes"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jauap/handlers"
	"jauap/models"
	"jauap/models/admin"
)

// sendAgain submits the saved form on a page unchanged.
func (v *visitor) sendAgain(a answer) answer {
	v.t.Helper()
	form := a.doc().Find("section form[method=post]")
	action, _ := form.Attr("action")
	var fields []string
	for _, e := range form.Find("input[name], textarea[name]").EachIter() {
		name, _ := e.Attr("name")
		value, _ := e.Attr("value")
		if e.Is("textarea") {
			value = e.Text()
		}
		fields = append(fields, name, value)
	}
	return v.post(action, fields...)
}

// TestSubmittedForm: a form that is rejected because the portal is read-only is shown on the
// error page and can be sent again from there.
func TestSubmittedForm(t *testing.T) {
	var log bytes.Buffer
	base := newSite(t)
	s := base.with(func(c *handlers.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	public := "/kk/appeals/" + s.fillAppeals(1)
	resident := s.resident(t, 7)
	turn := func(on bool) {
		t.Helper()
		if err := admin.New(s.store).Turn(t.Context(), s.id("resident7@example.kz"), models.ReadOnly, on); err != nil {
			t.Fatal(err)
		}
	}

	turn(true)
	const words = "Бізде де <b>солай</b> & \"бұрыннан\"\nекінші жол"
	a := resident.post(public+"/comments", "text", words, "token", "құпия сөз").wants(http.StatusServiceUnavailable)
	checkPage(t, public, a.doc())
	if got := a.doc().Find("textarea[name=text]").Text(); got != words {
		t.Errorf("shown text: %q", got)
	}
	if strings.Contains(a.Body.String(), "құпия") {
		t.Error("the page shows a secret")
	}
	again := resident.sendAgain(a).wants(http.StatusServiceUnavailable) // still read-only
	short := resident.post(public+"/comments", "text", "Ok").wants(http.StatusServiceUnavailable).has("textarea[name=text]", "Ok")
	checkPage(t, public, short.doc())
	resident.post(public + "/voice").wants(http.StatusServiceUnavailable).lacks("textarea")
	resident.post("//evil.example/x", "text", "сөз").lacks("form[action*=evil]")

	// of a form with files only the texts
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("title", filedTitle)
	_ = form.WriteField("kind", "message")
	file, _ := form.CreateFormFile("pictures", "IMG.jpg")
	_, _ = file.Write(bytes.Repeat([]byte{0xff, 0xd8, 0}, 1<<20))
	_ = form.WriteField("body", filedBody)
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, "/kk/appeals/new/text", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	a = resident.do(r).wants(http.StatusServiceUnavailable).has("textarea[name=title]", filedTitle).has("textarea[name=body]", "Түнде көрінбейді")
	if kind, _ := a.doc().Find("input[type=hidden][name=kind]").Attr("value"); kind != "message" || a.Body.Len() > 64<<10 {
		t.Errorf("kind %q, page of %d bytes", kind, a.Body.Len())
	}
	// malformed and too long forms
	r = httptest.NewRequest(http.MethodPost, "/kk/appeals/new/text", strings.NewReader("--x\r\nbroken"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	resident.do(r).wants(http.StatusServiceUnavailable).lacks("textarea")
	if a = resident.post(public+"/comments", "text", strings.Repeat("ұзақ ", 1<<19)).wants(http.StatusServiceUnavailable); a.Body.Len() > 64<<10 {
		t.Errorf("page of %d bytes", a.Body.Len())
	}

	turn(false)
	resident.sendAgain(again).to(public)
	resident.get(public).wants(http.StatusOK).has(".comment", "бұрыннан")
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("a switch is logged as an error:\n%s", log.String())
	}
}
