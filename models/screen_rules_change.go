package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jauap/models/screen"
)

// Bounds of what an administrator may set.
const (
	MostFloodAppeals = 100
	MostFloodHours   = 168
	LongestPhrase    = 60  // characters
	MostScreenWords  = 500 // each is looked for in every appeal that is filed
)

// NewScreenRules is what an administrator wants the rules to be.
type NewScreenRules struct {
	Active         []string // names of the rules that are on
	Appeals, Hours int      // of screen.Flood
}

// ScreenRuleNames lists the rules in the order in which they are shown.
func ScreenRuleNames() (names []string) {
	for _, kind := range screen.Kinds {
		names = append(names, string(kind))
	}
	return append(names, screen.Flags...)
}

// ChangeScreenRules turns the rules of the first pass on and off and sets their
// numbers. A rule that stays as it is keeps the time of its last change.
func (s *Store) ChangeScreenRules(ctx context.Context, admin int64, in NewScreenRules) error {
	problems := Invalid{}
	problems.between("appeals", in.Appeals, 1, MostFloodAppeals)
	problems.between("hours", in.Hours, 1, MostFloodHours)
	for _, name := range in.Active {
		OneOf(problems, "active", name, ScreenRuleNames())
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.Administer(ctx, func(tx *Store) error {
		if _, err := tx.exec(ctx, `select 1 from screen_rules order by name for update`); err != nil {
			return err
		}
		rules, err := tx.readScreenRules(ctx)
		if err != nil {
			return err
		}
		for _, was := range rules.Rules {
			now := ScreenRule{Name: was.Name, Active: slices.Contains(in.Active, was.Name), At: was.At}
			if was.Name == screen.Flood {
				now.Appeals, now.Hours = in.Appeals, in.Hours
			}
			if now == was {
				continue
			}
			if _, err := tx.exec(ctx, `update screen_rules set active = ?, appeals = nullif(?, 0), hours = nullif(?, 0), user_id = ?, at = ? where name = ?`,
				now.Active, now.Appeals, now.Hours, NilIfZero(admin), tx.Now(), now.Name); err != nil {
				return err
			}
			if err := tx.RecordAudit(ctx, admin, "screen_rule", was.Name, map[string]any{"before": was.written(), "after": now.written()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("change the screen rules: %w", err)
	}
	return nil
}

// written is a rule as an audit keeps it.
func (r ScreenRule) written() map[string]any {
	w := map[string]any{"active": r.Active}
	if r.Name == screen.Flood {
		w["appeals"], w["hours"] = r.Appeals, r.Hours
	}
	return w
}

// AddScreenWord adds a word or a phrase for which a moderator looks twice.
func (s *Store) AddScreenWord(ctx context.Context, admin int64, lang, phrase string) error {
	problems := Invalid{}
	OneOf(problems, "lang", lang, Languages)
	phrase = problems.Text("phrase", strings.Join(strings.Fields(phrase), " "), 2, LongestPhrase)
	if _, wrong := problems["phrase"]; !wrong && utf8.RuneCountInString(strings.TrimSpace(bareWords(phrase))) < 2 {
		problems["phrase"] = Problem{Key: "problem.screen_phrase"}
	}
	if len(s.Reference().Screen.Words) >= MostScreenWords {
		problems["phrase"] = Problem{Key: "problem.screen_words_many", Args: []any{"most", MostScreenWords}}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.Administer(ctx, func(tx *Store) error {
		added, err := tx.exec(ctx, `insert into screen_words (lang, phrase, user_id, at) values (?, ?, ?, ?) on conflict do nothing`, lang, phrase, NilIfZero(admin), tx.Now())
		if err != nil {
			return err
		}
		if added == 0 {
			return Invalid{"phrase": {Key: "problem.screen_phrase_known"}}
		}
		return tx.wordsChanged(ctx, admin, "screen_word", lang, phrase)
	})
	if err != nil {
		return fmt.Errorf("add a screen word: %w", err)
	}
	return nil
}

// DropScreenWord takes a word or a phrase off the list.
func (s *Store) DropScreenWord(ctx context.Context, admin, id int64) error {
	err := s.Administer(ctx, func(tx *Store) error {
		var was ScreenWord
		if err := tx.readOne(ctx, &was, `delete from screen_words where id = ? returning id, lang, phrase`, id); err != nil {
			return err
		}
		return tx.wordsChanged(ctx, admin, "screen_word_drop", was.Lang, was.Phrase)
	})
	if err != nil {
		return fmt.Errorf("drop screen word %d: %w", id, err)
	}
	return nil
}

// wordsChanged dates the rule of the words and audits what was added or dropped.
func (s *Store) wordsChanged(ctx context.Context, admin int64, act, lang, phrase string) error {
	if _, err := s.exec(ctx, `update screen_rules set user_id = ?, at = ? where name = ?`, NilIfZero(admin), s.Now(), screen.Words); err != nil {
		return err
	}
	return s.RecordAudit(ctx, admin, act, lang, map[string]any{"phrase": phrase})
}

// between notes a number outside its bounds.
func (i Invalid) between(field string, n, least, most int) {
	if n < least || n > most {
		i[field] = Problem{Key: "problem.between", Args: []any{"least", least, "most", most}}
	}
}
