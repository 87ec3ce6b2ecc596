package register

import (
	"strings"

	"jauap/models"
	"jauap/models/text"
)

// kindWords maps the folded words for a kind in registers, the code or the term of the law in
// one of the languages (ӘРПК, art. 4), to the kind.
var kindWords = foldKeys(map[models.Kind][]string{
	models.Application: {"application", "арыз", "заявление"},
	models.Complaint:   {"complaint", "шағым", "жалоба"},
	models.Message:     {"message", "хабар", "хабарлама", "сообщение"},
	models.Proposal:    {"proposal", "ұсыныс", "предложение"},
	models.Opinion:     {"opinion", "үн қосу", "отклик"},
	models.Inquiry:     {"inquiry", "сұрау салу", "запрос"},
})

// statusWords maps the folded words for a status in registers, the code or the texts of the
// portal, to the status. Statuses that only the portal can give are missing.
var statusWords = foldKeys(map[models.Status][]string{
	models.Registered:          {"registered", "тіркелді", "зарегистрировано"},
	models.InProgress:          {"in_progress", "in progress", "қаралуда", "на рассмотрении", "в работе"},
	models.Answered:            {"answered", "жауап берілді", "дан ответ"},
	models.ResolvedConfirmed:   {"resolved_confirmed", "Resolved, confirmed by the resident", "Шешілді, тұрғын растады", "Решено, подтверждено жителем"},
	models.ResolvedUncontested: {"resolved_uncontested", "Answer not contested", "Жауапқа қарсылық білдірілмеді", "Ответ не оспорен"},
	models.Declined:            {"declined", "Declined with reasons", "Дәлелді түрде бас тартылды", "Мотивированный отказ"},
	models.Withdrawn:           {"withdrawn", "Кері қайтарып алынды", "Отозвано"},
})

// foldKeys inverts lists of words to a map from each folded word to its meaning.
func foldKeys[V comparable](lists map[V][]string) map[string]V {
	table := map[string]V{}
	for meaning, words := range lists {
		for _, word := range words {
			table[foldWord(word)] = meaning
		}
	}
	return table
}

// foldWord normalises spaces, case and Kazakh letters of a word for comparison.
func foldWord(word string) string { return text.Fold(strings.Join(strings.Fields(word), " ")) }

// categoryWords maps the folded codes and names of the current categories to the categories.
func categoryWords(r *models.Reference) map[string]models.Category {
	lists := map[models.Category][]string{}
	for _, c := range r.Categories {
		lists[c] = []string{c.Code, c.Name.KK, c.Name.RU, c.Name.EN}
	}
	return foldKeys(lists)
}
