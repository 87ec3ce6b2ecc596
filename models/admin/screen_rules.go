package admin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/screen"
	"jauap/models/text"
)

// Bounds of the screening rules that an administrator may set.
const (
	MostFloodAppeals = 100
	MostFloodHours   = 168
	LongestPhrase    = 60  // characters
	MostScreenWords  = 500 // every filed appeal is searched for each of them
)

// NewScreenRules is the new state of the screening rules.
type NewScreenRules struct {
	Active         []string // names of the rules that are on
	Appeals, Hours int      // of screen.Flood
}

// screenRuleRow is a row of screen_rules.
type screenRuleRow struct {
	Name           string `gorm:"primaryKey"`
	Active         bool
	Appeals, Hours *int // of screen.Flood only
	UserID         *int64
	At             time.Time
}

func (screenRuleRow) TableName() string { return "screen_rules" }

// screenWordRow is a row of screen_words.
type screenWordRow struct {
	ID     int64
	Lang   string
	Phrase string
	UserID *int64
	At     time.Time
}

func (screenWordRow) TableName() string { return "screen_words" }

// ChangeScreenRules turns the rules of automatic screening on and off and sets their
// numbers. A rule that does not change keeps the time of its last change.
func (s *Store) ChangeScreenRules(ctx context.Context, admin int64, in NewScreenRules) error {
	problems := models.Invalid{}
	between(problems, "appeals", in.Appeals, 1, MostFloodAppeals)
	between(problems, "hours", in.Hours, 1, MostFloodHours)
	for _, name := range in.Active {
		models.OneOf(problems, "active", name, models.ScreenRuleNames())
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		if _, err := tx.db.Exec(ctx, `select 1 from screen_rules order by name for update`); err != nil {
			return err
		}
		rules, err := models.ReadScreenRules(ctx, tx.db)
		if err != nil {
			return err
		}
		for _, was := range rules.Rules {
			now := models.ScreenRule{Name: was.Name, Active: slices.Contains(in.Active, was.Name), At: was.At}
			if was.Name == screen.Flood {
				now.Appeals, now.Hours = in.Appeals, in.Hours
			}
			if now == was {
				continue
			}
			row := screenRuleRow{Active: now.Active, Appeals: models.NilIfZero(now.Appeals), Hours: models.NilIfZero(now.Hours),
				UserID: models.NilIfZero(admin), At: tx.core.Now()}
			if _, err := database.Rows[screenRuleRow](tx.db).Where("name = ?", now.Name).
				Select("active", "appeals", "hours", "user_id", "at").Updates(ctx, row); err != nil {
				return err
			}
			if err := tx.core.RecordAudit(ctx, admin, "screen_rule", was.Name,
				map[string]any{"before": auditOfRule(was), "after": auditOfRule(now)}); err != nil {
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

// auditOfRule returns what the audit keeps of r.
func auditOfRule(r models.ScreenRule) map[string]any {
	kept := map[string]any{"active": r.Active}
	if r.Name == screen.Flood {
		kept["appeals"], kept["hours"] = r.Appeals, r.Hours
	}
	return kept
}

// AddScreenWord adds a word or phrase to the list that flags appeals for a closer look.
func (s *Store) AddScreenWord(ctx context.Context, admin int64, lang, phrase string) error {
	problems := models.Invalid{}
	models.OneOf(problems, "lang", lang, models.Languages)
	phrase = problems.Text("phrase", strings.Join(strings.Fields(phrase), " "), 2, LongestPhrase)
	if _, wrong := problems["phrase"]; !wrong && utf8.RuneCountInString(strings.Join(text.Terms(phrase), " ")) < 2 {
		problems["phrase"] = models.Problem{Key: "problem.screen_phrase"}
	}
	if len(s.core.Reference().Screen.Words) >= MostScreenWords {
		problems["phrase"] = models.Problem{Key: "problem.screen_words_many", Args: []any{"most", MostScreenWords}}
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		added, err := database.CreateNew(ctx, tx.db, &screenWordRow{Lang: lang, Phrase: phrase, UserID: models.NilIfZero(admin), At: tx.core.Now()})
		if err != nil {
			return err
		}
		if !added {
			return models.Invalid{"phrase": {Key: "problem.screen_phrase_known"}}
		}
		return tx.wordsChanged(ctx, admin, "screen_word", lang, phrase)
	})
	if err != nil {
		return fmt.Errorf("add a screen word: %w", err)
	}
	return nil
}

// DropScreenWord removes a word or phrase from the list.
func (s *Store) DropScreenWord(ctx context.Context, admin, id int64) error {
	err := s.administer(ctx, func(tx *Store) error {
		var was models.ScreenWord
		if err := tx.db.ReadOne(ctx, &was, `delete from screen_words where id = ? returning id, lang, phrase`, id); err != nil {
			return err
		}
		return tx.wordsChanged(ctx, admin, "screen_word_drop", was.Lang, was.Phrase)
	})
	if err != nil {
		return fmt.Errorf("drop screen word %d: %w", id, err)
	}
	return nil
}

// wordsChanged updates the time of the rule screen.Words and audits the phrase that was
// added or dropped.
func (s *Store) wordsChanged(ctx context.Context, admin int64, act, lang, phrase string) error {
	row := screenRuleRow{UserID: models.NilIfZero(admin), At: s.core.Now()}
	if _, err := database.Rows[screenRuleRow](s.db).Where("name = ?", screen.Words).Select("user_id", "at").Updates(ctx, row); err != nil {
		return err
	}
	return s.core.RecordAudit(ctx, admin, act, lang, map[string]any{"phrase": phrase})
}

// between records a problem if n is outside least to most.
func between(problems models.Invalid, field string, n, least, most int) {
	if n < least || n > most {
		problems[field] = models.Problem{Key: "problem.between", Args: []any{"least", least, "most", most}}
	}
}
