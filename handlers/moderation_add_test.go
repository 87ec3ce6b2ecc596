package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestModerateAdditions: text that the author adds during moderation is shown to the
// moderator, can be masked there, and is not published unread.
func TestModerateAdditions(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	author := s.resident(t, 1)
	number := s.waiting(t, s.id("resident1@example.kz"), "Көше бойында терең шұңқыр бар.")[0]
	page, own := "/kk/moderation/appeals/"+number, "/kk/appeals/"+number
	v := s.appointed(t, "moderator@example.kz", "moderator", nil)
	version := func() string {
		seen, _ := v.get(page).wants(http.StatusOK).doc().Find(`form[action$="/publish"] input[name=version]`).Attr("value")
		return seen
	}
	before := version()
	author.post(own+"/author/add", "text", "Хабарласыңыз: 87011234567, кешке.").to(own)
	v.post(page+"/publish", "version", before).wants(http.StatusConflict)
	v.post(page + "/publish").wants(http.StatusBadRequest)

	v.get(page).has(".review__text mark", "87011234567").has(".review__acts", "Телефон нөмірі").
		has(`.review__text a[href="`+page+`/parts"]`, "Дербес деректерді жасыру")
	a := v.get(page+"/parts").wants(http.StatusOK).has("details[open]", "Дербес деректерді жасыру")
	field := a.doc().Find("details[open] textarea")
	name, _ := field.Attr("name")
	if field.Text() != "Хабарласыңыз: [жасырылды: телефон], кешке." {
		t.Errorf("proposed: %q", field.Text())
	}
	v.post(page+"/parts/mask", "part", strings.TrimSuffix(name, "-text"), name, field.Text()).to(page + "/parts")
	v.post(page+"/publish", "version", version()).to("/kk/moderation")
	if body := s.get(own).wants(http.StatusOK).has(".timeline", "[жасырылды: телефон]").Body.String(); strings.Contains(body, "87011234567") {
		t.Error("the telephone number is public")
	}
	author.post(own+"/author/add", "text", "Телефон: 87011234567").wants(http.StatusUnprocessableEntity).
		has("#text-problem", "87011234567").has("#text", "Телефон: 87011234567")
	s.get("/kk/rules").has("main", "алдымен оларды алып тастау керек")
}
