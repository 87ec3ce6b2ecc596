package handlers_test

import (
	"net/http"
	"testing"

	"jauap/models"
)

// TestModeratingParts: a moderator hides a picture and masks a text of an answer; the public
// page shows the reason.
func TestModeratingParts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	id, number := o.appeal(false)
	_, err := o.store.PublishAnswer(t.Context(), id, models.Official{BodyID: o.body}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жамалды.", Responsible: "Бригадир 87011234567"},
		Proof: []models.NewPicture{{Image: seen(t, 3, 90), Alt: "Жамалған жол"}}})
	o.must(err)
	v := o.official("moderator", 0)
	public, page := "/kk/appeals/"+number, "/kk/moderation/appeals/"+number+"/parts"
	v.get("/kk/moderation/appeals/"+number).has("a[href='"+page+"']", "Суреттер")
	a := v.get(page).wants(http.StatusOK).has("mark", "87011234567").has("details[open]", "Дербес деректерді жасыру")
	checkPage(t, page, a.doc())

	digest := a.doc().Find(".part input[name=part]").AttrOr("value", "")
	photo := "/media/" + digest + "-small.jpg"
	o.get(photo).wants(http.StatusOK)
	v.post(page+"/hide", "part", digest).wants(http.StatusUnprocessableEntity).has("#"+digest+"-reason-problem", "таңдаңыз")
	v.post(page+"/hide", "part", digest, digest+"-reason", "personal_data").to(page)
	o.get(photo).wants(http.StatusNotFound)
	v.get(photo).wants(http.StatusOK)
	o.get(public).wants(http.StatusOK).has(".picture-hidden", "Дербес деректер бар").lacks("img[src='"+photo+"']").has(".timeline", "бір суретті жасырды")
	o.get("/kk/moderation-log").has("main", "Сурет жасырылды")
	v.post(page+"/hide", "part", digest, digest+"-reason", "spam").wants(http.StatusConflict)
	v.post(page+"/restore", "part", digest).to(page)
	o.get(photo).wants(http.StatusOK)

	text := a.doc().Find(".part__text:has(mark) input[name=part]").AttrOr("value", "")
	proposal := a.doc().Find(".part__text:has(mark) textarea").Text()
	v.post(page+"/mask", "part", text, text+"-text", "Бәрі жақсы").wants(http.StatusUnprocessableEntity).has("#"+text+"-text-problem", "тік жақша").has("#"+text+"-text", "Бәрі жақсы")
	v.post(page+"/mask", "part", text, text+"-text", proposal).to(page)
	v.post(page+"/mask", "part", text, text+"-text", proposal).wants(http.StatusConflict)
	o.get(public).wants(http.StatusOK).has(".answer", "Бригадир [жасырылды: телефон]")
	o.get("/kk/moderation-log").has("main", "Басқа мәтіндегі")
}
