package models

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jauap/models/screen"
)

// PartText is a text on the page of a subject. The same text in several places, such as a verdict
// and its event, is one PartText.
type PartText struct {
	Source string // the table of its first place; its text in the locale files is "part.<source>"
	Digest string // of the present text
	Text   string
	Place  int // index in the list of places
}

// textPlace is a column with such a text. The argument of the SQL condition of is the id of the
// subject.
type textPlace struct{ table, column, set, of string }

func column(table, name, of string) textPlace { return textPlace{table, name, name + " = ?", of} }

const (
	ofAppeal  = "appeal_id = ?"
	ofAnswer  = "answer_id in (select id from answers where appeal_id = ?)"
	ofPromise = "promise_id in (select id from promises where appeal_id = ?)"
)

// appealTexts are the columns of all public texts of an appeal except its own. Personal data in
// them is masked only through this list, so a new public text must be added here.
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

// workTexts are the columns of all texts of an explanation of work.
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

// partTexts returns the texts of a subject, each once.
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

// MaskText replaces a text of a subject by a masked one in all its places. The original is stored
// and never shown. ErrStale: the text was changed since.
func (s *Store) MaskText(ctx context.Context, of Subject, moderator int64, digest, text string) error {
	problems := Invalid{}
	if text = problems.Text("text", text, 1, 20000); len(problems) > 0 {
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
			// a form that was opened before must not restore the original
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

// maskedBefore reports whether one of the texts is an original that moderation has masked: a form
// that was opened before must not restore it.
func (s *Store) maskedBefore(ctx context.Context, appeal int64, texts ...string) (found bool, err error) {
	err = s.read(ctx, &found, `select exists (select 1 from masked_texts where appeal_id = ? and text in ?)`, appeal, texts)
	return found, err
}
