package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jauap/models"
)

// waiting files appeals without publishing them and returns their numbers.
func (s site) waiting(t *testing.T, author int64, bodies ...string) (numbers []string) {
	t.Helper()
	for _, body := range bodies {
		filed, err := s.store.SubmitAppeal(t.Context(), models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000",
			AuthorID: author, Lang: "kk", Title: "Көше жолы", Text: body})
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, filed.Number)
	}
	return numbers
}

// TestModerationPermissions: the permissions of each role on the pages of moderation and
// administration.
func TestModerationPermissions(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	number := s.waiting(t, s.id("aigerim@example.kz"), "Жолда терең шұңқыр бар.")[0]
	body, err := s.store.BodyOf(t.Context(), "616059000", "")
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]*visitor{
		"anonymous": s.visitor(),
		"resident":  s.resident(t, 1),
		"head":      s.appointed(t, "head@example.kz", "head", &body.ID),
		"moderator": s.appointed(t, "moderator@example.kz", "moderator", nil),
		"admin":     s.appointed(t, "admin@example.kz", "admin", nil),
	}
	const signIn, no, yes = http.StatusSeeOther, http.StatusForbidden, http.StatusOK
	moderation := map[string]int{"anonymous": signIn, "resident": no, "head": no, "moderator": yes, "admin": yes}
	administration := map[string]int{"anonymous": signIn, "resident": no, "head": no, "moderator": no, "admin": yes}
	for path, wants := range map[string]map[string]int{
		"/kk/moderation": moderation, "/kk/moderation/appeals/" + number: moderation, "/kk/moderation/objections": moderation,
		"/kk/moderation/comments": moderation, "/kk/moderation/comments/1": moderation, "/kk/moderation/bans": moderation,
		"/kk/admin": administration, "/kk/admin/users": administration, "/kk/admin/users/1": administration, "/kk/admin/bodies": administration,
		"/kk/admin/bodies/1": administration, "/kk/admin/categories": administration, "/kk/admin/categories/roads": administration,
		"/kk/admin/calendar": administration, "/kk/admin/laws": administration, "/kk/admin/laws/art76": administration, "/kk/admin/audit": administration,
		"/kk/moderation-log": {"anonymous": yes, "resident": yes, "head": yes, "moderator": yes, "admin": yes},
	} {
		for who, want := range wants {
			a := people[who].get(path)
			if a.Code != want {
				t.Errorf("%s as %s: %d, want %d", path, who, a.Code, want)
			}
			if a.Code == yes {
				checkPage(t, path, a.doc())
			}
		}
	}
	for _, path := range []string{"/kk/moderation/appeals/" + number + "/publish", "/kk/moderation/comments/1/hide", "/kk/moderation/bans",
		"/kk/admin/switches", "/kk/admin/users/1/roles", "/kk/admin/bodies/1", "/kk/admin/categories/roads", "/kk/admin/calendar", "/kk/admin/laws/art76"} {
		for _, who := range []string{"anonymous", "resident", "head"} {
			if a := people[who].post(path); a.Code != administration[who] {
				t.Errorf("POST %s as %s: %d", path, who, a.Code)
			}
		}
	}
	// missing rows and malformed addresses
	admin := people["admin"]
	for _, path := range []string{"/kk/moderation/appeals/2026-999999", "/kk/moderation/appeals/x", "/kk/moderation/comments/999", "/kk/moderation/comments/x",
		"/kk/admin/users/999", "/kk/admin/bodies/999", "/kk/admin/categories/moon", "/kk/admin/laws/art0", "/kk/moderation?number=2026-999999"} {
		admin.get(path).wants(http.StatusNotFound)
	}
	for _, path := range []string{"/kk/moderation?after=x", "/kk/moderation-log?before=x", "/kk/admin/audit?after=x", "/kk/admin/calendar?year=x"} {
		admin.get(path).wants(http.StatusBadRequest)
	}
}

// TestModerating: a moderator works through the queue with the forms of its pages.
func TestModerating(t *testing.T) {
	s := newSite(t)
	public := s.fillAppeals(1)
	author := s.id("aigerim@example.kz")
	n := s.waiting(t, author, "Телефоным 87011234567, жолда шұңқыр бар.", "Мына дүкенде жеңілдік бар, келіңіз!", "Баланың ауруы туралы жазып отырмын.", "Көше бойында тағы бір шұңқыр бар.")
	s.sql(`update appeals set status = 'in_progress' where number = ?`, public) // so that appeals can be merged into it
	v := s.appointed(t, "moderator@example.kz", "moderator", nil)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	page := func(number string) string { return "/kk/moderation/appeals/" + number }

	s.step("queue", func(t *testing.T) {
		v.get("/kk/moderation").wants(http.StatusOK).has("main", "Кезекте 4 өтініш бар").has(".card", n[0])
		v.get("/kk/moderation?number=%E2%84%96+" + n[0]).to(page(n[0])) // «№ 2026-000002», as copied from a page
	})

	s.step("mask and publish", func(t *testing.T) {
		a := v.get(page(n[0])).wants(http.StatusOK).has("mark", "87011234567").has(".review__acts", "Байланысы расталған")
		if strings.Contains(a.Body.String(), "Айгерім") || strings.Contains(a.Body.String(), "aigerim@") {
			t.Error("the moderator sees the author")
		}
		a.has("details[open]", "Дербес деректерді жасыру") // the recommended first action
		proposal := a.doc().Find("#mask-body").Text()
		if proposal != "Телефоным [жасырылды: телефон], жолда шұңқыр бар." {
			t.Errorf("proposed: %q", proposal)
		}
		v.post(page(n[0])+"/mask", "version", "0", "mask-title", "Көше жолы", "mask-body", "Бәрі жақсы, рақмет.").
			wants(http.StatusUnprocessableEntity).has("#mask-body-problem", "тік жақша").has("#mask-body", "Бәрі жақсы")
		v.post(page(n[0])+"/mask", "version", "0", "mask-title", "Көше жолы", "mask-body", proposal).to(page(n[0]))
		v.post(page(n[0])+"/mask", "version", "0", "mask-title", "Көше жолы", "mask-body", proposal).wants(http.StatusConflict)
		v.post(page(n[0])+"/mask", "version", "x").wants(http.StatusBadRequest)
		v.get(page(n[0])).lacks("mark")
		v.post(page(n[0])+"/publish", "version", "0").wants(http.StatusConflict) // masked after this version
		v.post(page(n[0])+"/publish", "version", "1").to(page(n[1]))             // the next one
		s.get("/kk/appeals/"+n[0]).wants(http.StatusOK).has("main", "[жасырылды: телефон]").has(".timeline", "дербес деректерді жасырды")
		v.post(page(n[0])+"/publish", "version", "1").wants(http.StatusConflict)
	})

	s.step("reject", func(t *testing.T) {
		v.post(page(n[1])+"/reject", "reject-text", "Жарнама").wants(http.StatusUnprocessableEntity).has("#reject-reason-problem", "таңдаңыз").has("#reject-text", "Жарнама")
		v.post(page(n[1])+"/reject", "reject-reason", "advertising").to(page(n[2]))
	})
	s.step("mark as private", func(t *testing.T) {
		v.post(page(n[2])+"/private", "private-reason", "private_matter").to(page(n[3]))
		s.get("/kk/appeals/" + n[2]).wants(http.StatusNotFound)
	})
	s.step("merge", func(t *testing.T) {
		v.post(page(n[3])+"/merge", "merge-into", n[3]).wants(http.StatusUnprocessableEntity)
		v.post(page(n[3])+"/merge", "merge-into", "x").wants(http.StatusUnprocessableEntity).has("#merge-into-problem", "нөмірлі")
		v.post(page(n[3])+"/merge", "merge-into", n[1]).wants(http.StatusUnprocessableEntity).has("#merge-into-problem", "жарияланбаған") // rejected
		v.post(page(n[3])+"/merge", "merge-into", n[0]).to("/kk/moderation")
		v.get("/kk/moderation").has("main", "Кезек бос").has(".notice", "біріктірілді")
		v.get("/kk/appeals/"+public).has(`a[href="`+page(public)+`"]`, "Модерация бетін ашу")
		s.get("/kk/appeals/" + public).lacks(`a[href^="/kk/moderation/"]`)
	})

	s.step("warn, hide and ban", func(t *testing.T) {
		v.post(page(n[0])+"/warn", "warn-reason", "insult", "warn-text", "Балағат сөз жазбаңыз.").to(page(n[0]))
		v.post(page(n[0])+"/hide", "hide-reason", "insult").to(page(n[0]))
		s.get("/kk/appeals/" + n[0]).wants(http.StatusGone)
		v.post(page(n[0]) + "/restore").to(page(n[0]))
		v.post(page(n[0])+"/ban", "ban-reason", "spam", "ban-text", "Спам", "ban-until", "").wants(http.StatusUnprocessableEntity).has("#ban-until-problem", "толтырыңыз")
		v.post(page(n[0])+"/ban", "ban-reason", "spam", "ban-text", "Спам", "ban-until", "2026-10-20").to(page(n[0]))
		v.post(page(n[0]) + "/explode").wants(http.StatusNotFound)
	})

	s.step("objection", func(t *testing.T) {
		s.sql(`insert into objections (appeal_id, text, at) select id, 'Бұл жарнама емес, қайта қараңыз.', ? from appeals where number = ?`, noon, n[1])
		v.get("/kk/moderation/objections").wants(http.StatusOK).has(".card", "Басқа модератор қарайды")
		v.get(page(n[1])).has(".review__text", "басқа модератор").lacks("#objection-text")
		v.post(page(n[1])+"/objection", "upheld", "1", "objection-text", "Қайта қаралды, жариялансын.").wants(http.StatusForbidden)
		admin.post(page(n[1])+"/objection", "upheld", "1", "objection-text", "").wants(http.StatusUnprocessableEntity).has("#objection-text-problem", "толтырыңыз")
		admin.post(page(n[1])+"/objection", "upheld", "1", "objection-text", "Қайта қаралды, жариялансын.").to(page(n[1]))
		s.get("/kk/appeals/" + n[1]).wants(http.StatusOK)
	})

	s.step("comments", func(t *testing.T) {
		admin.get("/kk/moderation/comments").wants(http.StatusOK).has(".comment", "Рақмет!")
		admin.post("/kk/moderation/comments/1/hide").wants(http.StatusUnprocessableEntity).has("#hide-reason-problem", "таңдаңыз")
		admin.post("/kk/moderation/comments/1/hide", "hide-reason", "spam").to("/kk/moderation/comments")
		s.get("/kk/appeals/"+public).has(".comment__hidden", "Спам")
	})

	s.step("bans", func(t *testing.T) {
		admin.post("/kk/moderation/bans", "ban-kind", "range", "ban-value", "0.0.0.0/0", "ban-reason", "spam", "ban-text", "Спам", "ban-until", "2026-10-20").
			wants(http.StatusUnprocessableEntity).has("#ban-value-problem", "Желіні")
		admin.post("/kk/moderation/bans", "ban-kind", "range", "ban-value", "198.51.100.0/24", "ban-reason", "spam", "ban-text", "Спам", "ban-until", "2026-10-20").to("/kk/moderation/bans")
		admin.get("/kk/moderation/bans").wants(http.StatusOK).has(".rows", "198.51.100.0/24").has(".rows", "20.10.2026")
		admin.post("/kk/moderation/bans/2/lift").to("/kk/moderation/bans")
	})

	s.step("public log", func(t *testing.T) {
		log := s.get("/ru/moderation-log").wants(http.StatusOK)
		for _, act := range []string{"Скрыты персональные данные", "Опубликовано", "Отклонено", "Отмечено как частный вопрос", "Объединено", "Заявитель предупреждён",
			"Снято с публикации", "Опубликовано снова", "Вход ограничен", "Ограничение снято", "Возражение удовлетворено", "Скрыт комментарий"} {
			log.has(".rows", act)
		}
		log.lacks(`.rows a[href="/ru/appeals/"]`) // a ban does not link to the appeal of the banned author
		for _, secret := range []string{"Айгерім", "87011234567", "198.51.100", "жазбаңыз", "Спам,"} {
			if strings.Contains(log.Body.String(), secret) {
				t.Errorf("the public log holds %q", secret)
			}
		}
		if c := log.Header().Get("Set-Cookie"); c != "" || !strings.HasPrefix(log.Header().Get("Cache-Control"), "public") {
			t.Errorf("the public log is not cacheable: %s", c)
		}
	})
}

// TestDuplicateIsLinked: the page of a flagged duplicate links to the original for the
// moderator.
func TestDuplicateIsLinked(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	n := s.waiting(t, s.id("aigerim@example.kz"), "Жолда терең шұңқыр бар.", "Жолда  терең шұңқыр бар!", "Көшеде шам жоқ.")
	v := s.appointed(t, "moderator@example.kz", "moderator", nil)
	page := "/kk/moderation/appeals/"
	v.get(page+n[1]).wants(http.StatusOK).has(".review__acts a[href='"+page+n[0]+"']", n[0])
	v.get(page + n[0]).lacks(".review__acts a[href='" + page + n[1] + "']")
}

// TestAdministering: an administrator uses the forms of the pages; each change is in the
// audit log.
func TestAdministering(t *testing.T) {
	s := newSite(t)
	public := s.fillAppeals(1)
	v := s.appointed(t, "admin@example.kz", "admin", nil)
	resident := s.resident(t, 7)
	user := "/kk/admin/users/" + strconv.FormatInt(s.id("resident7@example.kz"), 10)

	s.step("switches", func(t *testing.T) {
		v.post("/kk/admin/switches", "switch", "no_voices", "on", "1").to("/kk/admin")
		s.get("/kk").has("main > .notice", "Дауыс беру уақытша тоқтатылды")
		resident.post("/ru/appeals/"+public+"/voice").wants(http.StatusServiceUnavailable).has("main", "Приём голосов временно остановлен")
		v.post("/kk/admin/switches", "switch", "no_voices", "on", "0").to("/kk/admin")
		v.post("/kk/admin/switches", "switch", "read_only", "on", "1").to("/kk/admin")
		resident.post("/kk/appeals/"+public+"/comments", "text", "Рас айтасыз").wants(http.StatusServiceUnavailable).has("main", "тек оқуға ашық")
		v.post("/kk/moderation/bans").wants(http.StatusServiceUnavailable)
		v.post("/kk/admin/switches", "switch", "read_only", "on", "0").to("/kk/admin")
		v.post("/kk/admin/switches", "switch", "light", "on", "1").wants(http.StatusUnprocessableEntity)
	})

	s.step("roles", func(t *testing.T) {
		v.get("/kk/admin/users?q=resident7").wants(http.StatusOK).has(".rows", "resident7@example.kz")
		v.post(user+"/roles", "role", "head", "body", "").wants(http.StatusUnprocessableEntity).has("#body-problem", "толтырыңыз")
		v.post(user+"/roles", "role", "head", "body", "Жоқ орган").wants(http.StatusUnprocessableEntity).has("#body-problem", "табылмады")
		a := v.post(user+"/roles", "role", "head", "body", "түлкібас ауданы").to(user)
		v.get(a).has(".rows", "Түлкібас")
		v.post(user+"/roles", "role", "executor", "body", "ө").wants(http.StatusUnprocessableEntity).has("select#body", "Састөбе")
		v.post(user+"/roles", "role", "moderator", "from", "2026-13-40").wants(http.StatusUnprocessableEntity)
		end, _ := v.get(user).doc().Find(".rows form").Attr("action")
		v.post(end).to(user)
		v.get(user).lacks(".rows form")
	})

	s.step("bodies", func(t *testing.T) {
		v.post("/kk/admin/bodies/2", "name_kk", "").wants(http.StatusUnprocessableEntity).has("#name_kk-problem", "толтырыңыз")
		v.post("/kk/admin/bodies/2", "name_kk", "Жаңа", "name_ru", "Новый", "name_en", "New", "post_kk", "Әкім", "post_ru", "Аким", "post_en", "Akim").to("/kk/admin/bodies/2")
		v.get("/kk/admin/bodies/2").has(`a[href="/kk/admin/bodies/new?body=2"]`, "")
		department := []string{"body", "2", "name_kk", "Білім бөлімі", "name_ru", "Отдел образования", "name_en", "Education Department", "post_kk", "Басшы", "post_ru", "Руководитель", "post_en", "Head"}
		v.post("/kk/admin/bodies", "body", "2", "name_kk", "Білім бөлімі").wants(http.StatusUnprocessableEntity).has("#post_en-problem", "толтырыңыз").has(`#name_kk[value="Білім бөлімі"]`, "")
		v.post("/kk/admin/bodies", "body", "1", "name_en", "Білім").wants(http.StatusUnprocessableEntity).has("#body-problem", "әкімдікке").has("#name_en-problem", "Латын")
		v.get(v.post("/kk/admin/bodies", department...).to("/kk/admin/bodies/")).wants(http.StatusOK).has(`#name_ru[value="Отдел образования"]`, "").lacks(`a[href*="bodies/new"]`)
		v.post("/kk/admin/bodies", department...).wants(http.StatusUnprocessableEntity).has("#name_en-problem", "")
		v.get("/kk/admin/bodies?q=білім").wants(http.StatusOK).has(".rows", "Білім бөлімі")
	})
	s.step("categories", func(t *testing.T) {
		v.post("/kk/admin/categories/roads", "name_kk", "Жол", "name_ru", "Дорога", "name_en", "Road", "level", "9").wants(http.StatusUnprocessableEntity).has("#level-problem", "таңдаңыз")
		v.post("/kk/admin/categories/roads", "name_kk", "Жол торабы", "name_ru", "Дорога", "name_en", "Road", "level", "2", "law", "31-бап").to("/kk/admin/categories")
		s.get("/kk/appeals").has("#category", "Жол торабы")
	})
	s.step("calendar", func(t *testing.T) {
		v.post("/kk/admin/calendar", "day", "", "kind", "holiday").wants(http.StatusUnprocessableEntity).has("#day-problem", "толтырыңыз")
		v.post("/kk/admin/calendar", "day", "2027-02-03", "kind", "transfer_off", "name_kk", "Демалыс", "name_ru", "Выходной").to("/kk/admin/calendar?year=2027")
		v.get("/kk/admin/calendar?year=2027&day=2027-02-03").wants(http.StatusOK).has(".rows", "03.02.2027").has("#kind option[selected]", "Ауыстырылған")
		v.post("/kk/admin/calendar/drop", "day", "2027-02-03").to("/kk/admin/calendar?year=2027")
		v.post("/kk/admin/calendar/drop", "day", "2027-02-03").wants(http.StatusNotFound)
	})
	s.step("laws", func(t *testing.T) {
		v.post("/kk/admin/laws/art76", "name_kk", "76-бап", "name_ru", "Статья 76", "name_en", "Art. 76", "url", "http://x").wants(http.StatusUnprocessableEntity).has("#url-problem", "https")
		v.post("/kk/admin/laws/art76", "name_kk", "76-бап", "name_ru", "Статья 76", "name_en", "Art. 76", "url", "https://adilet.zan.kz/").to("/kk/admin/laws")
	})

	s.step("audit log", func(t *testing.T) {
		audit := v.get("/kk/admin/audit").wants(http.StatusOK)
		for _, act := range []string{"Ажыратқыш қосылды", "Ажыратқыш өшірілді", "Рөл берілді", "Рөл тоқтатылды", "Орган атауы өзгертілді", "Санат өзгертілді",
			"Күнтізбе күні енгізілді", "Күнтізбеден күн алынды", "Заң сілтемесі өзгертілді"} {
			audit.has(".rows", act)
		}
		// names, not codes
		for _, word := range []string{"Дауыс қабылданбайды", "Тек оқу режимі", "Рөл: Басшы", "Орган: Түлкібас ауданы әкімдігі", "Атауы, қазақша: Жаңа", "Лауазымы, орысша: Аким",
			"Жаңа орган қосылды", "Жол торабы", "Құзыретті деңгей: Аудандық деңгей", "Құқықтық негізі: 31-бап", "03.02.2027", "Түрі: Ауыстырылған демалыс", "76-бап", "Веб-мекенжайы: https://adilet.zan.kz/"} {
			audit.has(".rows", word)
		}
		for _, code := range []string{"no_voices", "{", "roads", "transfer_off", "head"} {
			if text := audit.doc().Find(".rows").Text(); strings.Contains(text, code) {
				t.Errorf("the audit log shows the code %q", code)
			}
		}
		audit.has(`.rows a[href="`+user+`"]`, "").has(`.rows a[href="/kk/admin/bodies/2"]`, "Жаңа")
	})
}
