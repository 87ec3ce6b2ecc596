package models

import (
	"fmt"
	"sync"
	"testing"
)

const letter = "Сіздің %s көшесіндегі жол туралы өтінішіңіз қаралды. Жолды жөндеу мәселесі бюджет мүмкіндігіне қарай кезең-кезеңімен шешілетін болады."

func TestTwins(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first, second, other := c.published(), c.published(), c.published()
	c.answer(first, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Абай")}})
	c.answer(other, NewAnswer{AnswerText: AnswerText{Action: "Дәріхананың алдындағы шұңқыр бүгін қиыршықтаспен жабылды, асфальт сәрсенбіде төселеді, жол белгісі қойылды."}})
	c.answer(second, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Достық")}})
	for id, want := range map[int64]int{first: 1, second: 1, other: 0} {
		if got := c.assessed(id).Twins; len(got) != want {
			t.Errorf("appeal %d: %d twins, want %d", id, len(got), want)
		}
	}
	if twin := c.assessed(second).Twins[0]; twin.Number == "" || twin.Title == "" || twin.Similarity < 0.9 {
		t.Errorf("%+v", twin)
	}
	draft, err := c.twinsOfDraft(c.ctx, c.akim.BodyID, other, "", fmt.Sprintf(letter, "Жамбыл"))
	if c.must(err); len(draft) != 2 {
		t.Errorf("a draft has %d twins, want 2", len(draft))
	}
	if draft, err = c.twinsOfDraft(c.ctx, c.district.BodyID, other, "", fmt.Sprintf(letter, "Жамбыл")); err != nil || len(draft) != 0 {
		t.Errorf("%d twins of another body, %v", len(draft), err)
	}
}

// A twin in a private appeal is neither shown nor counted in public; its own office is warned of it.
func TestTwinsOfPrivateAppeals(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Private = true
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	c.answer(filed.ID, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Абай")}})
	open := c.published()
	c.answer(open, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Достық")}})
	if a := c.assessed(open); len(a.Twins) != 0 {
		t.Errorf("a private twin shows: %+v", a.Twins)
	}
	if a := c.assessed(filed.ID); len(a.Twins) != 1 {
		t.Errorf("the private one has %d public twins, want 1", len(a.Twins))
	}
	draft, err := c.twinsOfDraft(c.ctx, c.akim.BodyID, 0, "", fmt.Sprintf(letter, "Жамбыл"))
	if c.must(err); len(draft) != 2 || draft[0].Public == draft[1].Public {
		t.Errorf("%+v, want a public and a private one", draft)
	}
}

// Two that are published at the same moment find each other.
func TestTwinsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	ids := []int64{c.published(), c.published(), c.published(), c.published()}
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			if _, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, []string{"Абай", "Достық", "Мир", "Ару"}[i])}}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		if n := len(c.assessed(id).Twins); n != len(ids)-1 {
			t.Errorf("%d twins, want %d", n, len(ids)-1)
		}
	}
}
