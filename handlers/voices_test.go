package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"jauap/models"
	"jauap/models/notice"
)

// resident returns a new signed-in user with their own network address.
func (s site) resident(t *testing.T, n int) *visitor {
	t.Helper()
	email := fmt.Sprintf("resident%d@example.kz", n)
	s.newUser(t, email)
	v := s.visitor()
	v.from = fmt.Sprintf("198.51.100.%d:1", n)
	v.signInByMail(email)
	return v
}

// totals returns the four numbers of the box of voices.
func (a answer) totals() string {
	a.t.Helper()
	return strings.Join(strings.Fields(a.doc().Find("#voice dd").Text()), "")
}

// TestFiftyOneVoices: fifty users and one user fifty times, concurrently over HTTP, are
// counted as 51 voices, before and after a recount.
func TestFiftyOneVoices(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	page := "/kk/appeals/" + number
	var voters []*visitor
	one := s.resident(t, 1)
	for i := range 50 {
		voters = append(voters, one, s.resident(t, i+2))
	}
	var all sync.WaitGroup
	for _, v := range voters {
		request := *v // a copy per request, because requests change the cookies
		request.cookies = map[string]string{}
		for name, value := range v.cookies {
			request.cookies[name] = value
		}
		all.Go(func() {
			if a := request.post(page + "/voice"); a.Code != http.StatusSeeOther {
				t.Errorf("status %d", a.Code)
			}
		})
	}
	all.Wait()
	for range 2 { // the second recount changes nothing
		if err := s.store.RecountVoices(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := s.get(page).wants(http.StatusOK).totals(); got != "510510" {
			t.Errorf("all, verified, mail only, local: %s", got)
		}
	}
	s.get("/kk/appeals").has(".card__foot", "51 адамға қатысты")
}

// TestVoice: giving a voice needs a sign-in. The user sees their voice before the next count
// and can withdraw it.
func TestVoice(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	page := "/ru/appeals/" + number
	stranger := s.visitor()
	stranger.get(page).wants(http.StatusOK).has("#voice a[href='/ru/sign-in?next=%2Fru%2Fappeals%2F"+number+"%23voice']", "Касается и меня")
	stranger.post(page + "/voice").to("/ru/sign-in")

	v := s.resident(t, 1)
	action, _ := v.get(page).doc().Find("#voice form").Attr("action")
	v.post(action).to(page)
	a := v.get(page).wants(http.StatusOK).has("#voice", "Вы отдали голос").has("main > .notice", "Ваш голос принят")
	if got := a.totals(); got != "1010" {
		t.Errorf("before the count: %s", got)
	}
	if got := s.get(page).totals(); got != "0000" {
		t.Errorf("others see %s before the count", got)
	}
	v.get("/ru/appeals").has(".card__foot", "Вы отдали голос")
	if err := s.store.At(noon.Add(1)).RecountVoices(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := v.get(page).totals(); got != "1010" {
		t.Errorf("after the count: %s", got)
	}
	back, _ := v.get(page).doc().Find("#voice form").Attr("action")
	v.post(back).to(page)
	v.get(page).wants(http.StatusOK).has("#voice form button", "Касается и меня")

	s.sql(`update appeals set status = 'resolved_confirmed'`)
	v.get(page).lacks("#voice form")
	v.post(page + "/voice").wants(http.StatusConflict)
	s.sql(`update appeals set hidden_at = now()`)
	v.post(page + "/voice").wants(http.StatusNotFound)
	v.post("/ru/appeals/2026-999999/voice").wants(http.StatusNotFound)
}

// TestComments: a rejected form keeps the text, comments of officials are marked, and the
// number of comments in ten minutes is limited.
func TestComments(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	page := "/kk/appeals/" + number
	s.visitor().post(page+"/comments", "text", "Пікір").to("/kk/sign-in")
	s.get(page).has("#discussion a", "порталға кіріңіз").lacks("#discussion form")

	v := s.resident(t, 1)
	v.post(page+"/comments", "text", " ").wants(http.StatusUnprocessableEntity).has("#text-problem", "").has("#discussion .ds-error-summary", "")
	long := strings.Repeat("ұ", 2001)
	v.post(page+"/comments", "text", long).wants(http.StatusUnprocessableEntity).has("#text", long)
	where := v.post(page+"/comments", "text", "<b>Бізде де</b> солай.").to(page + "#comment-")
	id := where[strings.LastIndex(where, "#")+1:]
	v.get(page).has("#"+id+" .comment__text", "<b>Бізде де</b> солай.").has("#"+id, "Бауыржан")
	v.post(page+"/comments", "text", "Орган атынан", "official", "1").wants(http.StatusForbidden)
	for _, more := range []string{"Бір", "Екі", "Үш", "Төрт"} {
		v.post(page+"/comments", "text", more).to(page)
	}
	v.post(page+"/comments", "text", "Артық пікір").wants(http.StatusUnprocessableEntity).has("#text", "Артық пікір").has("#text-problem", "10 минут")

	akim := s.resident(t, 2)
	s.sql(`insert into roles (user_id, role, body_id, since) select u.id, 'head', a.body_id, '2026-01-01' from users u, appeals a where u.email = 'resident2@example.kz'`)
	s.proven()
	akim.get(page).has("#discussion form p", "орган атынан жазасыз")
	where = akim.post(page+"/comments", "text", "Ертең барамыз.", "official", "1").to(page + "#comment-")
	s.get(page).has("#"+where[strings.LastIndex(where, "#")+1:]+"[data-official]", "Ертең барамыз.")

	// a new comment redirects to the page that ends with it
	s.sql(`insert into comments (appeal_id, user_id, text, at) select a.id, a.author_id, 'Пікір ' || n, now() from appeals a, generate_series(1, 2000) n`)
	where = akim.post(page+"/comments", "text", "Соңғы сөз.").to(page + "?comments=")
	path, fragment, _ := strings.Cut(where, "#")
	akim.get(path).wants(http.StatusOK).has(".comments li:last-child #"+fragment, "Соңғы сөз.").lacks("#discussion .more")
}

// TestQuestions: users ask about an explanation, and its body answers.
func TestQuestions(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	s.get("/kk/works/1").wants(http.StatusOK).has("#comments", "Сұрақтар мен жауаптар")
	v := s.resident(t, 1)
	v.post("/kk/works/1/questions", "text", "").wants(http.StatusUnprocessableEntity)
	v.post("/kk/works/1/questions", "text", "Қашан бітеді?").to("/kk/works/1#comment-")
	s.get("/ru/works/1").has(".comment__text", "Қашан бітеді?")
	akim := s.resident(t, 2)
	s.sql(`insert into roles (user_id, role, body_id, since) select u.id, 'executor', w.body_id, '2026-01-01' from users u, works w where u.email = 'resident2@example.kz'`)
	s.proven()
	akim.post("/kk/works/1/questions", "text", "Қарашада.", "official", "1").to("/kk/works/1#comment-")
	s.get("/ru/works/1").has(".comment[data-official]", "Қарашада.")
	v.post("/kk/works/99/questions", "text", "Қашан?").wants(http.StatusNotFound)
	v.post("/kk/works/x/questions", "text", "Қашан?").wants(http.StatusNotFound)
}

// TestFollowing: follows started on pages appear in the inbox and end by the link in a mail.
func TestFollowing(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	if _, err := notice.New(s.store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.visitor().post("/kk/follows", "kind", "category", "target", "roads").to("/kk/sign-in")
	s.visitor().get("/kk/inbox").to("/kk/sign-in")
	v := s.resident(t, 1)
	for _, page := range []string{"/kk/appeals/" + number, "/kk/places/616059000", "/kk/appeals?category=roads"} {
		form := v.get(page).wants(http.StatusOK).doc().Find("#follow form").First()
		var fields []string
		for _, name := range []string{"kind", "target", "next"} {
			value, _ := form.Find("[name=" + name + "]").Attr("value")
			fields = append(fields, name, value)
		}
		v.post("/kk/follows", fields...).to(page)
		v.get(page).has("#follow button", "Жазылудан бас тарту")
	}
	v.post("/kk/follows", "kind", "appeal", "target", "999").wants(http.StatusNotFound)
	v.post("/kk/follows", "kind", "place", "target", "\xff").wants(http.StatusNotFound)
	v.get("/kk/inbox").has("#followed", "№ "+number).has("#followed", "Састөбе ауылдық округі").lacks(".inbox")

	var appeal, author int64
	if err := s.db.Gorm.Raw(`select id, author_id from appeals`).Row().Scan(&appeal, &author); err != nil {
		t.Fatal(err)
	}
	if err := s.store.JudgeAnswer(t.Context(), appeal, author, models.Unsolved, "Әлі бар."); err != nil {
		t.Fatal(err)
	}
	if _, err := notice.New(s.store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	link, _ := v.get("/kk/inbox").has(".inbox__line[data-unread]", "Өтініш қайта ашылды").has(".viewer__inbox .badge", "1").doc().Find(".inbox a").Attr("href")
	other := s.resident(t, 2)
	other.get(link).wants(http.StatusNotFound)
	v.get(link).to("/kk/appeals/" + number)
	v.get("/kk/inbox").lacks("[data-unread]").lacks(".badge")
	v.post("/kk/inbox/read").to("/kk/inbox")

	token := notice.New(s.store).UnsubscribeToken(s.id("resident1@example.kz"), models.AppealTarget(appeal))
	mail := s.visitor()
	mail.get("/ru/unsubscribe/"+token).wants(http.StatusOK).has("main strong", number)
	v.get("/kk/inbox").has("#followed", "№ "+number) // opening the link does not end the follow
	mail.post("/ru/unsubscribe/"+token, "List-Unsubscribe", "One-Click").wants(http.StatusOK).has("h1", "Письма отключены")
	mail.post("/ru/unsubscribe/"+token, "List-Unsubscribe", "One-Click").wants(http.StatusOK)
	mail.post("/ru/unsubscribe/" + token + "x").wants(http.StatusNotFound)
	if text := v.get("/kk/inbox").doc().Find("#followed").Text(); strings.Contains(text, number) || !strings.Contains(text, "Састөбе") {
		t.Errorf("followed: %s", text)
	}
	v.post("/kk/follows/removal", "kind", "place", "target", "616059000").to("/kk/inbox")
}

// id returns the id of the user with a mail address.
func (s site) id(email string) (id int64) {
	s.t.Helper()
	if err := s.db.Gorm.Raw(`select id from users where email = ?`, email).Scan(&id).Error; err != nil {
		s.t.Fatal(err)
	}
	return id
}
