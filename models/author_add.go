package models

import "context"

// CanBeAddedTo: somebody will still read what the author adds.
func (a Appeal) CanBeAddedTo() bool {
	return a.Status == Moderation || a.Status.Open() || a.Status == Answered
}

// OpenQuestion is what the body has asked its author last; nil where the author has
// replied since, or an answer or another body has come in between.
func (d Dossier) OpenQuestion() *EventLine {
	if !d.CanBeAddedTo() {
		return nil
	}
	for i := len(d.Events) - 1; i >= 0; i-- {
		switch e := &d.Events[i]; {
		case e.Kind == Asked:
			return e
		case e.Kind == AnswerGiven, e.Kind == Redirected, e.Kind == Updated && e.Actor == ByAuthor:
			return nil
		}
	}
	return nil
}

// AddInformation adds what the author has to say besides, in public. The text of
// the appeal itself stays as it was answered.
func (s *Store) AddInformation(ctx context.Context, id, author int64, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 1, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.actAsAuthor(ctx, "add to", id, author, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeAddedTo() {
			return ErrState
		}
		if a.goesOut() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		event := Event{AppealID: id, Kind: Updated, Actor: ByAuthor, UserID: &author, BodyID: &a.BodyID, Data: EventData{Text: text}}
		if same, err := tx.sameWords(ctx, event); err != nil || same {
			return err
		}
		return tx.record(ctx, event)
	})
}
