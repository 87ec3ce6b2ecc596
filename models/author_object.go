package models

import (
	"context"
	"time"

	"jauap/models/database"
)

// Objection is the one objection of an author to a decision of moderation.
type Objection struct {
	Text      string
	At        time.Time
	DecidedAt *time.Time
	Upheld    *bool // the objection was right; nil while undecided
	Reply     string
}

// objectionRow is a row of objections.
type objectionRow struct {
	AppealID int64
	Objection
}

func (objectionRow) TableName() string { return "objections" }

// ObjectToModeration asks that another moderator review a decision of moderation. An author
// may do so once for an appeal.
func (s *Store) ObjectToModeration(ctx context.Context, id, author int64, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.actAsAuthor(ctx, "object about", id, author, func(tx *Store, a lockedAppeal) error {
		about, err := readAuthorship(ctx, tx, id)
		if err != nil {
			return err
		}
		if !about.CanBeObjectedTo() {
			return ErrState
		}
		row := objectionRow{AppealID: id, Objection: Objection{Text: text, At: tx.Now()}}
		if err := database.Rows[objectionRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Objected, Actor: ByAuthor, UserID: &author})
	})
}
