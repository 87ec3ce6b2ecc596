package concrete

import (
	"slices"
	"testing"
)

// finding returns the finding for one criterion.
func (r Reading) finding(c Criterion) Finding {
	return r[slices.Index(Criteria, c)]
}

func TestEmptyPhrasesDoNotCount(t *testing.T) {
	var none int64
	r := Read(Answer{Asked: "Жол шұңқыр. Қашан жөндейсіздер?", Found: "Өтінішіңіз қаралды.", Action: "Мәселе бақылауға алынды.",
		Responsible: "Жауапты маман", Cost: &none, Promises: []string{"Тиісті жұмыстарды жүргізу"}})
	if r.Score() != 0 {
		t.Errorf("score %d, missing %v", r.Score(), r.Missing())
	}
	if f := r.finding(Action); f.Why != Empty || f.Words == "" {
		t.Errorf("action: %+v, want the empty phrase", f)
	}
	if f := r.finding(Sum); f.Why != NoAction {
		t.Errorf("sum: %+v, want NoAction", f)
	}
}

func TestNumbersOfLawsAndLettersAreNotFacts(t *testing.T) {
	for _, s := range []string{
		"Сіздің 2026 жылғы 3 қарашадағы № ЖТ-04412 өтінішіңіз қаралды.",
		"Әкімшілік рәсімдік-процестік кодекстің 76-бабына сәйкес хабарлаймыз.",
		"Ваше обращение от 5 ноября 2026 года № 17 поступило.",
		"В соответствии со статьёй 76 Кодекса от 29 июня 2020 года сообщаем.",
		"2024-2027 жылдары іске асырылуда.",
	} {
		for _, st := range sentencesOf(s) {
			if st.numbers || st.hasDay() {
				t.Errorf("%s: numbers %v, day %v, want neither", s, st.numbers, st.hasDay())
			}
		}
	}
}

func TestSplit(t *testing.T) {
	for s, want := range map[string]int{
		"Шұңқыр 58 кв. м. Жамалды 15.07.2026 күні.":     2,
		"Тротуар на ул. Абая готов. Цена 1,2 млн тенге": 2,
		"По ст. 76 ответ дан; срок 3 дня":               2,
		"12 шам. 8-і жанды":                             2,
		"":                                              0,
	} {
		if got := sentencesOf(s); len(got) != want {
			t.Errorf("%q: %d sentences, want %d: %v", s, len(got), want, got)
		}
	}
}

func TestQuestionsNeedMatchingAnswers(t *testing.T) {
	asked := "Құбырда су неге жоқ? Қашан беріледі?"
	for text, want := range map[string]bool{
		"Құбырдың сорғысы күйіп кеткені себеп болды. Жаңасы 21 қарашада орнатылады.": true,
		"Құбырдың сорғысы күйіп кеткені себеп болды. Жаңасы орнатылады.":             false, // no day
		"Су құбырының сорғысы 21 қарашада орнатылады.":                               false, // no cause
	} {
		if got := Read(Answer{Asked: asked, Action: text}).finding(Questions).Met; got != want {
			t.Errorf("%s: met %v, want %v", text, got, want)
		}
	}
}

// FuzzRead checks that any text gives one finding per criterion.
func FuzzRead(f *testing.F) {
	f.Add("Неге?", "№.. 15.07.2026 ауыстырылды; 5%", "әкім")
	f.Fuzz(func(t *testing.T, asked, action, post string) {
		r := Read(Answer{Asked: asked, Found: post, Action: action, Responsible: post, Promises: []string{action}, Complaint: post})
		if len(r) != len(Criteria) || r.Score()+len(r.Missing()) != len(Criteria) {
			t.Errorf("%v", r)
		}
	})
}

// TestConcreteNeedsSomethingToCheck checks that the fields that the answer form fills in do not
// make an answer concrete.
func TestConcreteNeedsSomethingToCheck(t *testing.T) {
	answer := Answer{Asked: "На улице нет света. Поставьте фонарь.", Found: "Обращение рассмотрено.", Action: "Фонарь не будет установлен.",
		Responsible: "Аким села", Law: "АППК ст. 76", Complaint: "Вы вправе обжаловать ответ в вышестоящий орган."}
	if r := Read(answer); r.Score() < MinCriteria || r.Concrete() {
		t.Errorf("%d criteria, missing %v: concrete is %v", r.Score(), r.Missing(), r.Concrete())
	}
	answer.Found = "По улице Абая 6 опор без проводов."
	if r := Read(answer); !r.Concrete() {
		t.Errorf("with a fact: not concrete, missing %v", r.Missing())
	}
}
