package concrete

import (
	"strings"
	"unicode/utf8"
)

// No list contains every action of an office. Other actions are recognised by the form of the verb:
// in Kazakh by the last word of the sentence, in Russian by the endings of participles and of the
// past and future tense.

var (
	kazakhEndings  = strings.Fields("лды лди нды нди тты тти рды рди пти пты кти сты сти шти шты йды йди ады еди дык дик тык тик")
	russianEndings = strings.Fields(`ена ено ены ана ано аны ята ято яты ита ито иты ута уты ен ан ят ат ут ют ли ла ло
		ил ал ел нется нутся аем яем уем вим дим сим тим зим ложим`)
)

// nonActions lists verbs that change nothing on the ground, and nouns that look like verbs.
var nonActions = lexiconOf(`
	карал, зерделен, пысыктал, айтыл, хабарлан, ескертил, ескерил, жолдан, жиберил, жургизилди, жургизиле, отти, ати, болды, болады, болмайды, табыл, туседи, туседы, жалгас, кушейтил, керек, тиисти, белгили, етиледи, етилди, етпейди,
	жетти, калыптас, жоспарлан, атал, айтылады, курыл, колданыл, карайды, караст, узил, жатады, туратын, берилмейди, саналад, берди, береди, уаде, атка, алынды, келеди, бериледи, сактал, калды,
	рассмотр, сообща, напомина, доведен, передан, указан, изучен, проведен, отмечен, разъясн, принят, обеспеч, направлен, обусловлен, утвержден, предусмотрен, создан, достигнут, определен, организован, поставлен вопрос,
	благодар, просим, информиру, понима, призыва, рекоменд, надеемся, считаем, известны, населен, данны, данная, ответствен, установлен законод, отведен, соответств, план, граждан, магазин, степен, времен, район, ран,
	школ, недел, земл, сила, числа, дела, начал, отдел, материал, персонал, капитал, филиал, канал, подвал, был, стал, могли, имели, хотели, если, мотел, арал, сумел, предел, квартал, журнал, сигнал, портал, терминал,
	аппарат, маршрут, результат, формат, мандат, сертификат, акимат, маслихат, имеют, могут, будут, будет, являют, пользуют, прилаг, автомат, клиент, ребят, комнат, салат, закат, брат, квадрат, депутат, адвокат, институт, минут, гранат, возврат, дорожат,
	стена, цена, смена, страна, охрана, экрана, плана, крана, карта, защита, плита, орбита, минута, оплата, зарплата, лимит, весна, норма, страны, цены, стены, краны, планы, банан, экран, кран`)

// hasVerb reports whether the sentence has a verb for something done or planned.
func (s sentence) hasVerb() bool {
	if s.kazakh {
		last := s.words[len(s.words)-1]
		return endsIn(last, kazakhEndings, 4) && !inert(last)
	}
	for _, w := range s.words {
		if endsIn(w, russianEndings, 5) && !inert(w) || strings.HasSuffix(w, "ed") && len(w) > 4 {
			return true
		}
	}
	return false
}

// inert reports whether a word looks like a verb of action but is none.
func inert(word string) bool {
	alone := []string{word}
	return nonActions.in(alone) || findings.in(alone) || emptyPhrases.in(alone)
}

func endsIn(word string, endings []string, minLetters int) bool {
	if utf8.RuneCountInString(word) < minLetters {
		return false
	}
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
