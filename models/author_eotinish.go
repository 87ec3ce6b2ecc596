package models

import (
	"context"
	"regexp"
	"strings"

	"jauap/models/database"
)

// EotinishExample is an example of a registration number of the official window: letters, a
// year and a number.
const EotinishExample = "ЖТ-2026-00012345"

var eotinishForm = regexp.MustCompile(`^\p{Cyrillic}{2,4}-20[0-9]{2}-[0-9]{1,10}$`)

// eotinishLetters replaces Latin letters by the Cyrillic letters that look the same.
var eotinishLetters = strings.NewReplacer("A", "А", "B", "В", "C", "С", "E", "Е", "H", "Н", "K", "К",
	"M", "М", "O", "О", "P", "Р", "T", "Т", "X", "Х", "№", "", " ", "", "\u00a0", "", "–", "-", "—", "-")

// CanTakeEotinish reports whether the author can attach a number of the official window.
func (a Appeal) CanTakeEotinish() bool {
	return a.EotinishNo == "" && a.Status != Rejected && a.Status != Merged
}

// AttachEotinish stores the number under which the author filed the same matter through the
// official window.
func (s *Store) AttachEotinish(ctx context.Context, id, author int64, number string) error {
	number = eotinishLetters.Replace(strings.ToUpper(strings.TrimSpace(number)))
	switch {
	case number == "":
		return Invalid{"eotinish": {Key: "problem.required"}}
	case !eotinishForm.MatchString(number):
		return Invalid{"eotinish": {Key: "problem.eotinish", Args: []any{"example", EotinishExample}}}
	}
	return s.actAsAuthor(ctx, "attach a number to", id, author, func(tx *Store, a lockedAppeal) error {
		row, err := database.Rows[appealRow](tx.db).Select("eotinish_no").Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		if row.EotinishNo != nil || !a.CanTakeEotinish() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{EotinishNo: &number}, "eotinish_no"); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Linked, Actor: ByAuthor, UserID: &author, Data: EventData{Text: number}})
	})
}
