package register

import (
	"strings"
	"testing"
)

// TestRegisterCells: cells as in real registers are parsed or rejected with a reason; a formula
// error or a dash never becomes the answer of an office.
func TestRegisterCells(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	row := func(number, received, text, answer, answered string) string {
		return number + "," + received + ",complaint,roads,616030100,Шұңқыр,\"" + text + "\",,\"" + answer + "\"," + answered + "\n"
	}
	const words, answer = "Жолда шұңқыр бар, жөндеңіз.", "Шұңқыр 25 наурызда жамалды."
	for name, tc := range map[string]struct{ content, problem string }{
		"error of a formula":         {registerHeader + row("E-1", "2026-03-05", words, "#N/A", "2026-03-10"), "holds #N/A"},
		"error in Russian":           {registerHeader + row("E-2", "2026-03-05", words, "#ЗНАЧ!", "2026-03-10"), "holds #ЗНАЧ!"},
		"error in the text":          {registerHeader + row("E-3", "2026-03-05", "#REF!", answer, "2026-03-10"), "holds #REF!"},
		"dash":                       {registerHeader + row("E-4", "2026-03-05", words, "–", "2026-03-10"), "is no answer"},
		"no in Russian":              {registerHeader + row("E-5", "2026-03-05", words, "Нет.", "2026-03-10"), "is no answer"},
		"no in Kazakh":               {registerHeader + row("E-6", "2026-03-05", words, "жоқ", "2026-03-10"), "is no answer"},
		"dash without a day":         {registerHeader + row("E-7", "2026-03-05", words, "-", ""), ""},
		"old font":                   {registerHeader + row("E-8", "2026-03-05", "Кґшеде шўѕќыр бар", "", ""), "old Kazakh font"},
		"one digit":                  {registerHeader + row("D-1", "5.3.2026", words, "", ""), ""},
		"with the word for the year": {registerHeader + row("D-2", "05.03.2026 г.", words, "", ""), ""},
		"with a zone":                {registerHeader + row("D-3", "2026-03-05T14:30:00+05:00", words, "", ""), ""},
		"slashes, year first":        {registerHeader + row("D-4", "2026/03/05", words, "", ""), ""},
		"slashes, day or month":      {registerHeader + row("D-5", "05/03/2026", words, "", ""), "is no date"},
		"title rows":                 {"Журнал регистрации обращений за 2026 год,,,,,,,,,\n,,,,,,,,,\n" + registerHeader + row("T-1", "2026-03-05", words, "", ""), ""},
		"sep=": {"\xef\xbb\xbfsep=;\n" + strings.ReplaceAll(registerHeader, ",", ";") +
			"S-1;2026-03-05;complaint;roads;616030100;Шұңқыр;Жолда шұңқыр бар, жөндеңіз.;;;\n", ""},
	} {
		report := importRegister(t, s, saved(t, "r.csv", tc.content), AppealsImport{})
		switch {
		case tc.problem == "" && (report.Added != 1 || len(report.Problems) > 0):
			t.Errorf("%s: %v %v", name, counts(report), report.Problems)
		case tc.problem != "" && (report.Added > 0 || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Error(), tc.problem)):
			t.Errorf("%s: %v %v", name, counts(report), report.Problems)
		}
	}
}

// TestRegisterOfAnother: the same number with another text is a conflict, also for the same place
// and date; the same text with other spaces is not.
func TestRegisterOfAnother(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	one := registerHeader + "Ж-1,2026-03-05,complaint,roads,616030100,Шұңқыр,\"Жолда шұңқыр бар, жөндеңіз.\",,,\n"
	importRegister(t, s, saved(t, "r.csv", one), AppealsImport{})
	for name, other := range map[string]string{
		"title and text": strings.NewReplacer("Шұңқыр", "Жарық жоқ", "Жолда шұңқыр бар", "Көшеде жарық жоқ").Replace(one),
		"text":           strings.Replace(one, "Жолда шұңқыр бар", "Көшеде жарық жоқ", 1),
	} {
		report := importRegister(t, s, saved(t, "r.csv", other), AppealsImport{})
		if report.Unchanged != 0 || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Error(), "taken by another appeal") {
			t.Errorf("another %s: %v %v", name, counts(report), report.Problems)
		}
	}
	report := importRegister(t, s, saved(t, "r.csv", strings.Replace(one, "Жолда шұңқыр бар", "жолда  шұңқыр бар", 1)), AppealsImport{})
	if report.Unchanged != 1 {
		t.Errorf("the same with other spaces: %v %v", counts(report), report.Problems)
	}
}
