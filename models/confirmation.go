package models

import "context"

// CanBeConfirmed: the body says that it kept the promise, and residents may say whether it did.
func (p Promise) CanBeConfirmed() bool { return p.Outcome == "kept" }

// ConfirmPromise says of a kept promise whether it is really done: once a person, the
// author of the appeal or one who gave it a voice; again changes nothing. Only the
// author's word is an event, the others' are counted.
func (s *Store) ConfirmPromise(ctx context.Context, id, user int64, holds bool, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 0, 1000)
	if len(problems) > 0 {
		return problems
	}
	return s.tx(ctx, func(tx *Store) error {
		p, err := tx.lockPromise(ctx, id)
		if err != nil {
			return err
		}
		a, err := tx.lockAppeal(ctx, p.AppealID)
		if err != nil {
			return err
		}
		byAuthor := a.isBy(user)
		if !byAuthor {
			if err := tx.mayConfirm(ctx, a, user); err != nil {
				return err
			}
		}
		if byAuthor && a.goesOut() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		if !p.public().CanBeConfirmed() {
			return ErrState
		}
		lo, hi := PlaceRange(a.PlaceCode)
		written, err := tx.exec(ctx, `
			insert into confirmations (promise_id, user_id, by_author, local, holds, text, at)
			select ?, u.id, ?, `+livesIn+`, ?, ?, ? from users u where u.id = ?
			on conflict do nothing`, id, byAuthor, lo, hi, holds, text, tx.Now(), user)
		if err != nil || written == 0 || !byAuthor {
			return err
		}
		kind := PromiseConfirmed
		if !holds {
			kind = PromiseDoubted
		}
		return tx.record(ctx, Event{AppealID: a.ID, Kind: kind, Actor: ByAuthor, UserID: &user, BodyID: &p.BodyID, Data: EventData{Text: text}})
	})
}

// mayConfirm: one who sees the appeal, has given it a voice, can still be reached, and
// whose own work it is not.
func (s *Store) mayConfirm(ctx context.Context, a lockedAppeal, user int64) error {
	if !a.Public {
		return ErrForbidden
	}
	if err := s.RequireLevel(ctx, user, 1); err != nil {
		return err
	}
	if err := s.notOfOffice(ctx, a, user); err != nil {
		return err
	}
	return s.hasVoice(ctx, a.ID, user)
}

// Confirmations are what residents say of a kept promise.
type Confirmations struct {
	Author     *bool // whether it is really done; nil: the author has not said
	AuthorText string
	Yes, No    int // of those who gave a voice, without the author
	LocalYes   int // of these, who live in the place
	LocalNo    int
}

// confirmationsOf reads those of the promise p, without a query more.
const confirmationsOf = `coalesce((
	select json_build_object('Author', bool_or(c.holds) filter (where c.by_author), 'AuthorText', coalesce(max(c.text) filter (where c.by_author), ''),
		'Yes', count(*) filter (where c.holds and not c.by_author), 'No', count(*) filter (where not c.holds and not c.by_author),
		'LocalYes', count(*) filter (where c.holds and c.local and not c.by_author), 'LocalNo', count(*) filter (where not c.holds and c.local and not c.by_author))
	from confirmations c where c.promise_id = p.id), '{}')`

// OwnJudgement is what one reader has said of the newest answer to an appeal and of
// its kept promises.
type OwnJudgement struct {
	Verdict   Verdict        // "": none
	Confirmed map[int64]bool // by promise: whether it is really done
}

// JudgedBy reads what a user has said about an appeal: one query.
func (s *Store) JudgedBy(ctx context.Context, user, appeal int64) (own OwnJudgement, err error) {
	var rows []struct {
		Promise int64
		Verdict Verdict
		Holds   bool
	}
	err = s.read(ctx, &rows, `
		select 0 as promise, v.verdict, false as holds from verdicts v
		where v.user_id = ? and v.answer_id = (select id from answers where appeal_id = ? order by round desc limit 1)
		union all
		select c.promise_id, '', c.holds from confirmations c join promises p on p.id = c.promise_id
		where c.user_id = ? and p.appeal_id = ?`, user, appeal, user, appeal)
	own.Confirmed = map[int64]bool{}
	for _, r := range rows {
		if r.Promise == 0 {
			own.Verdict = r.Verdict
		} else {
			own.Confirmed[r.Promise] = r.Holds
		}
	}
	return own, err
}
