package models

import "context"

// CanBeTakenUp: a body owes an answer and has not begun.
func (a Appeal) CanBeTakenUp() bool { return a.Status == Registered || a.Status == Contested }

// CanBeUpdated: a body owes an answer, or what it promised is under way.
func (a Appeal) CanBeUpdated() bool { return a.Status.Open() || a.Status == Answered }

// CanBeAskedAbout: a body owes an answer and may need to know more.
func (a Appeal) CanBeAskedAbout() bool { return a.Status.Open() }

// TakeUpAppeal says that the body has begun.
func (s *Store) TakeUpAppeal(ctx context.Context, id int64, by Official) error {
	return s.act(ctx, "take up", id, func(tx *Store, a lockedAppeal) error {
		if err := a.heldBy(by); err != nil {
			return err
		}
		if !a.CanBeTakenUp() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set status = ? where id = ?`, InProgress, id); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: TakenUp, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID})
	})
}

// PostUpdate tells in public how the matter goes.
func (s *Store) PostUpdate(ctx context.Context, id int64, by Official, text string) error {
	return s.say(ctx, "update", id, by, text, Updated, Appeal.CanBeUpdated)
}

// AskAuthor asks the author in public for what is missing. The clock runs on.
func (s *Store) AskAuthor(ctx context.Context, id int64, by Official, text string) error {
	return s.say(ctx, "ask about", id, by, text, Asked, Appeal.CanBeAskedAbout)
}

// say records words of a body that change nothing else.
func (s *Store) say(ctx context.Context, what string, id int64, by Official, text string, kind EventKind, may func(Appeal) bool) error {
	problems := Invalid{}
	text = problems.Text("text", text, 1, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, what, id, func(tx *Store, a lockedAppeal) error {
		if err := a.heldBy(by); err != nil {
			return err
		}
		if !may(a.Appeal) {
			return ErrState
		}
		event := Event{AppealID: id, Kind: kind, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID, Data: EventData{Text: text}}
		if same, err := tx.sameWords(ctx, event); err != nil || same {
			return err
		}
		return tx.record(ctx, event)
	})
}
