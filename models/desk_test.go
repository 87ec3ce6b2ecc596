package models

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// viewer returns an official as a session has it.
func (c *cast) viewer(by Official, role string) *Viewer {
	return &Viewer{UserID: by.UserID, Roles: []Role{{Role: role, BodyID: by.BodyID}}}
}

func TestOffices(t *testing.T) {
	var nobody *Viewer
	if nobody.MayAct(1) || nobody.MaySign(1) || nobody.Offices() != nil {
		t.Error("a visitor without a session has an office")
	}
	v := &Viewer{Roles: []Role{{Role: "executor", BodyID: 1}, {Role: "head", BodyID: 2}, {Role: "executor", BodyID: 2}, {Role: "moderator"}}}
	if !v.MayAct(1) || v.MaySign(1) || !v.MaySign(2) || v.MayAct(0) || v.MayAct(3) {
		t.Error("an executor may act and a head may sign, each for the own body only")
	}
	if diff := cmp.Diff([]int64{1, 2}, v.OfficeIDs()); diff != "" {
		t.Error(diff)
	}
}

// TestDeskOfEachDay checks the views that an appeal is in on different days.
func TestDeskOfEachDay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until 31 March
	c.answered(NewPromise{"Жол жамалады", day(2026, 4, 10)})
	views := func(c *cast, body int64) (found []DeskView) {
		t.Helper()
		counts, err := c.DeskCounts(c.ctx, body)
		c.must(err)
		for _, v := range DeskViews {
			list, err := c.Desk(c.ctx, DeskFilter{BodyID: body, View: v})
			c.must(err)
			if len(list.Rows) != counts[v] {
				t.Errorf("view %q: %d rows, counted %d", v, len(list.Rows), counts[v])
			}
			if counts[v] > 0 {
				found = append(found, v)
			}
		}
		return found
	}
	want := func(what string, got []DeskView, want ...DeskView) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	want("at first", views(c, c.akim.BodyID), DeskOpen, DeskNew, DeskPromised)
	want("superior", views(c, c.district.BodyID), DeskBelow)
	want("superior of the superior", views(c, c.oblast.BodyID), DeskBelow)
	want("another body", views(c, c.shet.BodyID))
	want("on the last day", views(c.at(2026, 3, 31), c.akim.BodyID), DeskOpen, DeskNew, DeskToday, DeskPromised)
	late := c.at(2026, 4, 1)
	want("after the last day", views(late, c.akim.BodyID), DeskOpen, DeskNew, DeskLate, DeskPromised)
	late.must(late.EscalateAppeal(c.ctx, id, nil, ""))
	want("escalated", views(late, c.district.BodyID), DeskEscalated, DeskBelow)

	st, err := late.CaseAccessOf(c.ctx, c.appeal(id).Number, c.viewer(c.district, "head"))
	c.must(err)
	if !st.Acts || !st.Escalated {
		t.Errorf("access of the superior body: %+v", st)
	}
}

func TestDeskPages(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for range PageSize + 3 {
		c.published() // with equal deadlines, so that the id decides the order
	}
	first, err := c.Desk(c.ctx, DeskFilter{BodyID: c.akim.BodyID})
	c.must(err)
	second, err := c.Desk(c.ctx, DeskFilter{BodyID: c.akim.BodyID, After: first.Next})
	c.must(err)
	if len(first.Rows) != PageSize || len(second.Rows) != 3 || first.Prev != "" || second.Next != "" {
		t.Fatalf("%d and %d rows", len(first.Rows), len(second.Rows))
	}
	back, err := c.Desk(c.ctx, DeskFilter{BodyID: c.akim.BodyID, Before: second.Prev})
	c.must(err)
	if diff := cmp.Diff(first.Rows, back.Rows); diff != "" {
		t.Errorf("the page before the second is not the first:\n%s", diff)
	}
}

// TestDraftOnce checks that of many concurrent saves or publications of a version one succeeds.
func TestDraftOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	atOnce := func(do func() error) (done int) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for range 8 {
			wg.Go(func() {
				err := do()
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					done++
				} else if !isOvertaken(err) {
					wantErr(t, "a later save", err, ErrStale)
				}
			})
		}
		wg.Wait()
		return done
	}
	if n := atOnce(func() error {
		_, err := c.SaveAnswerDraft(c.ctx, id, c.akim, 0, AnswerForm{AnswerText: AnswerText{Action: "Жамалды."}, Promises: [PromiseRows]PromiseForm{3: {"Жамалады", "2026-04-01"}}})
		return err
	}); n != 1 {
		t.Errorf("saved %d times", n)
	}
	_, err := c.PublishAnswerDraft(c.ctx, id, Official{c.moderator, c.akim.BodyID}, 1)
	wantErr(t, "by another user than the head", err, ErrForbidden)
	_, err = c.SaveAnswerDraft(c.ctx, id, c.shet, 0, AnswerForm{})
	wantErr(t, "another body", err, ErrForbidden)
	if n := atOnce(func() error { _, err := c.PublishAnswerDraft(c.ctx, id, c.akim, 1); return err }); n != 1 {
		t.Errorf("published %d times", n)
	}
	c.wantStory(id, "body answered", "body promised")
}

func TestDraftProblems(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for version, test := range []struct {
		form AnswerForm
		want []string
	}{
		{AnswerForm{}, []string{"action: problem.required"}},
		{AnswerForm{AnswerText: AnswerText{Action: "а"}, Cost: "sum"}, []string{"sum: problem.required"}},
		{AnswerForm{AnswerText: AnswerText{Action: "а"}, Cost: "sum", Sum: "-5"}, []string{"sum: problem.sum"}},
		{AnswerForm{AnswerText: AnswerText{Action: "а"}, Cost: "gold"}, []string{"cost: problem.unknown"}},
		{AnswerForm{AnswerText: AnswerText{Action: "а", Refusal: true}}, []string{"law: problem.required"}},
		{AnswerForm{AnswerText: AnswerText{Action: "а"}, Promises: [PromiseRows]PromiseForm{{"а", "2026-03-03"}, {}, {"", "2026-03-05"}, {"а", "ертең"}, {"а", ""}}},
			[]string{"promise_due_1: problem.too_early", "promise_due_4: problem.date", "promise_due_5: problem.required", "promise_text_3: problem.required"}},
	} {
		if _, err := c.SaveAnswerDraft(c.ctx, id, c.akim, version, test.form); err != nil {
			t.Fatal("an invalid form is saved too: ", err)
		}
		_, err := c.PublishAnswerDraft(c.ctx, id, c.akim, version+1)
		var invalid Invalid
		errors.As(err, &invalid)
		wantInvalid(t, "draft", invalid, test.want...)
	}
	for typed, want := range map[string]int64{"1 250 000": 1250000, "1\u00a0250\u202f000 ₸": 1250000, "0": 0} {
		problems := Invalid{}
		if sum := TypedCost(problems, "sum", typed); sum == nil || *sum != want {
			t.Errorf("%q: %v %v", typed, sum, problems)
		}
	}
}
