package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"jauap/models/screen"
	"jauap/models/text"
)

// ScreenRule is one rule of the automatic first pass: a kind of personal data that is
// proposed to be masked (screen.Kinds), or one that holds an appeal for a closer look.
type ScreenRule struct {
	Name           string // of the kind, or screen.Flood, screen.Copy, screen.Words
	Active         bool
	Appeals, Hours int        // of screen.Flood: so many of one account within so many hours are let pass
	At             *time.Time // of its last change; nil: as it came with the portal
}

// ScreenWord is a word or a phrase for which a moderator looks twice.
type ScreenWord struct {
	ID     int64
	Lang   string
	Phrase string
}

// ScreenRules are the rules in force.
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

// Flood is the rule of too many appeals, with its numbers.
func (r ScreenRules) Flood() ScreenRule { return r.Rule(screen.Flood) }

// Kinds are the kinds of personal data that are looked for.
func (r ScreenRules) Kinds() (kinds []screen.Kind) {
	for _, kind := range screen.Kinds {
		if r.Rule(string(kind)).Active {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// Holding are the rules in force that hold an appeal.
func (r ScreenRules) Holding() (rules []ScreenRule) {
	for _, name := range screen.Flags {
		if rule := r.Rule(name); rule.Active {
			rules = append(rules, rule)
		}
	}
	return rules
}

// Since is when the rules were changed last; nil: never.
func (r ScreenRules) Since() (at *time.Time) {
	for _, rule := range r.Rules {
		if rule.At != nil && (at == nil || rule.At.After(*at)) {
			at = rule.At
		}
	}
	return at
}

// PhrasesIn are the listed words and phrases that a text holds, as whole words with any endings,
// in any case, without a Kazakh keyboard and behind look-alike letters. The language of a list sorts it and no
// more: people mix languages.
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

// bareWords writes the stems of the words of a text, undisguised and folded, with one space around each: in Kazakh
// every word has endings.
func bareWords(s string) string { return " " + strings.Join(text.Terms(s), " ") + " " }

// readScreenRules reads the rules in force.
func (s *Store) readScreenRules(ctx context.Context) (r ScreenRules, err error) {
	if err = s.read(ctx, &r.Rules, `select name, active, coalesce(appeals, 0) as appeals, coalesce(hours, 0) as hours, at from screen_rules`); err != nil {
		return r, fmt.Errorf("screen rules: %w", err)
	}
	if err = s.read(ctx, &r.Words, `select id, lang, phrase from screen_words order by lang, fold(phrase), id`); err != nil {
		return r, fmt.Errorf("screen words: %w", err)
	}
	return r, nil
}
