package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jauap/models/concrete"
)

const letter = "Сіздің Абай көшесіндегі жол туралы өтінішіңіз қаралды. Жолды жөндеу мәселесі бюджет мүмкіндігіне қарай кезең-кезеңімен шешілетін болады."

// TestReadingOfAnAnswer: the author of a draft answer sees its concreteness and a warning
// about similar earlier answers; after publication everyone sees both.
func TestReadingOfAnAnswer(t *testing.T) {
	o := newOffice(t)
	_, first := o.appeal(false)
	_, hidden := o.appeal(true)
	_, second := o.appeal(false)
	for _, number := range []string{first, hidden} {
		form := "/kk/desk/appeals/" + number + "/answer"
		o.head.post(form, "version", "0", "action", letter, "go", "preview").to(form + "/preview")
		o.head.post(form+"/publish", "version", "1").to("/kk/desk/appeals/" + number)
	}
	form := "/kk/desk/appeals/" + second + "/answer"
	o.head.get(form).has(".reading", "/8").has("#obstacle", "Қаржы")
	o.head.post(form, "version", "0", "action", letter, "responsible", "Жауапты маман", "obstacle", "money", "go", "preview").to(form + "/preview")
	o.head.get(form).has(".reading", "0/8").has(".reading", "ештеңе айтпайды").has("#obstacle option[selected]", "Қаржы жетпеді")
	preview := o.head.get(form+"/preview").has(".reading", "0/8").has(".answer", "Қаржы жетпеді").
		has(".notice", "бұрынғы 2 жауабы").has(".notice a[href='/kk/appeals/"+first+"']", "шұңқыр").has(".notice", "Жарияланбайтын")
	if strings.Contains(preview.Body.String(), hidden) {
		t.Error("the warning shows a private appeal")
	}
	o.head.post(form+"/publish", "version", "1").to("/kk/desk/appeals/" + second)
	public := o.get("/kk/appeals/"+second).has(".answer .reading", "Нақтылығы: 0/8").has(".answer", "Тағы 1 жауапта").
		has(".answer .reading a[href='/kk/appeals/"+first+"']", "шұңқыр").has(".answer", "Қаржы жетпеді")
	if strings.Contains(public.Body.String(), hidden) {
		t.Error("the public answer shows a private appeal")
	}

	// after a correction it is not similar any more and is rated again
	var id string
	o.must(o.db.Gorm.Raw(`select w.id::text from answers w join appeals a on a.id = w.appeal_id where a.number = ?`, second).Scan(&id).Error)
	o.head.post("/kk/desk/appeals/"+second+"/answers/"+id, "revision", "0", "note", "Нақтылау",
		"action", "Көше бойындағы терең шұңқырға 4 қарашада қиыршықтас төселді, екі ескерту белгісі қойылды, асфальт келесі аптада төселеді.").to("/kk/desk/appeals/" + second)
	o.get("/kk/appeals/"+second).has(".answer .reading", "нақты жауап").lacks(".answer .reading a[href='/kk/appeals/" + first + "']")
}

// TestReadingWhileWriting: an unfinished answer is rated and not saved.
func TestReadingWhileWriting(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	form := "/kk/desk/appeals/" + number + "/answer"
	o.executor.get(form).has("[data-reading='"+form+"/reading'] .reading", "/8")
	o.executor.post(form+"/reading", "action", letter).wants(http.StatusOK).has(".reading", "0/8").lacks("main")
	o.executor.post(form+"/reading", "action", "Шұңқыр 4 қарашада жамалды.", "responsible", "Бас маман", "cost", "none").has(".reading li[data-color=success]", "Күні")
	o.other.post(form+"/reading", "action", letter).wants(http.StatusForbidden)
	o.resident.post(form+"/reading", "action", letter).wants(http.StatusForbidden)
	if n := o.count(`select count(*) from answer_drafts`); n != 0 {
		t.Error("the draft was saved")
	}
}

// TestPromiseRows: the form has two rows more than promises, at most five.
func TestPromiseRows(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	form := "/kk/desk/appeals/" + number + "/answer"
	rows := func(want int) {
		t.Helper()
		if n := o.head.get(form).doc().Find(".promise-row").Length(); n != want {
			t.Errorf("%d rows, want %d", n, want)
		}
	}
	rows(2)
	o.head.post(form, "version", "0", "promise_text_1", "Жамау", "promise_text_2", "Асфальт", "go", "save").to(form)
	rows(4)
	o.head.post(form, "version", "1", "promise_text_1", "Жамау", "promise_text_5", "Асфальт", "go", "save").to(form)
	rows(5)
}

func TestConcreteRules(t *testing.T) {
	s := newSite(t)
	for _, lang := range []string{"kk", "ru", "en"} {
		page := s.get("/" + lang + "/rules/concreteness").wants(http.StatusOK)
		if n := page.doc().Find(".rows tbody tr").Length(); n != len(concrete.Criteria) {
			t.Errorf("%s: %d criteria", lang, n)
		}
		page.has(".reading__example [data-color=success]", "").has(".reading__example [data-color=warning]", "").has("#twins", "")
		page.has("main", "94 %").has("main", "92 %")
		s.get("/"+lang+"/rules").has("a[href='/"+lang+"/rules/concreteness']", "")
	}
}
