package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"jauap/models/database"
	"jauap/models/screen"
	"jauap/models/text"
)

// ScreenRule is one rule of automatic screening: a kind of personal data that is proposed
// for masking (screen.Kinds), or a rule that flags an appeal for a closer look.
type ScreenRule struct {
	Name           string // of the kind, or screen.Flood, screen.Copy, screen.Words
	Active         bool
	Appeals, Hours int        // of screen.Flood: more appeals of one account within these hours are flagged
	At             *time.Time // of its last change; nil: never changed
}

// ScreenWord is a word or phrase that flags an appeal for a closer look.
type ScreenWord struct {
	ID     int64
	Lang   string
	Phrase string
}

// ScreenRules are all rules of automatic screening with the list of words.
type ScreenRules struct {
	Rules []ScreenRule
	Words []ScreenWord
}

// Rule returns a rule by its name.
func (r ScreenRules) Rule(name string) ScreenRule {
	if i := slices.IndexFunc(r.Rules, func(x ScreenRule) bool { return x.Name == name }); i >= 0 {
		return r.Rules[i]
	}
	return ScreenRule{Name: name}
}

// Flood returns the rule about too many appeals of one account.
func (r ScreenRules) Flood() ScreenRule { return r.Rule(screen.Flood) }

// Kinds returns the kinds of personal data that are searched for.
func (r ScreenRules) Kinds() (kinds []screen.Kind) {
	for _, kind := range screen.Kinds {
		if r.Rule(string(kind)).Active {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// Flagging returns the active rules that flag an appeal.
func (r ScreenRules) Flagging() (rules []ScreenRule) {
	for _, name := range screen.Flags {
		if rule := r.Rule(name); rule.Active {
			rules = append(rules, rule)
		}
	}
	return rules
}

// Since returns the time of the last change of the rules; nil: never changed.
func (r ScreenRules) Since() (at *time.Time) {
	for _, rule := range r.Rules {
		if rule.At != nil && (at == nil || rule.At.After(*at)) {
			at = rule.At
		}
	}
	return at
}

// PhrasesIn returns the listed words and phrases that a text contains: as whole words with
// any endings, in any case, written without Kazakh letters or with look-alike letters. The
// language of a phrase does not matter, because people mix languages.
func (r ScreenRules) PhrasesIn(s string) (found []string) {
	if !r.Rule(screen.Words).Active {
		return nil
	}
	s = bareWords(s)
	for _, w := range r.Words {
		if strings.Contains(s, bareWords(w.Phrase)) && !slices.Contains(found, w.Phrase) {
			found = append(found, w.Phrase)
		}
	}
	return found
}

// bareWords returns the folded stems of the words of a text, with one space around each. In
// Kazakh every word has endings.
func bareWords(s string) string { return " " + strings.Join(text.Terms(s), " ") + " " }

// ReadScreenRules reads the rules and words of automatic screening.
func ReadScreenRules(ctx context.Context, db database.Session) (r ScreenRules, err error) {
	if err = db.Read(ctx, &r.Rules, `select name, active, coalesce(appeals, 0) as appeals, coalesce(hours, 0) as hours, at from screen_rules`); err != nil {
		return r, fmt.Errorf("screen rules: %w", err)
	}
	if err = db.Read(ctx, &r.Words, `select id, lang, phrase from screen_words order by lang, fold(phrase), id`); err != nil {
		return r, fmt.Errorf("screen words: %w", err)
	}
	return r, nil
}

// ScreenRuleNames lists the rules in the order in which they are shown.
func ScreenRuleNames() (names []string) {
	for _, kind := range screen.Kinds {
		names = append(names, string(kind))
	}
	return append(names, screen.Flags...)
}

// CheckOpenText records a problem if a text looks like personal data by the rules in force.
// It is for texts that become public without moderation. For an appeal, the moderator gets the
// same findings as suggestions for masking.
func (s *Store) CheckOpenText(problems Invalid, field, written string) {
	if _, wrong := problems[field]; wrong {
		return
	}
	if found := screen.Find(written, s.Reference().Screen.Kinds()); len(found) > 0 {
		problems[field] = Problem{Key: "problem.personal_data", Args: []any{"found", written[found[0].Start:found[0].End]}}
	}
}

// isOpen reports whether what the author adds to the appeal becomes public without
// moderation: at once, or when the author publishes the appeal again.
func (a Appeal) isOpen() bool { return a.Status != Moderation && !a.Private }
