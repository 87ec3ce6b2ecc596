package admin

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/screen"
)

// file files an appeal and returns its id.
func (c *cast) file(author int64, title, text string) int64 {
	c.T.Helper()
	in := c.Pothole()
	in.AuthorID, in.Title, in.Text = author, title, text
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	return filed.ID
}

// TestScreenRulesChange: what an administrator turns off is off, what is set is
// kept to, and each change is audited with what was before.
func TestScreenRulesChange(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	held := func(author int64, body string) string {
		k, err := c.ModerationReview(c.Ctx, c.Number(c.file(author, "Көше", body)), c.Moderator)
		c.Must(err)
		return k.Held
	}
	all := models.ScreenRuleNames()
	for want, in := range map[string]NewScreenRules{
		"appeals: problem.between": {Appeals: 0, Hours: 1},
		"hours: problem.between":   {Appeals: 5, Hours: 169},
		"active: problem.unknown":  {Active: []string{"moon"}, Appeals: 5, Hours: 1},
	} {
		modelstest.WantInvalid(t, want, c.ChangeScreenRules(c.Ctx, c.Moderator, in), want)
	}
	c.Must(c.ChangeScreenRules(c.Ctx, c.Moderator, NewScreenRules{Active: all, Appeals: 5, Hours: 1})) // nothing new
	c.Audited()
	without := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return name == screen.Copy || name == string(screen.Plate) })
	c.Must(c.ChangeScreenRules(c.Ctx, c.Moderator, NewScreenRules{Active: without, Appeals: 2, Hours: 24}))
	c.Audited("screen_rule plate", "screen_rule copy", "screen_rule flood")
	if n := c.Count(`select count(*) from audits where subject = 'flood' and data #>> '{before,appeals}' = '5' and data #>> '{after,hours}' = '24'`); n != 1 {
		t.Error("the audit should say what was before and after")
	}
	rules := c.Reference().Screen
	if slices.Contains(rules.Kinds(), screen.Plate) || rules.Since() == nil || !rules.Since().Equal(c.Now()) {
		t.Errorf("%+v", rules)
	}
	if got := held(c.Author, "Достық көшесінде шам жоқ."); got != "" {
		t.Error(got)
	}
	if got := held(c.Author, "Достық көшесінде шам жоқ."); got != "" { // a copy, and the rule is off
		t.Error(got)
	}
	if got := held(c.Author, "Үшінші өтініш."); got != screen.Flood {
		t.Errorf("the third is held by %q", got)
	}

	// another process learns it at the next reading
	other, err := models.Open(c.Ctx, c.Database, models.FixedClock(modelstest.Wednesday))
	c.Must(err)
	if f := other.Reference().Screen.Rule(screen.Flood); f.Appeals != 2 {
		t.Errorf("%+v", f)
	}
}

// TestScreenWords: whole words in any case and without a Kazakh keyboard, in title or body.
func TestScreenWords(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	modelstest.WantInvalid(t, "nothing", c.AddScreenWord(c.Ctx, c.Moderator, "kk", " \n"), "phrase: problem.required")
	modelstest.WantInvalid(t, "marks", c.AddScreenWord(c.Ctx, c.Moderator, "kk", "!?!"), "phrase: problem.required")
	modelstest.WantInvalid(t, "long", c.AddScreenWord(c.Ctx, c.Moderator, "de", strings.Repeat("а", 61)), "lang: problem.unknown", "phrase: problem.too_long")
	c.Must(c.AddScreenWord(c.Ctx, c.Moderator, "kk", "Ақымақ"))
	c.Must(c.AddScreenWord(c.Ctx, c.Moderator, "ru", " быстрые   деньги "))
	modelstest.WantInvalid(t, "known", c.AddScreenWord(c.Ctx, c.Moderator, "kk", "акымак"), "phrase: problem.screen_phrase_known")
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
		id := c.file(c.Cast.Person(1, ""), test.title, fmt.Sprintf("%s %d", test.body, i))
		k, err := c.ModerationReview(c.Ctx, c.Number(id), c.Moderator)
		c.Must(err)
		if k.Held != test.want {
			t.Errorf("%q, %q is held by %q, want %q", test.title, test.body, k.Held, test.want)
		}
	}
	for _, w := range c.Reference().Screen.Words {
		c.Must(c.DropScreenWord(c.Ctx, c.Moderator, w.ID))
		modelstest.WantErr(t, "twice", c.DropScreenWord(c.Ctx, c.Moderator, w.ID), models.ErrNotFound)
	}
	if found := c.Reference().Screen.PhrasesIn("Ақымақ"); found != nil {
		t.Errorf("found after it was dropped: %v", found)
	}
	c.Audited("screen_word kk", "screen_word ru", "screen_word_drop kk", "screen_word_drop ru")
}
