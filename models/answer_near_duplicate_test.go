package models

import (
	"fmt"
	"sync"
	"testing"
)

const letter = "Сіздің %s көшесіндегі жол туралы өтінішіңіз қаралды. Жолды жөндеу мәселесі бюджет мүмкіндігіне қарай кезең-кезеңімен шешілетін болады."

func TestNearDuplicates(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	first, second, other := c.published(), c.published(), c.published()
	c.answer(first, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Абай")}})
	c.answer(other, NewAnswer{AnswerText: AnswerText{Action: "Дәріхананың алдындағы шұңқыр бүгін қиыршықтаспен жабылды, асфальт сәрсенбіде төселеді, жол белгісі қойылды."}})
	c.answer(second, NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf(letter, "Достық")}})
	for id, want := range map[int64]int{first: 1, second: 1, other: 0} {
		if got := c.assessed(id).Duplicates; len(got) != want {
			t.Errorf("appeal %d: %d near duplicates, want %d", id, len(got), want)
		}
	}
	if d := c.assessed(second).Duplicates[0]; d.Number == "" || d.Title == "" || d.Similarity < 0.9 {
		t.Errorf("%+v", d)
	}
	draft, err := nearDuplicatesOf(c.ctx, c.db, c.akim.BodyID, other, AnswerText{Action: fmt.Sprintf(letter, "Жамбыл")})
	if c.must(err); len(draft) != 2 {
		t.Errorf("a draft has %d near duplicates, want 2", len(draft))
	}
	if draft, err = nearDuplicatesOf(c.ctx, c.db, c.district.BodyID, other, AnswerText{Action: fmt.Sprintf(letter, "Жамбыл")}); err != nil || len(draft) != 0 {
		t.Errorf("another body has %d near duplicates, %v", len(draft), err)
	}
}

// TestNearDuplicatesOfPrivateAppeals checks that an answer to a private appeal is neither shown
// nor counted in public, and that its own body is warned of it.
func TestNearDuplicatesOfPrivateAppeals(t *testing.T) {
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
	if a := c.assessed(open); len(a.Duplicates) != 0 {
		t.Errorf("an answer to a private appeal is shown: %+v", a.Duplicates)
	}
	if a := c.assessed(filed.ID); len(a.Duplicates) != 1 {
		t.Errorf("the private appeal has %d public near duplicates, want 1", len(a.Duplicates))
	}
	draft, err := nearDuplicatesOf(c.ctx, c.db, c.akim.BodyID, 0, AnswerText{Action: fmt.Sprintf(letter, "Жамбыл")})
	if c.must(err); len(draft) != 2 || draft[0].Public == draft[1].Public {
		t.Errorf("%+v, want a public and a private answer", draft)
	}
}

// TestConcurrentNearDuplicates checks that answers published at the same moment find each other.
func TestConcurrentNearDuplicates(t *testing.T) {
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
		if n := len(c.assessed(id).Duplicates); n != len(ids)-1 {
			t.Errorf("%d near duplicates, want %d", n, len(ids)-1)
		}
	}
}
