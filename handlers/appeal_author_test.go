package handlers_test

import (
	"net/http"
	"testing"

	"jauap/models"
)

// filed returns a visitor who has filed an appeal, and its id.
func (s site) filed() (author *visitor, id int64) {
	s.t.Helper()
	author = s.written()
	author.signInByMail("aigul@example.kz")
	author.post("/kk/appeals/new/check").to("/kk/appeals/2026-000001/receipt")
	if err := s.db.Gorm.Raw(`select id from appeals`).Scan(&id).Error; err != nil {
		s.t.Fatal(err)
	}
	return author, id
}

func TestAuthorActions(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	author, id := s.filed()
	moderator := s.newUser(t, "olga@example.kz")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const page = "/kk/appeals/2026-000001"
	author.get(page).wants(http.StatusOK).has(".author", "соңғы мерзімі: 15.10.2026").has("#voice", "тек жарияланған").
		has("#discussion", "тек жарияланған").lacks("#share")
	must(s.store.PublishAppeal(t.Context(), id, moderator))

	author.get(page).wants(http.StatusOK).has(".author__acts", "Мәлімет қосу").has(".author__acts", "Өтінішті кері қайтарып алу")
	author.post(page+"/author/add", "text", " ").wants(http.StatusUnprocessableEntity).has("#text-problem", "толтырыңыз")
	author.post(page+"/author/add", "text", "Жауыннан кейін <b>тереңдеді</b>.").to(page)
	author.get(page).has(".notice", "Мәлімет қосылды").has(".timeline", "Өтініш иесі мәлімет қосты").has(".timeline", "<b>тереңдеді</b>")
	author.post(page+"/author/eotinish", "eotinish", "17").wants(http.StatusUnprocessableEntity).has("#eotinish-problem", "ЖТ-2026-00012345")
	author.post(page+"/author/eotinish", "eotinish", "жт-2026-00000017").to(page)
	author.get(page).has("#official ~ p", "ЖТ-2026-00000017")
	author.get(page + "/author/eotinish").wants(http.StatusConflict)
	author.get(page + "/author/escalate").wants(http.StatusConflict) // no ground for a complaint yet
	author.post(page+"/author/escalate", "text", "Тез!").wants(http.StatusConflict)
	author.get(page + "/author/nothing").wants(http.StatusNotFound)

	// the author sees a question of the body until they reply
	body, err := s.store.CompetentBody(t.Context(), "616059000", "roads")
	must(err)
	author.get(page).has("#share", "").lacks(".author blockquote")
	must(s.store.AskAuthor(t.Context(), id, models.Official{UserID: moderator, BodyID: body.ID}, "Шұңқыр қай үйдің тұсында?"))
	author.get(page).has(".author blockquote", "қай үйдің").has(".author__acts [data-variant=primary]", "Сұраққа жауап беру")
	author.get(page+"/author/add").has("form blockquote", "қай үйдің")
	author.post(page+"/author/add", "text", "12-үйдің тұсында.").to(page)
	author.get(page).lacks(".author blockquote")
	_, err = s.store.PublishAnswer(t.Context(), id, models.Official{UserID: moderator, BodyID: body.ID}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Шұңқыр жамалды."}})
	must(err)
	author.get(page).has(".author__acts [data-variant=primary]", "Жауапты бағалау")
	author.post(page+"/author/judge").wants(http.StatusUnprocessableEntity).has("#verdict-problem", "таңдаңыз")
	author.post(page+"/author/judge", "verdict", "unsolved", "text", "").wants(http.StatusUnprocessableEntity).has("#text-problem", "толтырыңыз").
		has(`input[value=unsolved][checked]`, "")
	author.post(page+"/author/judge", "verdict", "unsolved", "text", "Ештеңе істелген жоқ.").to(page)
	author.get(page + "/author/escalate").wants(http.StatusConflict) // contested only once
	_, err = s.store.PublishAnswer(t.Context(), id, models.Official{UserID: moderator, BodyID: body.ID}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Шұңқыр жамалады."}})
	must(err)
	author.post(page+"/author/judge", "verdict", "unsolved", "text", "Қашан жамалатыны айтылмаған.").to(page)
	author.get(page).has(".author", "екі рет").has(".author__acts", "Шағым мәтіні")
	author.get(page+"/author/escalate").wants(http.StatusOK).has(".facts", "Түлкібас").has("button[type=submit]", "Жолдау: Түлкібас ауданы әкімдігі")
	author.post(page+"/author/escalate", "text", "Аудан қарасын.").to(page)
	author.post(page + "/author/withdraw").to(page)
	author.post(page + "/author/hide").to(page)
	author.get(page).wants(http.StatusOK).has(".author", "Сіздің сұрауыңыз бойынша")
	s.visitor().get(page).wants(http.StatusGone).has("main", "Өтініш иесінің сұрауы бойынша").has("main", "қайтадан жариялай аласыз")
	author.get("/kk/my/appeals").has(".own-note", "Жарияланымнан алынған")
}

// TestAuthorActionsNeedAuthor: other users cannot perform the actions of an author.
func TestAuthorActionsNeedAuthor(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	_, id := s.filed()
	anonymous, other := s.visitor(), s.visitor()
	other.signInByMail("bauyrzhan@example.kz")
	acts := []models.AuthorAct{models.ActJudge, models.ActAdd, models.ActEscalate, models.ActObject, models.ActEotinish, models.ActWithdraw, models.ActHide}
	try := func(want int) {
		t.Helper()
		for _, act := range acts {
			path := "/kk/appeals/2026-000001/author/" + string(act)
			other.get(path).wants(want)
			other.post(path, "text", "Мен иесімін.", "verdict", "solved", "eotinish", "ЖТ-2026-1").wants(want)
			anonymous.get(path).to("/kk/sign-in")
			anonymous.post(path, "text", "Мен иесімін.").to("/kk/sign-in")
		}
	}
	try(http.StatusNotFound)
	if err := s.store.PublishAppeal(t.Context(), id, s.newUser(t, "olga@example.kz")); err != nil {
		t.Fatal(err)
	}
	try(http.StatusForbidden)
	other.get("/kk/appeals/2026-000001").wants(http.StatusOK).lacks(".author")
	other.get("/kk/appeals/2026-000001/receipt").wants(http.StatusNotFound)
}

func TestObjectOnce(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	author, id := s.filed()
	if err := s.store.RejectAppeal(t.Context(), id, s.newUser(t, "olga@example.kz"), "advertising", "Дүкен аталған."); err != nil {
		t.Fatal(err)
	}
	const page = "/kk/appeals/2026-000001"
	author.get(page).wants(http.StatusOK).has(".author", "Жарнама").has(".author", "Дүкен аталған.").has(".author__acts", "Шешіммен келіспеу")
	author.get(page+"/author/object").wants(http.StatusOK).has(".notice", "Жарнама")
	author.post(page+"/author/object", "text", "Жоқ").wants(http.StatusUnprocessableEntity)
	author.post(page+"/author/object", "text", "Бұл жарнама емес, жол туралы.").to(page)
	author.get(page).has(".author", "Қарсылығыңыз қаралуда")
	author.post(page+"/author/object", "text", "Бұл жарнама емес, жол туралы.").wants(http.StatusConflict)
}
