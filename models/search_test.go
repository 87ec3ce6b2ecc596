package models

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jauap/models/text"
)

// TestSearchWords: a query of any form reads the index at most eight times, each time for few
// words.
func TestSearchWords(t *testing.T) {
	for _, test := range []struct {
		q, want string
		cut     bool
	}{
		{strings.Repeat("а б к с т ж ", 9), "'а' & 'п' & 'к' & 'с' & 'т' & 'ж'", false},
		{"су", "'су'", false},
		{"жолдарды жолға ЖОЛ", "'жол':*", false},
		{"один два три четыре пять шесть семь восемь девять", "'один':* & 'два':* & 'три':* & 'четыре':* & 'пять':* & 'шесть':* & 'семь':* & 'восемь':*", true},
		{"a,b.c;d:e-f/g&h|i!j", "'a' & 'b' & 'c' & 'd' & 'e' & 'f' & 'g' & 'h'", true},
		{"...", "", false},
	} {
		words, cut := searchWords(test.q)
		if got := prefixQuery(text.Terms(strings.Join(words, " "))); got != test.want || cut != test.cut {
			t.Errorf("%q asks for %s, cut %v; want %s, %v", test.q, got, cut, test.want, test.cut)
		}
	}
}

// TestSearchPlaces: searches use only their own places at the database. A search without a free
// place returns an error, and other queries work.
func TestSearchPlaces(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	number := c.appeal(id).Number
	c.searches.wait = 1 // ns
	for c.searches.places.TryAcquire(1) {
	}
	if _, err := c.Appeals(c.ctx, AppealFilter{Query: "жол"}); !errors.Is(err, ErrSearchBusy) {
		t.Errorf("a search without a place: %v", err)
	}
	if _, err := c.Loosen(c.ctx, AppealFilter{Query: "жол", Overdue: true}); !errors.Is(err, ErrSearchBusy) {
		t.Errorf("a search for a way out without a place: %v", err)
	}
	if _, err := c.FindPlaces(c.ctx, "а", 5); !errors.Is(err, ErrSearchBusy) {
		t.Errorf("a search for a place without a place: %v", err)
	}
	if list, err := c.Appeals(c.ctx, AppealFilter{}); err != nil || !slices.ContainsFunc(list.Cards, func(card Card) bool { return card.Number == number }) {
		t.Errorf("the board without a question: %v", err)
	}
	if _, err := c.SimilarAppeals(c.ctx, DraftForm{Place: village, Title: "Жолды жөндеу"}); err != nil {
		t.Errorf("filing needs a search: %v", err)
	}
}
