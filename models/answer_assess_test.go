package models

import (
	"slices"
	"testing"
	"time"

	"jauap/models/concrete"
)

// assessed returns the newest answer of an appeal as its page shows it.
func (c *cast) assessed(appeal int64) Answer {
	c.t.Helper()
	var number string
	c.must(c.readOne(c.ctx, &number, `select number from appeals where id = ?`, appeal))
	d, err := c.AppealPageFor(c.ctx, number, c.author)
	c.must(err)
	return d.Answers[0]
}

func (c *cast) answer(appeal int64, in NewAnswer) {
	c.t.Helper()
	_, err := c.PublishAnswer(c.ctx, appeal, c.akim, in)
	c.must(err)
}

func TestAnswerIsAssessedWhenPublished(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	later := c.at(2026, time.March, 12)
	later.answer(id, NewAnswer{AnswerText: AnswerText{Found: "Шұңқырдың тереңдігі 20 сантиметр.", Action: "Шұңқыр 20 наурызға дейін жамалады.", Responsible: "Ауыл әкімінің орынбасары",
		Obstacle: "money"}})
	a := c.assessed(id)
	if a.Concreteness == nil || *a.Concreteness != 5 || a.Rubric != concrete.Version {
		t.Errorf("concreteness %v by version %d, want 5 by %d", a.Concreteness, a.Rubric, concrete.Version)
	}
	if want := []string{"sum", "proof", "complaint"}; !slices.Equal(a.Missing, want) {
		t.Errorf("missing %v, want %v", a.Missing, want)
	}
	if a.Workdays == nil || *a.Workdays != 5 { // 5, 6, 10, 11, 12 March: 8 March is a holiday, moved to the 9th
		t.Errorf("workdays %v, want 5", a.Workdays)
	}
	if a.Obstacle != "money" {
		t.Errorf("obstacle %q", a.Obstacle)
	}
}

// TestWorkdaysOfASecondAnswer checks that the working days of a second answer count from the
// registration: an empty first answer does not stop the count.
func TestWorkdaysOfASecondAnswer(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered()
	c.must(c.at(2026, time.March, 12).JudgeAnswer(c.ctx, id, c.author, Unsolved, "Шұңқыр әлі бар."))
	c.at(2026, time.March, 16).answer(id, NewAnswer{AnswerText: AnswerText{Action: "Шұңқыр бүгін жамалды."}})
	if a := c.assessed(id); a.Workdays == nil || *a.Workdays != 7 { // 5, 6, 10 to 13 and 16 March
		t.Errorf("workdays %v, want 7", a.Workdays)
	}
}

func TestUnknownObstacle(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	_, err := c.PublishAnswer(c.ctx, c.published(), c.akim, NewAnswer{AnswerText: AnswerText{Action: "Шұңқыр жамалады.", Obstacle: "will"}})
	wantInvalid(t, "obstacle", err, "obstacle: problem.unknown")
}

func TestRevisedAnswerIsReadAgain(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	answer, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Мәселе бақылауға алынды."}})
	c.must(err)
	if a := c.assessed(id); *a.Concreteness != 0 {
		t.Fatalf("concreteness %d, want 0", *a.Concreteness)
	}
	c.must(c.ReviseAnswer(c.ctx, id, answer, c.akim, 0, AnswerChange{AnswerWording: AnswerWording{Action: "Дәріхананың жанындағы шұңқыр 6 наурызда жамалды."}, Note: "Нақтылау"}))
	if a := c.assessed(id); *a.Concreteness < concrete.MinCriteria {
		t.Errorf("concreteness %d after the new wording, missing %v", *a.Concreteness, a.Missing)
	}
}

// TestRevisedAnswerTookUntilItWasConcrete checks that an empty letter of the first day that is
// completed later does not count as quick, and that a concrete answer keeps its days.
func TestRevisedAnswerTookUntilItWasConcrete(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	answer, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Мәселе бақылауға алынды."}})
	c.must(err)
	change := AnswerChange{AnswerWording: AnswerWording{Action: "Дәріхананың жанындағы шұңқыр 6 наурызда жамалды."}, Note: "Нақтылау"}
	c.must(c.at(2026, time.March, 12).ReviseAnswer(c.ctx, id, answer, c.akim, 0, change))
	first := *c.assessed(id).Workdays
	if first != 5 { // 5, 6, 10, 11 and 12 March: the 9th is a day off
		t.Errorf("%d working days, want 5", first)
	}
	change.Action += " Сағат 18-де."
	c.must(c.at(2026, time.March, 20).ReviseAnswer(c.ctx, id, answer, c.akim, 1, change))
	if again := *c.assessed(id).Workdays; again != first {
		t.Errorf("%d working days after another wording, want %d", again, first)
	}
}

// TestAssessAnswers checks that the sweep reads answers of registers and of older rules, once.
func TestAssessAnswers(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first, second := c.published(), c.published()
	c.answer(first, NewAnswer{AnswerText: AnswerText{Action: letter}})
	c.answer(second, NewAnswer{AnswerText: AnswerText{Action: letter}})
	_, err := c.exec(c.ctx, `update answers set concreteness = null, rubric = null, bands = null, workdays = null, missing = '{}'`)
	c.must(err)
	_, err = c.exec(c.ctx, `delete from answer_twins`)
	c.must(err)
	for _, want := range []int{2, 0} {
		if n, err := c.AssessAnswers(c.ctx); err != nil || n != want {
			t.Errorf("%d assessed, want %d: %v", n, want, err)
		}
	}
	a := c.assessed(first)
	if a.Concreteness == nil || a.Workdays == nil || len(a.Duplicates) != 1 {
		t.Errorf("%+v", a)
	}
}
