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

// Obstacles are what a body may have lacked to solve a matter: the power by law, or the money.
var Obstacles = []string{"", "power", "money"}

// lastPromise is the last day that may be promised on a day: three years ahead, as far
// as the budgets of the country are planned. A day that nobody will see is no promise.
func lastPromise(today calendar.Date) calendar.Date { return today.AddMonths(3 * 12) }

// NewPromise is a date in an answer.
type NewPromise struct {
	Text string
	Due  calendar.Date
}

// CanBeAnswered: a body owes an answer. Beside that, the body that an open
// escalation went to decides it whatever the status is.
func (a Appeal) CanBeAnswered() bool { return a.Status.Open() }

// PublishAnswer gives the answer of a body in public: each of its dates becomes
// a promise, and an escalation that the body had to decide is closed.
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
		if answerID, err = tx.answer(ctx, a, by, in, proof); err != nil {
			return err
		}
		return tx.assessAnswers(ctx, answerID)
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

// check tidies the words and notes what is wrong with them.
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

func (s *Store) answer(ctx context.Context, a lockedAppeal, by Official, in NewAnswer, proof []preparedPicture) (id int64, err error) {
	due, err := s.termOf(ctx, a, by)
	if err != nil {
		return 0, err
	}
	row := answerRow{AppealID: a.ID, Round: a.Rounds + 1, BodyID: by.BodyID, UserID: NilIfZero(by.UserID),
		AnswerText: in.AnswerText, Due: due, At: s.Now()}
	if err = database.Rows[answerRow](s.db).Create(ctx, &row); err != nil {
		return 0, err
	}
	id = row.ID
	status, kind := Answered, AnswerGiven
	if in.Refusal {
		status, kind = Declined, WasDeclined
	}
	if err = s.stopClock(ctx, a); err != nil {
		return 0, err
	}
	if _, err = s.exec(ctx, `update appeals set status = ?, answered_at = ?, overdue_at = null where id = ?`,
		status, s.Now(), a.ID); err != nil {
		return 0, err
	}
	if err = s.addPictures(ctx, "answers", id, proof); err != nil {
		return 0, err
	}
	if err = s.markRepeats(ctx, a.ID, "answer_id", id); err != nil {
		return 0, err
	}
	event := Event{AppealID: a.ID, Kind: kind, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID}
	if err = s.record(ctx, event); err != nil {
		return 0, err
	}
	if err = s.decideComplaint(ctx, a, by, id); err != nil {
		return 0, err
	}
	for _, p := range in.Promises {
		if err = s.promise(ctx, a.ID, id, by, p); err != nil {
			return 0, err
		}
	}
	return id, nil
}
