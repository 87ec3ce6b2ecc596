package handlers_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/record"
)

// TestGap: the page and its table count the appeals that bodies could not solve.
func TestGap(t *testing.T) {
	o := newOffice(t)
	o.get("/kk/gap").wants(http.StatusOK).has(".empty", "Мұндай мәселе тіркелмеген")
	o.get("/kk/gap?place=999999999").wants(http.StatusBadRequest)
	o.get("/kk/gap/table.csv?place=x").wants(http.StatusBadRequest)

	var numbers []string
	for n := range 12 {
		id, number := o.appeal(n == 11)
		numbers = append(numbers, number)
		w, err := o.store.PublishAnswer(t.Context(), id, models.Official{UserID: o.author, BodyID: o.body}, models.NewAnswer{AnswerText: models.AnswerText{Lang: "kk", Action: "Бюджетте ақша жоқ."}})
		o.must(err)
		if n < 3 || n == 11 {
			o.sql(`update answers set obstacle = 'money' where id = ?`, w)
		}
		if n == 8 {
			o.must(record.New(o.store).RecountFigures(t.Context()))
			o.get("/ru/gap?place=616059000").wants(http.StatusOK).has("tbody td:last-child", "мало данных") // 9 answered
		}
	}
	o.must(record.New(o.store).RecountFigures(t.Context()))
	a := o.get("/ru/gap?place=616059000").wants(http.StatusOK)
	a.has("tbody td:last-child", "27\u00a0%").has("tbody td", "3 / 11").has(".gap-who", "районный маслихат")
	a.has(".gap-example blockquote", "Бюджетте ақша жоқ.").has(".as-of", "14")
	if strings.Contains(a.Body.String(), numbers[11]) {
		t.Error("the page shows a private appeal as an example")
	}
	if a.Header().Get("Set-Cookie") != "" || !strings.HasPrefix(a.Header().Get("Cache-Control"), "public") {
		t.Error("the page is not publicly cacheable")
	}
	o.get("/ru/gap?place=616037000").wants(http.StatusOK).lacks("table") // the other office

	file := o.get("/ru/gap/table.csv").wants(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.Body.String(), "\ufeff"))).ReadAll()
	o.must(err)
	if len(rows) != 2 || strings.Join(rows[1][:10], ",") != "3,roads,"+rows[1][2]+",11,3,0,3,0,0,0" || rows[1][2] == "" {
		t.Errorf("table: %v", rows)
	}
}
