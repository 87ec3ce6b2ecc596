package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"jauap/handlers/jobs"
	"jauap/models"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	insert "jauap/models/modelstest/village"
	"jauap/models/notice"
)

// officeSite is a site with one district, two rural offices and their officials, all signed
// in. Its appeals are in Састөбе.
type officeSite struct {
	site
	head, executor, superior, other, resident *visitor
	author                                    int64
	body, otherBody, district                 int64
}

func newOffice(t *testing.T) *officeSite {
	t.Helper()
	db := dbtest.Filled(t, "village", func(ctx context.Context, db *database.DB) error {
		store, err := models.Open(ctx, db, models.FixedClock(noon))
		if err != nil {
			return err
		}
		if err := insert.Insert(ctx, store.Session().Exec); err != nil {
			return err
		}
		return store.EnsureBodies(ctx)
	})
	o := &officeSite{site: serve(t, db)}
	for place, id := range map[string]*int64{"616059000": &o.body, "616037000": &o.otherBody, "616000000": &o.district} {
		b, err := o.store.BodyOf(t.Context(), place, "")
		o.must(err)
		*id = b.ID
	}
	o.head, o.executor = o.official("head", o.body), o.official("executor", o.body)
	o.superior, o.other = o.official("head", o.district), o.official("head", o.otherBody)
	o.author = o.newUser(t, "resident@example.kz")
	o.resident = o.visitor()
	o.resident.signInByMail("resident@example.kz")
	return o
}

func (o *officeSite) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// official returns a signed-in official. They are a demo user, who needs no second factor.
func (o *officeSite) official(role string, body int64) *visitor {
	o.t.Helper()
	email := fmt.Sprintf("%s%d@example.kz", role, body)
	id, err := o.store.CreateUser(o.t.Context(), models.NewUser{GivenName: "Марат", Email: email, Level: 1, Demo: true})
	o.must(err)
	holds := models.NewRole{UserID: id, Role: role, BodyID: &body}
	if body == 0 { // a role of the portal
		holds.BodyID = nil
	}
	o.must(o.store.GrantRole(o.t.Context(), holds))
	v := o.visitor()
	v.from = fmt.Sprintf("192.0.2.%d:1", id%200+1)
	v.signInByMail(email)
	return v
}

// appeal publishes an appeal in Састөбе.
func (o *officeSite) appeal(private bool) (id int64, number string) {
	o.t.Helper()
	filed, err := o.store.SubmitAppeal(o.t.Context(), models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000",
		AuthorID: o.author, Lang: "kk", Title: "Терең шұңқыр", Text: "Көше бойында терең шұңқыр бар.", Private: private})
	o.must(err)
	o.must(o.store.PublishAppeal(o.t.Context(), filed.ID, o.author))
	return filed.ID, filed.Number
}

func (o *officeSite) count(sql string, args ...any) (n int) {
	o.t.Helper()
	o.must(o.db.Gorm.Raw(sql, args...).Scan(&n).Error)
	return n
}

// TestDeskPermissions: the permissions of each role on public and private appeals.
func TestDeskPermissions(t *testing.T) {
	o := newOffice(t)
	_, public := o.appeal(false)
	_, private := o.appeal(true)
	who := map[string]*visitor{"head": o.head, "executor": o.executor, "superior": o.superior, "other": o.other, "resident": o.resident}
	type want map[string]int
	for _, test := range []struct {
		method, path string
		want         want
	}{
		{"GET", "/kk/desk", want{"head": 200, "executor": 200, "superior": 200, "other": 200, "resident": 403}},
		{"GET", "/kk/desk?body=" + fmt.Sprint(o.body), want{"head": 200, "executor": 200, "superior": 403, "other": 403, "resident": 403}},
		{"GET", "/kk/desk?view=gone", want{"head": 400, "resident": 403}},
		{"GET", "/kk/desk?after=x", want{"head": 400}},
		{"GET", "/kk/desk?body=x", want{"head": 404}},
		{"GET", "/kk/desk/appeals/" + public, want{"head": 200, "executor": 200, "superior": 200, "other": 403, "resident": 403}},
		{"GET", "/kk/desk/appeals/" + private, want{"head": 200, "executor": 200, "superior": 200, "other": 404, "resident": 403}},
		{"GET", "/kk/desk/appeals/2026-999999", want{"head": 404, "other": 404}},
		{"GET", "/kk/desk/appeals/" + public + "/answer", want{"head": 200, "executor": 200, "superior": 403, "other": 403}},
		{"GET", "/kk/desk/appeals/" + public + "/answers/1", want{"head": 404, "other": 403}},
		{"POST", "/kk/desk/appeals/" + public + "/take-up", want{"superior": 403, "other": 403, "resident": 403}},
		{"POST", "/kk/desk/appeals/" + private + "/take-up", want{"superior": 403, "other": 404}},
		{"POST", "/kk/desk/appeals/" + public + "/extend", want{"executor": 403, "superior": 403, "other": 403, "head": 422}},
		{"POST", "/kk/desk/appeals/" + public + "/redirect", want{"executor": 422, "superior": 403, "other": 403, "head": 422}},
		{"POST", "/kk/desk/appeals/" + public + "/answer", want{"superior": 403, "other": 403, "resident": 403}},
		{"POST", "/kk/desk/appeals/" + public + "/answer/publish", want{"executor": 403, "superior": 403, "other": 403}},
		{"POST", "/kk/desk/appeals/" + public + "/promises/1/keep", want{"head": 404, "other": 403}},
		{"GET", "/kk/desk/works", want{"head": 200, "executor": 200, "resident": 403}},
		{"GET", "/kk/desk/works/new", want{"head": 200, "executor": 200, "resident": 403}},
		{"GET", "/kk/desk/works/1", want{"head": 404}},
	} {
		for name, status := range test.want {
			var a answer
			if test.method == "GET" {
				a = who[name].get(test.path)
			} else {
				a = who[name].post(test.path)
			}
			if a.Code != status {
				t.Errorf("%s %s as %s: %d, want %d", test.method, test.path, name, a.Code, status)
			}
		}
	}
	o.visitor().get("/kk/desk").to("/kk/sign-in?next=")
	if n := o.count(`select count(*) from events where kind not in ('submitted', 'published', 'accepted', 'role_given')`); n != 0 {
		t.Errorf("%d events of refused actions", n)
	}
	o.head.get("/kk/desk/appeals/"+private).has("main", "жеке мәселе")
	o.superior.get("/kk/desk/appeals/"+public).has("main", "тек оқи аласыз").lacks("form[action$='/take-up']")
	o.head.get("/ru/appeals/"+public).has("main a.ds-button", "Открыть рабочую страницу").has("header nav", "Рабочий стол")
	o.other.get("/ru/appeals/" + public).lacks("main a[href*='/desk/']")
	o.get("/kk/appeals/" + public).lacks("a[href*='/desk']")
}

// TestDeskViews: the views of the desk follow the status of an appeal.
func TestDeskViews(t *testing.T) {
	o := newOffice(t)
	_, one := o.appeal(false)
	_, two := o.appeal(true)
	o.head.get("/kk/desk?view=new").has(".desk__rows", one).has(".desk__rows", two).has("[aria-current=true]", "Жаңа (2)")
	o.superior.get("/kk/desk?view=below").has(".desk__rows", one).lacks("input[type=checkbox]")
	o.superior.get("/kk/desk").lacks(".desk__row")
	o.other.get("/kk/desk?view=new").lacks(".desk__row")

	// one button takes up all selected appeals; one that was taken up before is no error
	o.executor.post("/kk/desk/appeals/" + one + "/take-up").to("/kk/desk/appeals/" + one)
	o.head.post("/kk/desk/take-up", "body", fmt.Sprint(o.body), "view", "new", "number", one, "number", two).to("/kk/desk?body=")
	o.head.get("/kk/desk").has(".notice", "бір бөлігі")
	o.head.get("/kk/desk?view=new").lacks(".desk__row")
	o.other.post("/kk/desk/take-up", "body", fmt.Sprint(o.body), "number", one).wants(http.StatusForbidden)
	if n := o.count(`select count(*) from events where kind = 'taken_up'`); n != 2 {
		t.Errorf("%d taken up, want 2", n)
	}

	// a rejected form shows the submitted text, with problems beside the fields
	o.head.post("/kk/desk/appeals/"+one+"/redirect", "redirect_to", fmt.Sprint(o.district), "redirect_text", "Аудандық жол").
		wants(http.StatusUnprocessableEntity).has("#redirect_reason-problem", "таңдаңыз").has("#redirect_text", "Аудандық жол")
	o.head.post("/kk/desk/appeals/"+one+"/ask", "ask_text", " ").wants(http.StatusUnprocessableEntity).has("#ask_text-problem", "толтырыңыз")
	o.head.post("/kk/desk/appeals/"+one+"/extend", "extend_to", "2026-10-33", "extend_reason", "Сараптама").wants(http.StatusUnprocessableEntity).
		has("#extend_to-problem", "").has("#extend_reason", "Сараптама")
	o.head.post("/kk/desk/appeals/"+one+"/ask", "ask_text", "Қай үйдің тұсы?").to("/kk/desk/appeals/" + one)
	o.get("/kk/appeals/"+one).has("#main", "Қай үйдің тұсы?")
	o.head.post("/kk/desk/appeals/"+one+"/extend", "extend_to", "2026-11-10", "extend_reason", "Сараптама").to("/kk/desk/appeals/" + one)

	// a redirected appeal moves to the desk of the other office
	o.head.post("/kk/desk/appeals/"+two+"/redirect", "redirect_to", fmt.Sprint(o.otherBody), "redirect_reason", "not_competent").
		wants(http.StatusUnprocessableEntity).has("#redirect_to-problem", "таңдаңыз")
	o.head.post("/kk/desk/appeals/"+two+"/redirect", "redirect_to", fmt.Sprint(o.district), "redirect_reason", "not_competent").to("/kk/desk")
	o.head.get("/kk/desk/appeals/" + two).wants(http.StatusNotFound)
	o.superior.get("/kk/desk?view=new").has(".desk__rows", two)
}

// TestAnswer: an executor drafts an answer and hands it over; the head previews and publishes
// it.
func TestAnswer(t *testing.T) {
	o := newOffice(t)
	id, number := o.appeal(false)
	form := "/kk/desk/appeals/" + number + "/answer"
	o.step("empty form", func(t *testing.T) {
		page := o.executor.get(form).wants(http.StatusOK).has("#complaint", "үш ай ішінде")
		if v, _ := page.doc().Find("#responsible").Attr("value"); v == "" {
			t.Error("the post of the head is not filled in")
		}
	})
	o.step("invalid draft", func(t *testing.T) {
		// drafts are saved with invalid fields too
		wrong := []string{"found", "Шұңқыр бар", "cost", "sum", "sum", "көп", "promise_text_2", "Жамалады", "refusal", "1"}
		o.executor.post(form, append(wrong, "version", "0", "go", "preview")...).to(form + "/preview")
		o.executor.get(form+"/preview").has(".notice", "Соманы цифрмен").has(".notice", "Не істелді және не істеледі. Бұл өрісті толтырыңыз").lacks("form[action$='/hand'], form[action$='/publish']")
		o.executor.get(form).has("#found", "Шұңқыр бар").has("#promise_text_2, main", "")
		o.head.post(form+"/publish", "version", "1").wants(http.StatusUnprocessableEntity).
			has("[role=alert]", "Құқықтық норма. Бұл өрісті толтырыңыз").has("#action-problem", "толтырыңыз").has("#sum-problem", "цифрмен").has("#law-problem", "толтырыңыз").has("#promise_due_2-problem", "").has("#found", "Шұңқыр бар")
	})

	o.step("draft and hand over", func(t *testing.T) {
		right := []string{"found", "Шұңқыр бар", "action", "Шұңқыр жамалады", "responsible", "Бас маман", "cost", "sum", "sum", "1 250 000",
			"funding", "Округ бюджеті", "complaint", "Шағым бере аласыз", "promise_text_2", "Жамалады", "promise_due_2", "2026-11-20"}
		o.executor.post(form, append(right, "version", "1", "go", "preview")...).to(form + "/preview")
		o.executor.get(form+"/preview").has(".answer", "1\u00a0250\u00a0000").has(".answer", "Жамалады").lacks("form[action$='/publish']")
		o.executor.post(form+"/hand", "version", "2").to("/kk/desk/appeals/" + number)
		o.head.get("/kk/desk?view=handed").has(".desk__rows", number)
		_, err := notice.New(o.store).NoticeEvents(t.Context())
		o.must(err)
		opens, _ := o.head.get("/kk/inbox").has("main", "Жауап қол қоюыңызға берілді").doc().Find("main a:contains('қол қоюыңызға')").Attr("href")
		o.head.get(opens).to(form + "/preview")
		o.executor.get("/kk/inbox").lacks("a:contains('қол қоюыңызға')")
		o.head.get("/kk/desk/appeals/"+number).has(".notice a[href$='/answer/preview']", "Алдын ала қарау")
		o.get("/kk/appeals/" + number).lacks(".answer")
	})

	o.step("publish once", func(t *testing.T) {
		// only the previewed version is published, and repeated requests publish it once
		o.head.post(form+"/publish", "version", "1").to(form + "/preview")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				v := *o.head
				v.cookies = map[string]string{"__Host-session": o.head.cookies["__Host-session"]}
				v.post(form+"/publish", "version", "2").wants(http.StatusSeeOther)
			})
		}
		wg.Wait()
		if n := o.count(`select count(*) from answers where appeal_id = ?`, id); n != 1 {
			t.Fatalf("%d answers, want 1", n)
		}
		if n := o.count(`select count(*) from answer_drafts`); n != 0 {
			t.Error("the draft was not deleted")
		}
		o.get("/kk/appeals/"+number).has(".answer", "Шұңқыр жамалады").has(".answer", "Жамалады").lacks(".answer .revisions")
		o.head.get(form).to("/kk/desk/appeals/" + number)
	})

	o.step("move and keep the promise", func(t *testing.T) {
		var promise int64
		o.must(o.db.Gorm.Raw(`select id from promises`).Scan(&promise).Error)
		p := fmt.Sprintf("/kk/desk/appeals/%s/promises/%d", number, promise)
		o.head.post(p+"/move", fmt.Sprintf("move_to_%d", promise), "2026-11-01").wants(http.StatusUnprocessableEntity).has(fmt.Sprintf("#move_reason_%d-problem", promise), "")
		o.other.post(p + "/keep").wants(http.StatusForbidden)
		o.sql(`update promises set moved = ?`, models.MostMoves) // the page shows the reason instead of the form
		o.head.get("/kk/desk/appeals/"+number).lacks(fmt.Sprintf("form[action$='/promises/%d/move']", promise)).has(".explain__text > p", "Уәде ең көбі 2 рет шегеріледі")
		o.sql(`update promises set moved = 0`)
		o.head.get("/kk/desk?view=promised").has(".desk__promise", "Жамалады")
		o.executor.post(p+"/keep", fmt.Sprintf("keep_%d", promise), "Қабылдау актісі № 5, 19 қараша").to("/kk/desk/appeals/" + number)
		o.head.get("/kk/desk?view=promised").lacks(".desk__row")
	})

	o.step("correct", func(t *testing.T) {
		// a correction is public, with the difference
		var answerID int64
		o.must(o.db.Gorm.Raw(`select id from answers`).Scan(&answerID).Error)
		revise := fmt.Sprintf("/kk/desk/appeals/%s/answers/%d", number, answerID)
		o.executor.get(revise).wants(http.StatusForbidden)
		o.head.get(revise).wants(http.StatusOK).has("#action", "Шұңқыр жамалады")
		change := []string{"found", "Шұңқыр бар", "action", "Шұңқыр бітеледі", "responsible", "Бас маман", "revision", "0"}
		o.head.post(revise, change...).wants(http.StatusUnprocessableEntity).has("#note-problem", "").has("#action", "бітеледі")
		o.head.post(revise, append(change, "note", "Сөзі дәл емес еді")...).to("/kk/desk/appeals/" + number)
		o.head.post(revise, append(change, "note", "Тағы")...).wants(http.StatusConflict).has("#action", "бітеледі")
		o.get("/kk/appeals/"+number).has(".revisions del", "жамалады").has(".revisions ins", "бітеледі").has(".revisions", "Сөзі дәл емес еді")
	})
}

// TestDeskOfAPausedAppeal: the desk shows no deadline for an appeal with a paused clock.
func TestDeskOfAPausedAppeal(t *testing.T) {
	o := newOffice(t)
	id, number := o.appeal(false)
	o.head.get("/kk/desk").has(".desk__row .chip", "жұмыс күні қалды").has(".desk__row .chip", "Соңғы мерзімі")
	o.sql(`update appeals set paused_at = ? where id = ?`, noon, id)
	for _, a := range []answer{o.head.get("/kk/desk"), o.superior.get("/kk/desk?view=below")} {
		a.has(".desk__rows", number).has(".desk__row .chip", "тоқтатыла тұрды")
		if text := a.doc().Find(".desk__row").Text(); strings.Contains(text, "қалды") || strings.Contains(text, "Соңғы мерзімі") {
			t.Errorf("a paused appeal has a deadline: %s", text)
		}
	}
}

// TestAnswerConflict: if two officials save concurrently, the second gets both texts, and
// none is lost.
func TestAnswerConflict(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	form := "/ru/desk/appeals/" + number + "/answer"
	o.executor.post(form, "version", "0", "action", "Бірінші мәтін").to(form)
	a := o.head.post(form, "version", "0", "action", "Екінші мәтін", "promise_text_1", "Уәде").wants(http.StatusConflict).
		has("table.rows", "Бірінші мәтін").has("table.rows", "Екінші мәтін").has("#action", "Екінші мәтін").
		has("td[data-label='Сохранённый вариант']", "Бірінші мәтін").has("td[data-label='Ваш вариант']", "Екінші мәтін")
	if v, _ := a.doc().Find("input[name=version]").Attr("value"); v != "1" {
		t.Errorf("the form continues from version %q", v)
	}
	o.executor.get(form).has("#action", "Бірінші мәтін")
	o.head.post(form, "version", "1", "action", "Екеуі бірге").to(form)
	o.executor.get(form).has("#action", "Екеуі бірге")
}

// sendPicture sends a form with one file in the field pictures, which precedes the last other
// field, as in a browser.
func (v *visitor) sendPicture(path string, file []byte, fields ...string) answer {
	v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+2 < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	part, _ := w.CreateFormFile("pictures", "a.jpg")
	_, _ = part.Write(file)
	_ = w.WriteField(fields[len(fields)-2], fields[len(fields)-1])
	_ = w.Close()
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.RemoteAddr = v.from
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.do(r)
}

func jpegOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 60, 40)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAnswerPictures: a picture is saved with the draft and visible only to the office until
// the answer is published.
func TestAnswerPictures(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	form := "/kk/desk/appeals/" + number + "/answer"
	o.executor.sendPicture(form, []byte("no picture"), "version", "0", "action", "Жамалды", "go", "save").wants(http.StatusUnprocessableEntity).
		has("#pictures-problem", "JPEG").has("#action", "Жамалды")
	o.executor.sendPicture(form, jpegOf(t), "version", "2", "action", "Жамалды", "go", "save").to(form)
	src, ok := o.head.get(form).doc().Find(".uploads img").Attr("src")
	if !ok {
		t.Fatal("the form does not show the picture")
	}
	o.head.get(src).wants(http.StatusOK)
	o.superior.get(src).wants(http.StatusNotFound)
	o.get(src).wants(http.StatusNotFound)
	version, _ := o.head.get(form).doc().Find("input[name=version]").Attr("value")
	o.head.post(form, "version", version, "action", "Жамалды", "alt-"+strings.TrimSuffix(strings.TrimPrefix(src, "/media/"), "-small.jpg"), "Жамалған жер", "go", "preview").to(form + "/preview")
	version, _ = o.head.get(form+"/preview").has(".answer", "").doc().Find("input[name=version]").Attr("value")
	o.head.post(form+"/publish", "version", version).to("/kk/desk/appeals/" + number)
	o.get(src).wants(http.StatusOK)
	if alt, _ := o.get("/kk/appeals/" + number).doc().Find(".answer img").Attr("alt"); alt != "Жамалған жер" {
		t.Errorf("alt text %q", alt)
	}
}

// TestDeskWorks: an executor drafts an explanation, the head publishes it for a later day and
// corrects it with a note.
func TestDeskWorks(t *testing.T) {
	o := newOffice(t)
	id, number := o.appeal(false)
	fields := []string{"body", fmt.Sprint(o.body), "version", "0", "place_name", "Састөбе ауылдық округі", "category", "roads", "lang", "kk", "title", "Көше жөндеу",
		"text", "Жөндеу **басталды**.", "stage", "planned", "cost", "none", "appeals", number, "publish_on", "2026-10-20"}
	const draft = "/kk/desk/works/drafts/1"
	var digest string
	o.other.post("/kk/desk/works", fields...).wants(http.StatusForbidden)

	o.step("draft with problems", func(t *testing.T) {
		// invalid fields are saved, and reported before publication
		o.executor.sendPicture("/kk/desk/works", jpegOf(t), "body", fmt.Sprint(o.body), "text", "Мәтін", "cost", "sum", "sum", "x", "appeals", "2026-999999", "done_on", "ертең", "go", "preview").
			to("/kk/desk/works/drafts/1/preview")
		o.executor.get(draft+"/preview").wants(http.StatusOK).has("a[href$='#sum']", "").has("a[href$='#title']", "").has("a[href$='#appeals']", "2026-999999").
			has("a[href$='#done_on']", "").has("a[href$='#place']", "").has("a[href$='#category']", "").lacks("form[action$='/hand']")
		a := o.executor.get(draft).wants(http.StatusOK).has("#text", "Мәтін")
		digest, _ = a.doc().Find("input[name=kept]").Attr("value")
		if digest == "" {
			t.Fatal("the picture was not saved")
		}
		o.head.get("/media/" + digest + "-small.jpg").wants(http.StatusOK)
		o.other.get("/media/" + digest + "-small.jpg").wants(http.StatusNotFound)
		o.executor.post(draft+"/hand", "version", "1").wants(http.StatusUnprocessableEntity).has("a[href$='#title']", "")
	})

	fields = append(fields, "kept", digest, "role-"+digest, "after", "alt-"+digest, "Көше")
	fields[3] = "1"
	o.step("preview and hand over", func(t *testing.T) {
		o.executor.post(draft, append(fields, "go", "preview")...).to(draft + "/preview")
		o.executor.get(draft+"/preview").has("section .prose strong", "басталды").has("#preview", "Түсіндірме осылай").has("main", "Жарияланатын").
			has("form[action$='/hand']", "").lacks("form[action$='/publish']")
		o.executor.post(draft+"/publish", "version", "2").wants(http.StatusForbidden)
		o.head.get("/kk/desk").lacks(".notice")
		o.executor.post(draft+"/hand", "version", "2").to("/kk/desk/works?body=")
		o.head.get("/kk/desk").has(".notice a[href*='/desk/works']", "күтіп тұрған түсіндірмелер: 1")
		o.executor.get("/kk/desk/works").has(".desk__row .chip[data-color=warning]", "Басшының қол қоюына берілді").has("main", "Сіз жоба жазып")
		o.head.get("/kk/desk/works").has(".desk__row a[href$='/drafts/1/preview']", "Көше жөндеу").has("main", "сіз ғана")
		for _, v := range []*visitor{o.other, o.superior} {
			v.get("/kk/desk/works").lacks(".desk__row")
			v.get(draft).wants(http.StatusNotFound)
			v.get(draft + "/preview").wants(http.StatusNotFound)
			v.post(draft+"/drop", "version", "2").wants(http.StatusNotFound)
		}
		if n := o.count(`select count(*) from works`); n != 0 {
			t.Fatalf("%d works before publication", n)
		}
	})
	o.step("publish", func(t *testing.T) {
		o.head.post(draft+"/publish", "version", "1").to(draft + "/preview") // stale version
		o.head.post(draft+"/publish", "version", "2", "body", fmt.Sprint(o.body)).to("/kk/desk/works?body=")
		o.head.post(draft+"/publish", "version", "2", "body", fmt.Sprint(o.body)).to("/kk/desk/works?body=") // repeated request
		if n := o.count(`select count(*) from work_drafts`); n != 0 {
			t.Errorf("%d drafts left", n)
		}
	})
	work := o.count(`select id from works`)
	path := fmt.Sprintf("/kk/works/%d", work)
	own := fmt.Sprintf("/kk/desk/works/%d", work)

	o.step("before its day", func(t *testing.T) {
		// only the office sees it and its picture
		o.get(path).wants(http.StatusNotFound)
		o.get("/media/" + digest + "-small.jpg").wants(http.StatusNotFound)
		o.head.get("/media/" + digest + "-small.jpg").wants(http.StatusOK)
		o.other.get(own).wants(http.StatusNotFound)
		o.get("/kk/works").lacks(".card")
		o.get("/kk/appeals/" + number).lacks("#works")
		o.executor.get("/kk/desk/works").has(".desk__row", "Жарияланатын күні: 20.10.2026")
		o.executor.get(own).has(".notice", "Жарияланатын күні: 20.10.2026").lacks("dt:contains('Жарияланған күні')")
		o.must(jobs.Sweep(t.Context(), o.store))
		if n := o.count(`select count(*) from events where kind = 'explained' and appeal_id = ?`, id); n != 0 {
			t.Error("event recorded before its day")
		}
	})
	o.step("on its day", func(t *testing.T) {
		later := o.store.At(noon.AddDate(0, 0, 6))
		o.must(jobs.Sweep(t.Context(), later))
		o.must(jobs.Sweep(t.Context(), later))
		if n := o.count(`select count(*) from events where kind = 'explained' and appeal_id = ?`, id); n != 1 {
			t.Errorf("%d events, want 1", n)
		}
		if w, err := later.Work(t.Context(), int64(work)); err != nil || len(w.Appeals) != 1 || len(w.Pictures) != 1 {
			t.Errorf("%+v, %v", w, err)
		}
	})

	o.step("correct", func(t *testing.T) {
		// publish now and correct
		o.sql(`update works set published_at = ?`, noon.AddDate(0, 0, -1))
		change := slices.Clone(fields)
		change[3] = "1"
		o.executor.get(own).wants(http.StatusOK).has("main", "түзете алатын лауазым").lacks("#title")
		o.executor.post(own, append(change, "note", "Атауы")...).wants(http.StatusForbidden)
		o.other.get(own).wants(http.StatusForbidden)
		o.other.post(own, change...).wants(http.StatusForbidden)
		change[11] = "Көшені күрделі жөндеу"
		o.head.post(own, change...).wants(http.StatusUnprocessableEntity).has("#note-problem", "")
		o.head.post(own, append(change, "note", "Атауы дәлденді")...).to("/kk/desk/works?body=")
		o.get(path).has("h1", "Көшені күрделі жөндеу").has("main", "Атауы дәлденді")
		again := slices.Clone(change)
		again[11], again[15] = "Көше жөндеу", "started"
		o.head.post(own, append(again, "started_on", "2026-10-10", "planned_to", "2026-11-20", "note", "Тағы")...).wants(http.StatusConflict).has("table.rows", "күрделі").has("#note", "Тағы").
			has("td[data-label='Сақталған нұсқа']", "Жоспарланған").has("td[data-label='Сіздің нұсқаңыз']", "Басталды").has("td[data-label='Сіздің нұсқаңыз']", "20.11.2026").has("table.rows", "10.10.2026").
			lacks("table.rows th:contains('Санаты')")
	})

	o.step("question", func(t *testing.T) {
		// the desk marks an unanswered question
		o.executor.get("/kk/desk/works").lacks(".desk__row .chip[data-color=warning]")
		o.resident.post(path+"/questions", "text", "Қашан бітеді?").wants(http.StatusSeeOther)
		o.executor.get("/kk/desk/works").has(".desk__row .chip[data-color=warning]", "Сұрақ жауап күтіп тұр")
		o.executor.post(path+"/questions", "text", "20 қарашада.", "official", "1").wants(http.StatusSeeOther)
		o.executor.get("/kk/desk/works").lacks(".desk__row .chip[data-color=warning]")
	})
}

// TestWorkDraftConflict: if two officials save concurrently, the second gets both texts; if
// the first has deleted the draft, the second keeps its text in the form.
func TestWorkDraftConflict(t *testing.T) {
	o := newOffice(t)
	body := fmt.Sprint(o.body)
	draft := "/ru/desk/works/drafts/1"
	o.executor.post("/ru/desk/works", "body", body, "lang", "kk", "title", "Көше", "publish_on", "2026-10-20").to(draft)
	o.executor.post("/ru/desk/works", "body", body, "lang", "kk", "title", "Көше", "publish_on", "2026-10-20").to(draft) // repeated request
	o.executor.post(draft, "body", body, "version", "1", "lang", "kk", "title", "Көше", "text", "Бірінші мәтін").to(draft)
	a := o.head.post(draft, "body", body, "version", "1", "lang", "kk", "title", "Көше", "text", "Екінші мәтін").wants(http.StatusConflict).
		has("td[data-label='Сохранённый вариант']", "Бірінші мәтін").has("td[data-label='Ваш вариант']", "Екінші мәтін").has("#text", "Екінші мәтін")
	if v, _ := a.doc().Find("input[name=version]").Attr("value"); v != "2" {
		t.Errorf("the form continues from version %q", v)
	}
	o.executor.get(draft).has("#text", "Бірінші мәтін")
	o.head.post(draft+"/drop", "version", "1").to(draft + "/preview")
	o.head.post(draft+"/drop", "version", "2").to("/ru/desk/works?body=")
	o.executor.post(draft, "body", body, "version", "2", "text", "Үшінші мәтін").wants(http.StatusConflict).has("#text", "Үшінші мәтін").
		has("form[action$='/desk/works']", "").has("main", "появится новый черновик")
}

// TestDeskBadInput: no value in a form of the desk gives a 500.
func TestDeskBadInput(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	fields := []string{"body", "version", "number", "view", "ask_text", "update_text", "redirect_to", "redirect_reason", "redirect_text", "extend_to", "extend_reason",
		"found", "action", "responsible", "cost", "sum", "funding", "refusal", "law", "complaint", "promise_text_1", "promise_due_1", "remove", "alt-x", "go",
		"place", "place_name", "category", "lang", "title", "text", "stage", "planned_from", "done_on", "contractor", "appeals", "publish_on", "note", "kept", "revision"}
	for _, value := range []string{"", "\x00", "\xff\xfe", "'; drop table appeals; --", "-1", "99999999999999999999999", "9999-99-99", "2026-10-14", number,
		strings.Repeat("ә", 30000), "<script>", "sum", "preview"} {
		var form []string
		for _, name := range fields {
			form = append(form, name, value)
		}
		appeal := "/ru/desk/appeals/" + number
		for _, path := range []string{"/ru/desk/take-up", appeal + "/ask", appeal + "/update", appeal + "/redirect", appeal + "/extend", appeal + "/answer",
			appeal + "/answer/hand", appeal + "/answer/publish", appeal + "/answers/1", appeal + "/promises/1/keep", "/ru/desk/works", "/ru/desk/works/1",
			"/ru/desk/works/drafts/1", "/ru/desk/works/drafts/1/hand", "/ru/desk/works/drafts/1/publish"} {
			if a := o.head.post(path, form...); a.Code >= 500 {
				t.Errorf("%s with %.20q: %d", path, value, a.Code)
			}
			own := append([]string{"body", fmt.Sprint(o.body), "version", "0"}, form...)
			if a := o.head.post(path, own...); a.Code >= 500 {
				t.Errorf("%s of the own body with %.20q: %d", path, value, a.Code)
			}
		}
		for _, path := range []string{appeal, appeal + "/answer", appeal + "/answer/preview", "/ru/desk/works", "/ru/desk/works/drafts/1", "/ru/desk/works/drafts/1/preview"} {
			if a := o.head.get(path); a.Code >= 500 {
				t.Errorf("%s after %.20q: %d", path, value, a.Code)
			}
		}
	}
}
