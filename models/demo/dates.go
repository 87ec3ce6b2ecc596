package demo

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"jauap/models/calendar"
)

// months holds the names of months in the Kazakh cases of the tokens, and in the Russian genitive
// (d).
var months = map[string][12]string{
	"nom":  {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
	"loc":  {"қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда", "шілдеде", "тамызда", "қыркүйекте", "қазанда", "қарашада", "желтоқсанда"},
	"dat":  {"қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"},
	"ablt": {"қаңтардан", "ақпаннан", "наурыздан", "сәуірден", "мамырдан", "маусымнан", "шілдеден", "тамыздан", "қыркүйектен", "қазаннан", "қарашадан", "желтоқсаннан"},
	"d":    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
}

var token = regexp.MustCompile(`\{\{(nom|loc|dat|ablt|d):\+(\d+)\}\}`)

// dated replaces each token {{loc:+n}} with the day n working days after registration: «15
// шілдеде», «15 июля». The month has the case ending, so each form has its own list.
func dated(text string, day func(n int) calendar.Date) string {
	return token.ReplaceAllStringFunc(text, func(t string) string {
		form := token.FindStringSubmatch(t)
		n, err := strconv.Atoi(form[2])
		if err != nil {
			return t
		}
		d := day(n)
		return fmt.Sprintf("%d\u00a0%s", d.Day, months[form[1]][d.Month-time.January])
	})
}

// dueDay parses the due date of a promise, see promiseContent.
func dueDay(due string, answered calendar.Date, day func(n int) calendar.Date) (calendar.Date, error) {
	if len(due) > 1 && due[0] == '+' {
		n, err := strconv.Atoi(due[1:])
		return day(n), err
	}
	year := answered.Year
	if len(due) > 5 && due[:5] == "next " {
		year, due = year+1, due[5:]
	}
	d, err := calendar.ParseDate(fmt.Sprintf("%04d-%s", year, due))
	if err == nil && d.Before(answered.AddDays(14)) {
		d = calendar.NewDate(d.Year+1, d.Month, d.Day)
	}
	return d, err
}
