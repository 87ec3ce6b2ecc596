package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models/screen"
)

// TestScreenRulesAtFirst: all rules are on, with five appeals an hour and no words.
func TestScreenRulesAtFirst(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	rules := c.Reference().Screen
	if diff := cmp.Diff(screen.Kinds, rules.Kinds()); diff != "" {
		t.Error(diff)
	}
	if f := rules.Rule(screen.Flood); f.Appeals != 5 || f.Hours != 1 || len(rules.Flagging()) != 3 || rules.Since() != nil || len(rules.Words) != 0 {
		t.Errorf("%+v", rules)
	}
}

// TestPhrasesBehindDisguises: a phrase of the list is found with endings and behind look-alike letters.
func TestPhrasesBehindDisguises(t *testing.T) {
	rules := ScreenRules{Rules: []ScreenRule{{Name: "words", Active: true}}, Words: []ScreenWord{{Phrase: "казино"}}}
	for _, s := range []string{"Казино", "Кaзинo", "Ка\u200bзино", "Казинода", "КАЗИНОНЫҢ"} {
		if len(rules.PhrasesIn(s)) != 1 {
			t.Errorf("%q passes", s)
		}
	}
	if got := rules.PhrasesIn("Қазан қаласында"); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}
