package register

import (
	"strings"

	"jauap/models"
	"jauap/models/text"
)

// What registers write for a kind: our code, or the word of the law in one of the
// languages (ӘРПК, art. 4).
var kindWords = foldKeys(map[models.Kind][]string{
	models.Application: {"application", "арыз", "заявление"},
	models.Complaint:   {"complaint", "шағым", "жалоба"},
	models.Message:     {"message", "хабар", "хабарлама", "сообщение"},
	models.Proposal:    {"proposal", "ұсыныс", "предложение"},
	models.Opinion:     {"opinion", "үн қосу", "отклик"},
	models.Inquiry:     {"inquiry", "сұрау салу", "запрос"},
})

// What registers write for a status: our code, or the words that the portal shows.
// Those that only the portal itself can reach are missing.
var statusWords = foldKeys(map[models.Status][]string{
	models.Registered:          {"registered", "тіркелді", "зарегистрировано"},
	models.InProgress:          {"in_progress", "in progress", "қаралуда", "на рассмотрении", "в работе"},
	models.Answered:            {"answered", "жауап берілді", "дан ответ"},
	models.ResolvedConfirmed:   {"resolved_confirmed", "Resolved, confirmed by the resident", "Шешілді, тұрғын растады", "Решено, подтверждено жителем"},
	models.ResolvedUncontested: {"resolved_uncontested", "Answer not contested", "Жауапқа қарсылық білдірілмеді", "Ответ не оспорен"},
	models.Declined:            {"declined", "Declined with reasons", "Дәлелді түрде бас тартылды", "Мотивированный отказ"},
	models.Withdrawn:           {"withdrawn", "Кері қайтарып алынды", "Отозвано"},
})

// foldKeys turns lists of words into a table from the folded word to its meaning.
func foldKeys[V comparable](lists map[V][]string) map[string]V {
	table := map[string]V{}
	for meaning, words := range lists {
		for _, word := range words {
			table[foldWord(word)] = meaning
		}
	}
	return table
}

// foldWord makes words comparable however they are spaced and spelled.
func foldWord(word string) string { return text.Fold(strings.Join(strings.Fields(word), " ")) }

// categoryWords is the same for the categories, which an administrator may change.
func categoryWords(r *models.Reference) map[string]models.Category {
	lists := map[models.Category][]string{}
	for _, c := range r.Categories {
		lists[c] = []string{c.Code, c.Name.KK, c.Name.RU, c.Name.EN}
	}
	return foldKeys(lists)
}
