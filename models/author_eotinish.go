package models

import (
	"context"
	"regexp"
	"strings"
)

// EotinishExample is what a registration number of the official window looks like:
// letters, year and a number.
const EotinishExample = "ЖТ-2026-00012345"

var eotinishForm = regexp.MustCompile(`^\p{Cyrillic}{2,4}-20[0-9]{2}-[0-9]{1,10}$`)

// eotinishLetters puts the Cyrillic letter where its Latin likeness was typed.
var eotinishLetters = strings.NewReplacer("A", "А", "B", "В", "C", "С", "E", "Е", "H", "Н", "K", "К",
	"M", "М", "O", "О", "P", "Р", "T", "Т", "X", "Х", "№", "", " ", "", "\u00a0", "", "–", "-", "—", "-")

// CanTakeEotinish: the appeal has no number of the official window yet.
func (a Appeal) CanTakeEotinish() bool {
	return a.EotinishNo == "" && a.Status != Rejected && a.Status != Merged
}

// AttachEotinish notes the number under which the author filed the same matter
// through the official window.
func (s *Store) AttachEotinish(ctx context.Context, id, author int64, number string) error {
	number = eotinishLetters.Replace(strings.ToUpper(strings.TrimSpace(number)))
	switch {
	case number == "":
		return Invalid{"eotinish": {Key: "problem.required"}}
	case !eotinishForm.MatchString(number):
		return Invalid{"eotinish": {Key: "problem.eotinish", Args: []any{"example", EotinishExample}}}
	}
	return s.actAsAuthor(ctx, "attach a number to", id, author, func(tx *Store, a lockedAppeal) error {
		if err := tx.readOne(ctx, &a.EotinishNo, `select coalesce(eotinish_no, '') from appeals where id = ?`, id); err != nil {
			return err
		}
		if !a.CanTakeEotinish() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set eotinish_no = ? where id = ?`, number, id); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Linked, Actor: ByAuthor, UserID: &author, Data: EventData{Text: number}})
	})
}
