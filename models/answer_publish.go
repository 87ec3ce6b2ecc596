package models

import (
	"context"
	"slices"

	"jauap/models/calendar"
	"jauap/models/database"
)

// NewAnswer is a structured answer of a body.
type NewAnswer struct {
	AnswerText
	Promises []NewPromise
	Proof    []NewPicture
}

// NewPromise is a promised date in an answer.
type NewPromise struct {
	Text string
	Due  calendar.Date
}

// lastPromise returns the last day that may be promised today: three years ahead, the planning
// period of the budgets.
func lastPromise(today calendar.Date) calendar.Date { return today.AddMonths(3 * 12) }

// CanBeAnswered reports whether a body has to answer. The superior body decides an open
// escalation whatever the status is.
func (a Appeal) CanBeAnswered() bool { return a.Status.Open() }

// PublishAnswer publishes the answer of a body. Each of its dates becomes a promise, and an
// escalation that the body had to decide is closed.
func (s *Store) PublishAnswer(ctx context.Context, id int64, by Official, in NewAnswer) (answerID int64, err error) {
	problems := Invalid{}
	in.check(problems, s.Today())
	proof := s.preparePictures(ctx, problems, in.Proof, "proof")
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.act(ctx, "answer", id, func(tx *Store, a lockedAppeal) error {
		if err := a.answerableBy(by); err != nil {
			return err
		}
		if in.Lang == "" {
			in.Lang = a.Lang
		}
		if in.Lang != a.Lang {
			return Invalid{"lang": {Key: "problem.language_of_appeal"}}
		}
		if answerID, err = a.answer(ctx, by, in, proof); err != nil {
			return err
		}
		return assessAnswers(ctx, tx, answerID)
	})
	return answerID, err
}

// answerableBy returns an error unless the body may give an answer now.
func (a lockedAppeal) answerableBy(by Official) error {
	if err := a.heldBy(by); err != nil {
		return err
	}
	if !a.CanBeAnswered() && !a.escalatedTo(by) {
		return ErrState
	}
	return nil
}

// check trims the texts and collects the problems of the fields.
func (in *NewAnswer) check(problems Invalid, today calendar.Date) {
	if in.Lang != "" {
		OneOf(problems, "lang", in.Lang, Languages)
	}
	in.Found = problems.Text("found", in.Found, 0, 10000)
	in.Action = problems.Text("action", in.Action, 1, 10000)
	in.Responsible = problems.Text("responsible", in.Responsible, 0, 300)
	problems.money("cost", in.Cost)
	in.Funding = problems.Text("funding", in.Funding, 0, 500)
	leastLaw := 0
	if in.Refusal {
		leastLaw = 1
	}
	in.Law = problems.Text("law", in.Law, leastLaw, 2000)
	in.Complaint = problems.Text("complaint", in.Complaint, 0, 2000)
	OneOf(problems, "obstacle", in.Obstacle, Obstacles)
	in.Promises = slices.Clone(in.Promises)
	for i, p := range in.Promises {
		in.Promises[i].Text = problems.Text("promises", p.Text, 1, 1000)
		problems.within("promises", p.Due, today, lastPromise(today))
	}
}

// answer writes an answer with its proof and promises, and closes the appeal.
func (a lockedAppeal) answer(ctx context.Context, by Official, in NewAnswer, proof []preparedPicture) (id int64, err error) {
	due, err := a.termOf(ctx, by)
	if err != nil {
		return 0, err
	}
	now := a.tx.Now()
	row := answerRow{AppealID: a.ID, Round: a.Rounds + 1, BodyID: by.BodyID, UserID: NilIfZero(by.UserID),
		AnswerText: in.AnswerText, Due: due, At: now}
	if err = database.Rows[answerRow](a.tx.db).Create(ctx, &row); err != nil {
		return 0, err
	}
	status, kind := Answered, AnswerGiven
	if in.Refusal {
		status, kind = Declined, WasDeclined
	}
	if err = a.stopClock(ctx); err != nil {
		return 0, err
	}
	if err = a.update(ctx, appealRow{Status: status, AnsweredAt: &now}, "status", "answered_at", "overdue_at"); err != nil {
		return 0, err
	}
	if err = a.tx.addPictures(ctx, "answers", row.ID, proof); err != nil {
		return 0, err
	}
	if err = a.tx.markRepeats(ctx, a.ID, "answer_id", row.ID); err != nil {
		return 0, err
	}
	if err = a.record(ctx, by, kind, EventData{}); err != nil {
		return 0, err
	}
	if err = a.decideComplaint(ctx, by, row.ID); err != nil {
		return 0, err
	}
	for _, p := range in.Promises {
		if err = a.promise(ctx, row.ID, by, p); err != nil {
			return 0, err
		}
	}
	return row.ID, nil
}
