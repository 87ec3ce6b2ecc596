package handlers_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"net/http"
	"testing"

	"jauap/models"
)

// seen returns a JPEG with random rectangles, a different one for each seed.
func seen(t *testing.T, seed uint64, quality int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 2))
	m := image.NewGray(image.Rect(0, 0, 480, 360))
	for range 50 {
		x, y := r.IntN(480), r.IntN(360)
		draw.Draw(m, image.Rect(x, y, x+20+r.IntN(150), y+20+r.IntN(120)), image.NewUniform(color.Gray{uint8(r.IntN(256))}), image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// answered publishes an appeal and an answer with a promise.
func (o *officeSite) answered() (id int64, number string, promise int64) {
	o.t.Helper()
	id, number = o.appeal(false)
	_, err := o.store.PublishAnswer(o.t.Context(), id, models.Official{BodyID: o.body}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жамалады."},
		Promises: []models.NewPromise{{Text: "Шұңқырды жамау", Due: today().AddDays(5)}}})
	o.must(err)
	return id, number, int64(o.count(`select max(id) from promises`))
}

// voiced returns a signed-in user who has given an appeal a voice.
func (o *officeSite) voiced(appeal int64, level, n int) *visitor {
	o.t.Helper()
	email := fmt.Sprintf("voice%d@example.kz", n)
	user := o.newUser(o.t.T, email)
	o.sql(`update users set level = ?, iin_hash = case when ? >= 2 then ?::bytea end where id = ?`, level, level, email, user)
	o.must(o.store.CastVoice(o.t.Context(), appeal, user))
	v := o.visitor()
	v.from = fmt.Sprintf("192.0.2.%d:1", 100+n)
	v.signInByMail(email)
	return v
}

// TestVoiceVerdicts: a verified user who gave a voice may give one verdict. Unverified users
// see why they cannot, and the author has another form.
func TestVoiceVerdicts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	id, number, _ := o.answered()
	page, act := "/kk/appeals/"+number, "/kk/appeals/"+number+"/verdict"
	checked, mailOnly := o.voiced(id, 2, 1), o.voiced(id, 1, 2)
	o.get(page).wants(http.StatusOK).lacks(".verdicts form")
	mailOnly.get(page).has(".verdicts", "жеке басы расталған тұрғындар ғана").lacks(".verdicts form")
	mailOnly.post(act, "verdict", "solved").wants(http.StatusForbidden)
	o.resident.get(page).lacks(".verdicts form").has("#voice", "Сіз – өтініш иесісіз")
	o.resident.post(act, "verdict", "solved").wants(http.StatusForbidden)
	checked.get(page).has(".verdicts form button[value=unsolved]", "Жоқ, шешілмеді")
	checked.post(act).wants(http.StatusUnprocessableEntity)
	checked.post(act, "verdict", "partly").wants(http.StatusUnprocessableEntity)
	checked.post(act, "verdict", "unsolved").to(page + "#verdicts")
	checked.post(act, "verdict", "unsolved").to(page + "#verdicts") // repeated request
	checked.get(page).has(".verdicts", "Сіздің бағаңыз: Шешілмеді").lacks(".verdicts form")
	o.get(page).has(".verdicts", "Шешілмеді: 1").has(".verdicts", "Шешілді: 0")
	if n := o.count(`select count(*) from verdicts`); n != 1 {
		t.Errorf("%d verdicts", n)
	}
}

// TestVerdictWithPictures: pictures uploaded with a rejected form need no second upload and
// are shown with the verdict. The page says that the appeal was reopened.
func TestVerdictWithPictures(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, number, _ := o.answered()
	page, act := "/kk/appeals/"+number, "/kk/appeals/"+number+"/author/judge"
	refused := o.resident.sendPicture(act, seen(t, 1, 90), "verdict", "unsolved", "text", "").wants(http.StatusUnprocessableEntity).
		has("#text-problem", "толтырыңыз").has("form .chip", "Жүктелген сурет: 1")
	kept := refused.doc().Find("input[name=kept]").AttrOr("value", "")
	o.resident.sendPicture(act, []byte("%PDF-1.7"), "verdict", "unsolved", "text", "Бәрі бұрынғыдай.", "kept", kept).
		wants(http.StatusUnprocessableEntity).has("#pictures-problem", "").has("textarea", "Бәрі бұрынғыдай.").has("form .chip", "Жүктелген сурет: 1")
	o.resident.sendPicture(act, []byte("%PDF-1.7"), "verdict", "unsolved", "text", "").
		has("#pictures-problem", "JPEG").has("#text-problem", "толтырыңыз") // both problems
	o.resident.post(act, "verdict", "unsolved", "text", "Бәрі бұрынғыдай.", "kept", kept).to(page)
	o.resident.post(act, "verdict", "unsolved", "text", "Бәрі бұрынғыдай.", "kept", kept).to(page)
	o.get(page).has(".verdicts blockquote", "Бәрі бұрынғыдай.").has(".verdicts .gallery a[href*="+kept+"]", "").has(".appeal__status", "1 рет қайта ашылды")
	o.get("/media/" + kept + "-small.jpg").wants(http.StatusOK)
}

// TestKeptPromise: a promise is marked as kept with a picture. If the picture was published
// before, the official is warned first and everyone sees it later. The author and users who
// gave a voice confirm or deny that the promise was kept.
func TestKeptPromise(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, first, promise := o.answered()
	keep := func(number string, promise int64) string {
		return fmt.Sprintf("/kk/desk/appeals/%s/promises/%d/keep", number, promise)
	}
	field := func(name string, promise int64) string { return fmt.Sprintf("%s_%d", name, promise) }
	o.head.post(keep(first, promise), field("keep", promise), "").wants(http.StatusUnprocessableEntity).has("#"+field("keep", promise)+"-problem", "толтырыңыз")
	o.head.sendPicture(keep(first, promise), seen(t, 2, 90), field("keep", promise), "").to("/kk/desk/appeals/" + first)
	o.get("/kk/appeals/"+first).has(".promise .gallery img", "").lacks(".repeat")

	id, number, promise := o.answered()
	page := "/kk/appeals/" + number
	warned := o.head.sendPicture(keep(number, promise), seen(t, 2, 40), field("keep", promise), "Жамалды.").wants(http.StatusUnprocessableEntity).
		has(".repeat a", first).has("textarea", "Жамалды.")
	kept := warned.doc().Find("input[name="+field("keep_kept", promise)+"]").AttrOr("value", "")
	o.head.post(keep(number, promise), field("keep", promise), "Жамалды.", field("keep_kept", promise), kept, field("keep_again", promise), "1").
		to("/kk/desk/appeals/" + number)
	o.get(page).has(".promise .repeat a", first).lacks(".confirm")

	// a user who became an official of the body is not asked
	hired := o.voiced(id, 2, 4)
	o.must(o.store.GrantRole(t.Context(), models.NewRole{UserID: int64(o.count(`select id from users where email = 'voice4@example.kz'`)), Role: "executor", BodyID: &o.body}))
	hired.get(page).lacks(".confirm").lacks("form[action$='/verdict']")

	neighbour := o.voiced(id, 1, 3)
	act := fmt.Sprintf("%s/promises/%d/confirmation", page, promise)
	neighbour.get(page).has(".confirm button[value=yes]", "Иә, орындалды")
	neighbour.post(act, "holds", "maybe").wants(http.StatusUnprocessableEntity)
	neighbour.post(act, "holds", "yes").to(page + "#answers")
	neighbour.post(act, "holds", "yes").to(page + "#answers")
	neighbour.get(page).lacks(".confirm")
	o.other.post(act, "holds", "yes").wants(http.StatusForbidden)
	o.resident.post(act, "holds", "no", fmt.Sprintf("text-%d", promise), "Шұңқыр <i>сол күйінде</i>.").to(page + "#answers")
	o.get(page).has(".promise .tag", "өтініш иесі олай деп санамайды").has(".promise blockquote", "<i>сол күйінде</i>").
		has(".promise", "орындалды – 1, орындалған жоқ – 0").has(".timeline", "уәде орындалмаған")
	o.get(fmt.Sprintf("/kk/bodies/%d/promises?view=kept", o.body)).has(".promise .tag", "өтініш иесі олай деп санамайды").has(".promise a", number)
	o.get("/kk/promises?view=broken").wants(http.StatusOK).has("main", "Мұндай уәде жоқ")
	o.get("/kk/promises?view=none").wants(http.StatusBadRequest)
	o.get("/kk/bodies/99999/promises").wants(http.StatusNotFound)
}

// TestShowAgain: an author publishes again an appeal that they have hidden.
func TestShowAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, number := o.appeal(false)
	page := "/kk/appeals/" + number
	o.resident.post(page + "/author/hide").to(page)
	o.get(page).wants(http.StatusGone)
	o.resident.get(page).has(".author__acts", "Қайтадан жариялау")
	o.resident.post(page + "/author/show").to(page)
	o.get(page).wants(http.StatusOK)
	o.resident.post(page + "/author/show").wants(http.StatusConflict)
}
