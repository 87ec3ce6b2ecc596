package models

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jauap/models/screen"
)

// PartText is a text that the page of a subject shows. The same words in several
// places, as a verdict and the line that tells it, are one text.
type PartText struct {
	Source string // the table of its first place; "part.<source>" is its word in the locale files
	Digest string // names it as it reads now
	Text   string
	Place  int // in the list of places
}

// textPlace is a column that holds such a text. In of the argument is the subject's id.
type textPlace struct{ table, column, set, of string }

func column(table, name, of string) textPlace { return textPlace{table, name, name + " = ?", of} }

const (
	ofAppeal  = "appeal_id = ?"
	ofAnswer  = "answer_id in (select id from answers where appeal_id = ?)"
	ofPromise = "promise_id in (select id from promises where appeal_id = ?)"
)

// appealTexts are all of an appeal but its own; the one way by which personal data is
// masked in any of them. A new public text belongs here.
var appealTexts = []textPlace{
	column("answers", "found", ofAppeal), column("answers", "action", ofAppeal), column("answers", "responsible", ofAppeal),
	column("answers", "funding", ofAppeal), column("answers", "law", ofAppeal), column("answers", "complaint", ofAppeal),
	column("answer_revisions", "found", ofAnswer), column("answer_revisions", "action", ofAnswer), column("answer_revisions", "responsible", ofAnswer),
	column("answer_revisions", "law", ofAnswer), column("answer_revisions", "note", ofAnswer),
	column("promises", "text", ofAppeal), column("promises", "proof", ofAppeal), column("promise_moves", "reason", ofPromise),
	column("verdicts", "text", ofAppeal), column("confirmations", "text", ofPromise),
	column("extensions", "reason", ofAppeal), column("pauses", "reason", ofAppeal), column("redirects", "text", ofAppeal),
	column("escalations", "text", ofAppeal), column("escalations", "order_text", ofAppeal), column("moderations", "text", ofAppeal),
	{"events", "data ->> 'text'", "data = jsonb_set(data, '{text}', to_jsonb(?::text))", ofAppeal},
	column("pictures", "alt", ofAppeal), column("pictures", "alt", ofAnswer), column("pictures", "alt", ofPromise),
	column("pictures", "alt", "verdict_id in (select id from verdicts where appeal_id = ?)"),
}

// workTexts are all of an explanation of work.
var workTexts = []textPlace{
	column("works", "title", "id = ?"), column("works", "text", "id = ?"), column("works", "funding", "id = ?"),
	column("works", "contractor", "id = ?"), column("works", "correction", "id = ?"), column("pictures", "alt", "work_id = ?"),
}

func (of Subject) texts() (places []textPlace, id int64) {
	if of.WorkID != 0 {
		return workTexts, of.WorkID
	}
	return appealTexts, of.AppealID
}

// partTexts reads the texts of a subject, each once.
func (s *Store) partTexts(ctx context.Context, of Subject) (texts []PartText, err error) {
	places, id := of.texts()
	queries, args := make([]string, len(places)), make([]any, len(places))
	for i, p := range places {
		queries[i] = fmt.Sprintf("select %d as place, '%s' as source, id, %s as text from %s where %s", i, p.table, p.column, p.table, p.of)
		if p.table == "confirmations" { // it has no id of its own
			queries[i] = strings.Replace(queries[i], ", id,", ", user_id,", 1)
		}
		args[i] = id
	}
	err = s.read(ctx, &texts, `
		select source, digest, text, place from (
			select distinct on (md5(text)) place, source, id, text, md5(text) as digest from (`+strings.Join(queries, " union all ")+`) every
			where text <> '' order by md5(text), place, id) once
		order by place, id`, args...)
	return texts, err
}

// MaskText puts a masked text in the place of one of a subject, wherever the same
// words stand around it; the original is kept and never shown. ErrStale: there is no
// such text any more.
func (s *Store) MaskText(ctx context.Context, of Subject, moderator int64, digest, text string) error {
	problems := Invalid{}
	if text = problems.Text("text", screen.Tidy(text), 1, 20000); len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		places, id := of.texts()
		lock := `select id from appeals where id = ? for update`
		if of.WorkID != 0 {
			lock = `select id from works where id = ? for update`
		}
		var locked int64
		if err := tx.readOne(ctx, &locked, lock, id); err != nil {
			return err
		}
		tx = tx.At(tx.Now()) // all rows of the action have one time
		texts, err := tx.partTexts(ctx, of)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(texts, func(t PartText) bool { return t.Digest == digest })
		switch {
		case i < 0:
			return ErrStale
		case screen.SameText(texts[i].Text, text):
			return Invalid{"text": {Key: "problem.mask_nothing"}}
		case !screen.OnlyMasked(texts[i].Text, text):
			return Invalid{"text": {Key: "problem.mask_only"}}
		case places[texts[i].Place].column == "title":
			if text = problems.Line("text", text, 3, 200); len(problems) > 0 {
				return problems
			}
		}
		was := texts[i].Text
		if _, err := tx.exec(ctx, `insert into masked_texts (appeal_id, work_id, text, user_id, at) values (?, ?, ?, ?, ?)`,
			NilIfZero(of.AppealID), NilIfZero(of.WorkID), was, NilIfZero(moderator), tx.Now()); err != nil {
			return err
		}
		for _, p := range places {
			if _, err := tx.exec(ctx, `update `+p.table+` set `+p.set+` where `+p.of+` and `+p.column+` = ?`, text, id, was); err != nil {
				return err
			}
		}
		if of.WorkID != 0 {
			// a form that was opened before must not bring the original back
			if _, err := tx.exec(ctx, `update works set version = version + 1 where id = ?`, id); err != nil {
				return err
			}
			return tx.moderatedWork(ctx, id, moderator, "text", "personal_data")
		}
		if err := tx.moderated(ctx, id, moderator, "text", "personal_data", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: TextMasked, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: "personal_data"}})
	})
	if err != nil {
		return fmt.Errorf("mask a text of %+v: %w", of, err)
	}
	return nil
}

// maskedBefore reports whether one of the texts is an original that moderation has
// masked: a form that was opened before must not bring it back.
func (s *Store) maskedBefore(ctx context.Context, appeal int64, texts ...string) (found bool, err error) {
	err = s.read(ctx, &found, `select exists (select 1 from masked_texts where appeal_id = ? and text in ?)`, appeal, texts)
	return found, err
}
