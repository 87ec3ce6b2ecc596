package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestReceiptNextSteps: the receipt shows the next steps of an appeal that is in moderation,
// published or hidden.
func TestReceiptNextSteps(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	v := s.resident(t, 1)
	number := s.waiting(t, s.id("resident1@example.kz"), "Жолда терең шұңқыр бар.")[0]
	receipt := "/ru/appeals/" + number + "/receipt"
	v.get(receipt).wants(http.StatusOK).has("ol", "После модерации обращение публикуется")
	m := s.appointed(t, "moderator@example.kz", "moderator", nil)
	m.post("/kk/moderation/appeals/"+number+"/publish", "version", "0").to("/kk/moderation")
	v.get(receipt).wants(http.StatusOK).has("ol", "Обращение опубликовано")
	m.post("/kk/moderation/appeals/"+number+"/hide", "hide-reason", "insult").to("/kk/moderation")
	if text := v.get(receipt).wants(http.StatusOK).doc().Find("main ol").Text(); text != "Ответственный орган не позже указанного срока напишет, что сделано и что будет сделано. О каждом изменении вы узнаете." {
		t.Errorf("hidden appeal: %q", text)
	}
}

// TestReceiptOfShortTerm: if the portal has shortened the term of a category, the receipt
// does not cite the article of the law, which sets a longer one.
func TestReceiptOfShortTerm(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	v := s.resident(t, 1)
	number := s.waiting(t, s.id("resident1@example.kz"), "Жолда терең шұңқыр бар.")[0]
	receipt := "/ru/appeals/" + number + "/receipt"
	v.get(receipt).wants(http.StatusOK).has(".receipt", "ст. 76 АППК")
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	admin.post("/kk/admin/categories/roads", "name_kk", "Жолдар", "name_ru", "Дороги", "name_en", "Roads", "level", "3", "term", "5").to("/kk/admin/categories")
	short := v.get(receipt).wants(http.StatusOK).has(".receipt", "Ответить не позднее")
	if text := short.doc().Find(".receipt").Text(); strings.Contains(text, "76") {
		t.Errorf("the receipt cites the law for a shortened term: %q", text)
	}
}
