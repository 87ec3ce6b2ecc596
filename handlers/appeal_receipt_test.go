package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestReceiptSaysWhatIsNext: before moderation, after it, and once the appeal is out of view.
func TestReceiptSaysWhatIsNext(t *testing.T) {
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
		t.Errorf("of what is hidden: %q", text)
	}
}

// TestShortTermIsNotCalledTheLaws: a term that the portal has shortened for a category stands
// on the receipt without the article of the law, whose own term is longer.
func TestShortTermIsNotCalledTheLaws(t *testing.T) {
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
		t.Errorf("the receipt of a short term: %q", text)
	}
}
