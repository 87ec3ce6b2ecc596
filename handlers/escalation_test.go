package handlers_test

import (
	"net/http"
	"testing"
	"time"

	"jauap/handlers/jobs"
	"jauap/models"
	"jauap/models/calendar"
)

// lateAppeal publishes an appeal that was due on Friday 9 October; today is Wednesday the 14th.
func (o *officeSite) lateAppeal(private bool) (id int64, number string) {
	o.t.Helper()
	id, number = o.appeal(private)
	o.sql(`update appeals set answer_due = '2026-10-09', registered_on = '2026-09-18', redirect_due = '2026-09-23' where id = ?`, id)
	return id, number
}

// TestEscalationAndReturn: the author escalates an appeal, the superior body returns it with
// an order, and the page of the appeal shows both.
func TestEscalationAndReturn(t *testing.T) {
	o := newOffice(t)
	_, number := o.lateAppeal(false)
	page, desk := "/kk/appeals/"+number, "/kk/desk/appeals/"+number
	clerk := o.official("executor", o.district)

	o.step("before escalation", func(t *testing.T) {
		o.resident.get(page).has(".author .notice", "Жауап мерзімінде берілмеді").has(".author .notice", "09.01.2027")
		form := o.resident.get(page + "/author/escalate").wants(http.StatusOK)
		form.has(".facts", "Жауап мерзімінде берілмеді").has(".facts", "Түлкібас").has(".facts", "09.10.2026").
			has(".facts", "09.01.2027").has(".facts", "12.11.2026").has("button[type=submit]", "Жолдау: Түлкібас")
		o.get(page).lacks("#way-up")
		o.superior.get(page).lacks("input[name=official]")
		o.superior.post(page+"/comments", "text", "Аудан айтады.", "official", "1").wants(http.StatusForbidden)
		o.superior.post(desk + "/return").wants(http.StatusForbidden)
	})

	o.step("escalate", func(t *testing.T) {
		o.resident.post(page+"/author/escalate", "text", "Он күн өтті.").to(page)
		o.resident.get(page + "/author/escalate").wants(http.StatusConflict)
		o.get(page).has(".section:has(#way-up)", "Түлкібас").has(".section:has(#way-up)", "Он күн өтті.").has(".section:has(#way-up) .tag", "Қаралуда").
			has(".section:has(#way-up) .chip", "20 жұмыс күні")
	})

	o.step("superior body", func(t *testing.T) {
		// the superior body has it on its desk and may comment
		o.superior.get("/kk/desk?view=escalated").has(".desk__rows", number).has(".desk__row .chip", "20 жұмыс күні")
		o.superior.get(page).has("main a.ds-button", "Жұмыс беті").has(".form p", "Түлкібас")
		o.superior.post(page+"/comments", "text", "Аудан қарап жатыр.", "official", "1").to(page)
		o.get(page).has(".comment[data-official]", "Түлкібас")
		o.other.post(page+"/comments", "text", "Біз де айтамыз.", "official", "1").wants(http.StatusForbidden)
		o.head.get(page).has(".form p", "Састөбе")
	})

	o.step("late appeals", func(t *testing.T) {
		// both deadlines name their body, and the view of late appeals includes both kinds
		for _, page := range []string{page, desk} {
			o.superior.get(page).has(".appeal__status", "Жауапты орган:").has(".appeal__status", "Жоғары тұрған орган:").has(".appeal__status .chip", "20 жұмыс күні қалды")
		}
		o.superior.get("/kk/desk?view=late").lacks(".desk__row")
		o.sql(`update escalations set due = '2026-10-13'`)
		o.superior.get("/kk/desk?view=late").has(".filter-links [aria-current]", "(1)").has(".desk__rows", number).has(".desk__row", "Састөбе").
			has(".desk__row .chip", "13.10.2026").lacks(".desk__row input")
		o.head.get("/kk/desk?view=late").has(".desk__row .chip", "09.10.2026")
		o.sql(`update escalations set due = '2026-11-12'`)
	})

	o.step("return with an order", func(t *testing.T) {
		// only the head of the superior body may return it
		clerk.get(desk).wants(http.StatusOK).lacks("form[action$='/return']").has("a[href$='/answer']", "")
		o.head.get(desk).lacks("form[action$='/return']")
		o.superior.get(desk).has("form[action$='/return']", "Састөбе").has("form[action$='/return']", "05.11.2026")
		for name, v := range map[string]*visitor{"executor": clerk, "responsible head": o.head, "another head": o.other, "author": o.resident} {
			if a := v.post(desk+"/return", "return_order", "Жамаңыз", "return_due", "2026-10-20"); a.Code != http.StatusForbidden {
				t.Errorf("returned by the %s: %d", name, a.Code)
			}
		}
		o.superior.post(desk+"/return", "return_order", "Жамаңыз", "return_due", "2026-10-17").wants(http.StatusUnprocessableEntity).
			has("#return_due-problem", "жұмыс күні емес").has("#return_order", "Жамаңыз").has("details[open]#act-return", "")
		o.superior.post(desk+"/return", "return_due", "2026-11-06").wants(http.StatusUnprocessableEntity).
			has("#return_due-problem", "").has("#return_order-problem", "толтырыңыз").has("[role=alert] li:first-child a[href='#return_order']", "Тапсырма. Бұл өрісті")
		o.superior.post(desk+"/return", "return_order", "Шұңқырды жамап, суретін жіберіңіз.", "return_due", "2026-10-20").to(desk)

		way := o.get(page)
		way.has(".section:has(#way-up)", "Шұңқырды жамап").has(".section:has(#way-up)", "20.10.2026").has(".section:has(#way-up) .tag", "Тапсырмамен қайтарды").
			has(".appeal__facts", "20.10.2026").has(".timeline", "тапсырмамен қайтарды")
		o.superior.get("/kk/desk?view=escalated").lacks(".desk__row")
		o.superior.get(page).lacks("input[name=official]")
		o.superior.get(desk).wants(http.StatusOK).lacks("#acts").has(".notice", "тек оқи аласыз")
		o.head.get("/kk/desk").has(".desk__rows", number)
		o.head.get(desk).has("#acts", "").lacks("form[action$='/extend']").lacks("form[action$='/redirect']").lacks("form[action$='/pause']")
		o.superior.post(desk+"/return", "return_order", "Тағы да", "return_due", "2026-10-20").wants(http.StatusForbidden)
	})
}

// TestSilenceInPublic: the page shows which escalations were automatic and which bodies did
// not decide in time.
func TestSilenceInPublic(t *testing.T) {
	o := newOffice(t)
	id, number := o.lateAppeal(false)
	o.sql(`update appeals set answer_due = '2026-06-19', registered_on = '2026-06-01', redirect_due = '2026-06-04' where id = ?`, id)
	o.must(jobs.Sweep(t.Context(), o.store))
	ru := o.get("/ru/appeals/" + number)
	ru.has(".section:has(#way-up)", "Направлено автоматически").has(".way__step:first-child .tag", "Не принял решение в срок").
		has(".way__step:nth-child(2) h3", "Туркестанской области").has(".way__step:nth-child(2)", "Вышестоящий орган не принял решение по жалобе в срок").
		has(".way__step:last-child h3", "Правительство")
	if n := ru.doc().Find(".way__step").Length(); n != 3 {
		t.Errorf("%d steps, want 3", n)
	}
	o.sql(`update escalations set silent_at = ? where closed_at is null`, noon)
	o.get("/ru/appeals/"+number).has(".appeal__status", "Вышестоящий орган не принял решение в срок")
}

// TestComplaint: only the author gets the text of the complaint, in the language of the
// appeal.
func TestComplaint(t *testing.T) {
	o := newOffice(t)
	id, number := o.lateAppeal(false)
	_, private := o.lateAppeal(true)
	_, inTime := o.appeal(false)
	sheet := o.resident.get("/ru/appeals/" + number + "/complaint").wants(http.StatusOK)
	sheet.has("h1", "Текст жалобы").has(".complaint[lang=kk] h2", "Шағым").has(".complaint", "Кімге: Түлкібас ауданы әкімдігі").
		has(".complaint", "ЖСН: ____").has(".complaint", number).has(".complaint", "Терең шұңқыр").has(".complaint", "09.10.2026").has(".complaint", "09.01.2027").
		has(".complaint", "91-бабының 2-бөлігіне").has(".complaint", "Менің уәждерім: ____").has("textarea[readonly]", "1. шағымды 20 жұмыс күні")
	o.resident.get("/kk/appeals/"+private+"/complaint").wants(http.StatusOK).has(".complaint", private)
	o.resident.get("/kk/appeals/" + inTime + "/complaint").wants(http.StatusConflict)
	other := o.site.resident(t, 7)
	for path, want := range map[string]int{number: http.StatusForbidden, private: http.StatusNotFound, "2026-999999": http.StatusNotFound} {
		other.get("/kk/appeals/" + path + "/complaint").wants(want)
		o.head.get("/kk/appeals/" + path + "/complaint").wants(want)
	}
	o.visitor().get("/kk/appeals/" + number + "/complaint").to("/kk/sign-in")

	// after escalation it holds the author's text; after a return a complaint is not possible
	must := o.must
	must(o.store.EscalateAppeal(t.Context(), id, &o.author, "Он күн өтті."))
	o.resident.get("/kk/appeals/"+number+"/complaint").has(".complaint", "Менің уәждерім: Он күн өтті.")
	var head int64
	must(o.db.Gorm.Raw(`select user_id from roles where body_id = ? and role = 'head'`, o.district).Scan(&head).Error)
	must(o.store.ReturnAppeal(t.Context(), id, models.Official{UserID: head, BodyID: o.district}, "Жамаңыз.", calendar.NewDate(2026, time.October, 20)))
	o.resident.get("/kk/appeals/" + number + "/complaint").wants(http.StatusConflict)
	o.resident.get("/kk/appeals/" + number).lacks("a[href$='/complaint']")

	// each ground has a text in each language
	for _, lang := range []string{"kk", "ru", "en"} {
		for _, ground := range []models.Ground{models.GroundOverdue, models.GroundRefused, models.GroundContested, models.GroundPromise, models.GroundSilent} {
			oneID, one := o.lateAppeal(false)
			o.sql(`update appeals set lang = ?, title = 'Жол <i>бұзық</i>' where id = ?`, lang, oneID)
			must(o.store.EscalateAppeal(t.Context(), oneID, &o.author, ""))
			o.sql(`update escalations set ground = ? where appeal_id = ?`, ground, oneID)
			a := o.resident.get("/en/appeals/" + one + "/complaint").wants(http.StatusOK)
			a.has(".complaint", "Жол <i>бұзық</i>").has(".complaint", map[string]string{"kk": "Шағымның негізі", "ru": "Основание жалобы", "en": "Ground of the complaint"}[lang])
		}
	}
}
