package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestScreenRules: when an administrator changes the rules of automatic screening, the
// public page shows the new rules and moderation applies them.
func TestScreenRules(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	s.get("/ru/rules").wants(http.StatusOK).has("#screen ~ *, section:has(#screen)", "Число обращений: 5. За сколько часов: 1").has("main", "не менялись")
	number := s.waiting(t, s.id("aigerim@example.kz"), "Көлік нөмірі 123 ABC 01, иесі дөрекі сөйлейді.")[0]
	admin.get("/ru/moderation/appeals/"+number).wants(http.StatusOK).has("mark", "123 ABC 01")

	if n := admin.get("/ru/admin/rules").wants(http.StatusOK).doc().Find("input[type=checkbox][checked]").Length(); n != 11 {
		t.Errorf("%d active rules, want 11", n)
	}
	admin.post("/ru/admin/rules", "rule-email", "1", "rule-flood", "1", "appeals", "0", "hours", "x").wants(http.StatusUnprocessableEntity).
		has("#appeals-problem", "Не меньше: 1").has("#hours-problem", "Не больше: 168")
	admin.post("/ru/admin/rules", "rule-email", "1", "rule-flood", "1", "rule-words", "1", "appeals", "3", "hours", "12").to("/ru/admin/rules")
	admin.post("/ru/admin/rules/words", "lang", "ru", "phrase", "").wants(http.StatusUnprocessableEntity).has("#phrase-problem", "Заполните")
	admin.post("/ru/admin/rules/words", "lang", "kk", "phrase", "дөрекі").to("/ru/admin/rules")
	checkPage(t, "/ru/admin/rules", admin.get("/ru/admin/rules").wants(http.StatusOK).has("th", "дөрекі").doc())
	rules := s.get("/ru/rules").wants(http.StatusOK).has("main", "Число обращений: 3. За сколько часов: 12").has("details li", "дөрекі").has("main", "Последнее изменение правил: 14")
	if text := rules.doc().Find("main").Text(); strings.Contains(text, "Номер машины") || strings.Contains(text, "дословно") {
		t.Error("the public page lists an inactive rule")
	}
	admin.get("/ru/moderation/appeals/"+number).wants(http.StatusOK).lacks("mark").has("q", "дөрекі")
	drop, _ := admin.get("/ru/admin/rules").doc().Find("form[action$='/drop']").Attr("action")
	admin.post(drop).to("/ru/admin/rules")
	admin.post(drop).wants(http.StatusNotFound)
	admin.get("/ru/admin/audit").wants(http.StatusOK).has("td", "Изменено правило").has("td li", "Было: Включено; Сколько обращений с одной учётной записи проходит без пометки: 5").has("td li", "Стало: Выключено")
}
