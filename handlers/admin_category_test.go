package handlers_test

import (
	"net/http"
	"testing"
)

// TestAddCategory: a category that an administrator adds is offered when filing an appeal,
// and no longer after it is retired.
func TestAddCategory(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	v := s.appointed(t, "admin@example.kz", "admin", nil)
	const list, form = "/kk/admin/categories", "/kk/admin/categories/bridges"
	a := v.get(list + "/new").wants(http.StatusOK)
	checkPage(t, list+"/new", a.doc())
	fields := []string{"code", "bridges", "name_kk", "Көпірлер", "name_ru", "Мосты", "name_en", "Bridges", "level", "3"}
	v.post(list, append(fields, "term", "20")...).wants(http.StatusUnprocessableEntity).has("#term-problem", "14 жұмыс күні").has("h1", "Санат қосу")
	v.post(list, append(fields, "term", "x")...).wants(http.StatusUnprocessableEntity).has("#term-problem", "14 жұмыс күні").has(".ds-error-summary", "Жауап беру мерзімі, жұмыс күні")
	v.post(list, append(fields, "term", "5")...).to(list)
	v.get(list).has("main", "Көпірлер")
	s.get("/kk/appeals/new").has("#category", "Көпірлер").has("#category", "Жауап беру мерзімі: 5 жұмыс күні")
	v.post(form, append(fields, "retired", "1")...).to(list)
	v.get(list).has("main", "Жаңа өтініш қабылданбайды")
	s.get("/kk/appeals/new").lacks("button[value=bridges]")
	s.get("/kk/appeals?category=bridges").wants(http.StatusOK)
	s.visitor().post("/kk/appeals/new", "category", "bridges").wants(http.StatusUnprocessableEntity)
	v.get("/kk/admin/audit").wants(http.StatusOK).has("main", "Жаңа санат қосылды")
}
