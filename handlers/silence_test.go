package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jauap/handlers/jobs"
	"jauap/models/record"
)

// TestSilence: the printable sheet lists the late public appeals of a place.
func TestSilence(t *testing.T) {
	o := newOffice(t)
	o.get("/kk/places/616059000/silence").wants(http.StatusOK).has(".empty", "Мерзімі өткен өтініш жоқ")
	o.get("/kk/places/999999999/silence").wants(http.StatusNotFound)

	_, number := o.appeal(false)
	_, private := o.appeal(true)
	o.sql(`update appeals set answer_due = registered_on`)
	o.sql(`update appeals set registered_on = registered_on - 30, answer_due = answer_due - 14, redirect_due = redirect_due - 20`)
	a := o.get("/kk/places/616059000/silence").wants(http.StatusOK)
	a.has(".sheet__item h2", "Терең шұңқыр").has(".sheet__address", "jauap.example/a/"+number)
	a.has(".sheet__late", "10 жұмыс күніне кешікті").has(".sheet__item", "Жауап беруге тиіс: ")
	if n := a.doc().Find(".sheet__item svg.qr path").Length(); n != 1 {
		t.Errorf("%d QR codes for one appeal", n)
	}
	if strings.Contains(a.Body.String(), private) {
		t.Error("the sheet shows a private appeal")
	}
	if a.Header().Get("Set-Cookie") != "" || !strings.HasPrefix(a.Header().Get("Cache-Control"), "public") {
		t.Error("the sheet is not publicly cacheable")
	}
	// the page of the place links to the sheet only if it has appeals
	o.get("/kk/places/616059000").wants(http.StatusOK).lacks(`a[href$="/silence"]`)
	o.must(record.New(o.store).RecountFigures(t.Context()))
	o.get("/ru/places/616059000").wants(http.StatusOK).has(`a[href$="/silence"]`, "Лист обращений без ответа")

	// after escalation the sheet names two bodies: one for the answer, the superior for the decision
	a.lacks(".sheet__above")
	o.must(jobs.Sweep(t.Context(), o.store))
	a = o.get("/ru/places/616059000/silence").wants(http.StatusOK)
	a.has(".sheet__item", "Должен ответить: Аппарат акима Састобенского").has(".sheet__above", "Передано выше: ").has(".sheet__above", "Теперь решение принимает: Акимат Тюлькубасского района. Срок решения: ")
	o.sql(`update escalations set due = at::date`)
	o.get("/kk/places/616059000/silence").has(".sheet__above", "Мерзімінде шешім қабылдамады: Түлкібас ауданы әкімдігі.")

	for range record.SheetAppeals + 2 {
		o.appeal(false)
	}
	o.sql(`update appeals set answer_due = registered_on - 1, registered_on = registered_on - 30, redirect_due = redirect_due - 20 where answer_due > current_date - 365 and status = 'registered' and answer_due > ?`, today())
	a = o.get("/ru/places/610000000/silence").wants(http.StatusOK)
	if n := a.doc().Find(".sheet__item").Length(); n != record.SheetAppeals {
		t.Errorf("%d appeals on one sheet, want %d", n, record.SheetAppeals)
	}
	a.has(".sheet__foot", "На лист не вошло ещё 3 обращения.")
}
