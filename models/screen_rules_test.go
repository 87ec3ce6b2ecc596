package models

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models/screen"
)

// TestScreenRulesAsTheyCame: everything is on, five appeals an hour, no words.
func TestScreenRulesAsTheyCame(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	rules := c.Reference().Screen
	if diff := cmp.Diff(screen.Kinds, rules.Kinds()); diff != "" {
		t.Error(diff)
	}
	if f := rules.Rule(screen.Flood); f.Appeals != 5 || f.Hours != 1 || len(rules.Holding()) != 3 || rules.Since() != nil || len(rules.Words) != 0 {
		t.Errorf("%+v", rules)
	}
}

// TestScreenRulesChange: what an administrator turns off is off, what is set is
// kept to, and each change is audited with what was before.
func TestScreenRulesChange(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	held := func(author int64, body string) string {
		k, err := c.ModerationReview(c.ctx, c.number(c.file(author, "Көше", body)), c.moderator)
		c.must(err)
		return k.Held
	}
	all := ScreenRuleNames()
	for want, in := range map[string]NewScreenRules{
		"appeals: problem.between": {Appeals: 0, Hours: 1},
		"hours: problem.between":   {Appeals: 5, Hours: 169},
		"active: problem.unknown":  {Active: []string{"moon"}, Appeals: 5, Hours: 1},
	} {
		wantInvalid(t, want, c.ChangeScreenRules(c.ctx, c.moderator, in), want)
	}
	c.must(c.ChangeScreenRules(c.ctx, c.moderator, NewScreenRules{Active: all, Appeals: 5, Hours: 1})) // nothing new
	c.audited()
	without := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return name == screen.Copy || name == string(screen.Plate) })
	c.must(c.ChangeScreenRules(c.ctx, c.moderator, NewScreenRules{Active: without, Appeals: 2, Hours: 24}))
	c.audited("screen_rule plate", "screen_rule copy", "screen_rule flood")
	if n := c.count(`select count(*) from audits where subject = 'flood' and data #>> '{before,appeals}' = '5' and data #>> '{after,hours}' = '24'`); n != 1 {
		t.Error("the audit should say what was before and after")
	}
	rules := c.Reference().Screen
	if slices.Contains(rules.Kinds(), screen.Plate) || rules.Since() == nil || !rules.Since().Equal(c.Now()) {
		t.Errorf("%+v", rules)
	}
	if got := held(c.author, "Достық көшесінде шам жоқ."); got != "" {
		t.Error(got)
	}
	if got := held(c.author, "Достық көшесінде шам жоқ."); got != "" { // a copy, and the rule is off
		t.Error(got)
	}
	if got := held(c.author, "Үшінші өтініш."); got != screen.Flood {
		t.Errorf("the third is held by %q", got)
	}

	// another process learns it at the next reading
	other, err := Open(c.ctx, c.database, FixedClock(wednesday))
	c.must(err)
	if f := other.Reference().Screen.Rule(screen.Flood); f.Appeals != 2 {
		t.Errorf("%+v", f)
	}
}

// TestScreenWords: whole words in any case and without a Kazakh keyboard, in title or body.
func TestScreenWords(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	wantInvalid(t, "nothing", c.AddScreenWord(c.ctx, c.moderator, "kk", " \n"), "phrase: problem.required")
	wantInvalid(t, "marks", c.AddScreenWord(c.ctx, c.moderator, "kk", "!?!"), "phrase: problem.required")
	wantInvalid(t, "long", c.AddScreenWord(c.ctx, c.moderator, "de", strings.Repeat("а", 61)), "lang: problem.unknown", "phrase: problem.too_long")
	c.must(c.AddScreenWord(c.ctx, c.moderator, "kk", "Ақымақ"))
	c.must(c.AddScreenWord(c.ctx, c.moderator, "ru", " быстрые   деньги "))
	wantInvalid(t, "known", c.AddScreenWord(c.ctx, c.moderator, "kk", "акымак"), "phrase: problem.screen_phrase_known")
	for i, test := range []struct {
		title, body string
		want        string
	}{
		{"Көше", "Ол адам АКЫМАК екен.", "words"},
		{"Көше", "Ақымақтық деген сөз тұтас сәйкес емес.", ""},
		{"Быстрые деньги!", "Звоните нам каждый день.", "words"},
		{"Көше", "«Быстрые, деньги» деп жазылған қағаз ілінген.", "words"},
		{"Көше", "Быстрые реки, большие деньги.", ""},
	} {
		id := c.file(c.person(1, ""), test.title, fmt.Sprintf("%s %d", test.body, i))
		k, err := c.ModerationReview(c.ctx, c.number(id), c.moderator)
		c.must(err)
		if k.Held != test.want {
			t.Errorf("%q, %q is held by %q, want %q", test.title, test.body, k.Held, test.want)
		}
	}
	for _, w := range c.Reference().Screen.Words {
		c.must(c.DropScreenWord(c.ctx, c.moderator, w.ID))
		wantErr(t, "twice", c.DropScreenWord(c.ctx, c.moderator, w.ID), ErrNotFound)
	}
	if found := c.Reference().Screen.PhrasesIn("Ақымақ"); found != nil {
		t.Errorf("found after it was dropped: %v", found)
	}
	c.audited("screen_word kk", "screen_word ru", "screen_word_drop kk", "screen_word_drop ru")
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
