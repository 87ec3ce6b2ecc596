package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jauap/models/calendar"
	"jauap/models/demo/draw"
)

func appealsOfContent(t *testing.T) []appealContent {
	t.Helper()
	appeals, err := readAppeals()
	if err != nil {
		t.Fatal(err)
	}
	return appeals
}

func TestContentCoversAllCases(t *testing.T) {
	concrete, vague, discussed := 0, 0, 0
	statuses, marks := map[string]int{}, map[string]int{}
	for _, a := range appealsOfContent(t) {
		statuses[a.Status]++
		marks[a.Mark]++
		hasComment := false
		for _, s := range a.Steps {
			hasComment = hasComment || s.Act == "comment"
			switch {
			case s.Answer == nil:
			case s.Answer.Found == "" && s.Answer.Responsible == "" && s.Answer.Cost == nil && len(s.Answer.Promises) == 0:
				vague++
			case s.Answer.Found != "" && s.Answer.Responsible != "":
				concrete++
			default:
				t.Errorf("%s: the answer is neither concrete nor vague", a.ID)
			}
		}
		if hasComment {
			discussed++
		}
	}
	if concrete != 36 || vague != 13 {
		t.Errorf("%d concrete and %d vague answers, want 36 and 13", concrete, vague)
	}
	if discussed < 15 {
		t.Errorf("%d appeals have comments, want 15", discussed)
	}
	for _, status := range []string{"moderation", "registered", "in_progress", "answered", "resolved_confirmed",
		"resolved_uncontested", "contested", "declined", "withdrawn", "rejected", "merged"} {
		if statuses[status] == 0 {
			t.Errorf("no appeal has the status %s", status)
		}
	}
	for _, mark := range []string{"overdue", "extended", "redirected", "escalated", "returned", "paused"} {
		if marks[mark] == 0 {
			t.Errorf("no appeal is %s", mark)
		}
	}
}

func TestStepsAreInThePast(t *testing.T) {
	for _, a := range appealsOfContent(t) {
		for i, s := range a.Steps {
			if s.Day > a.Ago {
				t.Errorf("%s: step %d is on day %d of %d", a.ID, i, s.Day, a.Ago)
			}
			if i > 0 && s.Day < a.Steps[i-1].Day {
				t.Errorf("%s: step %d is before the previous one", a.ID, i)
			}
		}
	}
}

// TestPictures checks that every description says in its language that the picture is an
// illustration, and that every scene is used.
func TestPictures(t *testing.T) {
	shown := map[string]bool{}
	check := func(id, lang string, photos []photo) {
		mark := map[string]string{"kk": "сурет: иллюстрация", "ru": "(иллюстрация)"}[lang]
		for _, p := range photos {
			shown[p.Scene] = true
			if !strings.Contains(p.Alt, mark) {
				t.Errorf("%s: %q does not contain %q", id, p.Alt, mark)
			}
			if !slices.Contains(draw.Scenes(), p.Scene) {
				t.Errorf("%s: no scene %q", id, p.Scene)
			}
		}
	}
	for _, a := range appealsOfContent(t) {
		check(a.ID, a.Lang, a.Pictures)
		for _, s := range a.Steps {
			check(a.ID, a.Lang, s.Proof)
			if s.Answer != nil {
				check(a.ID, a.Lang, s.Answer.Proof)
			}
		}
	}
	works, err := readWorks()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range works {
		check(w.ID, w.Lang, w.Pictures)
	}
	for _, scene := range draw.Scenes() {
		if !shown[scene] {
			t.Errorf("scene %s is not used", scene)
		}
	}
}

// A search would not find a word in which a Latin letter replaces a Cyrillic one.
func TestNoWordMixesAlphabets(t *testing.T) {
	mixed := regexp.MustCompile(`[a-zA-Z]\p{Cyrillic}|\p{Cyrillic}[a-zA-Z]`)
	for _, file := range []string{"appeals.kk.json", "appeals.ru.json", "appeals.ways.json", "replies.json", "works.json", "names.json"} {
		data, err := content.ReadFile("content/" + file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), `\n`, " ")
		for _, found := range mixed.FindAllString(text, -1) {
			t.Errorf("%s: %q", file, found)
		}
	}
}

func TestDated(t *testing.T) {
	day := func(n int) calendar.Date { return calendar.NewDate(2026, time.July, 15+n) }
	got := dated("{{loc:+0}} бастап, {{dat:+1}} дейін, {{ablt:+17}} кейін, {{nom:+2}}; до {{d:+17}}", day)
	want := "15\u00a0шілдеде бастап, 16\u00a0шілдеге дейін, 1\u00a0тамыздан кейін, 17\u00a0шілде; до 1\u00a0августа"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDueDay(t *testing.T) {
	answered := calendar.NewDate(2026, time.April, 10)
	day := func(n int) calendar.Date { return answered.AddDays(n) }
	for due, want := range map[string]string{
		"+5":         "2026-04-15",
		"next 06-30": "2027-06-30",
		"06-30":      "2026-06-30",
		"04-15":      "2027-04-15", // 15 April 2026 is too soon
	} {
		if got, err := dueDay(due, answered, day); err != nil || got.String() != want {
			t.Errorf("dueDay(%q) = %v, %v; want %s", due, got, err, want)
		}
	}
}
