package models

import "context"

// CanBeConfirmed reports whether the body says that it kept the promise, so that residents
// can confirm or doubt it.
func (p Promise) CanBeConfirmed() bool { return p.Outcome == "kept" }

// ConfirmPromise records whether a resident sees that a promise was kept: the author of the
// appeal or a user who gave it a voice, each once; a second time changes nothing. Only the
// author's statement is an event, the others are counted.
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
		a := p.appeal
		byAuthor := a.isBy(user)
		if !byAuthor {
			if err := a.mayConfirm(ctx, user); err != nil {
				return err
			}
		}
		if byAuthor && a.isOpen() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		if !p.public().CanBeConfirmed() {
			return ErrState
		}
		lo, hi := PlaceRange(a.PlaceCode)
		written, err := p.tx.exec(ctx, `
			insert into confirmations (promise_id, user_id, by_author, local, holds, text, at)
			select @promise, u.id, @by_author, `+livesIn+`, @holds, @text, @at from users u where u.id = @user
			on conflict do nothing`, lo, hi, map[string]any{"promise": id, "by_author": byAuthor, "holds": holds, "text": text,
			"at": p.tx.Now(), "user": user})
		if err != nil || written == 0 || !byAuthor {
			return err
		}
		kind := PromiseConfirmed
		if !holds {
			kind = PromiseDoubted
		}
		return p.tx.record(ctx, Event{AppealID: a.ID, Kind: kind, Actor: ByAuthor, UserID: &user, BodyID: &p.BodyID, Data: EventData{Text: text}})
	})
}

// mayConfirm returns an error unless the user sees the appeal, gave it a voice, has a
// confirmed contact, and does not work for the body.
func (a lockedAppeal) mayConfirm(ctx context.Context, user int64) error {
	if !a.Public {
		return ErrForbidden
	}
	if err := a.tx.RequireLevel(ctx, user, 1); err != nil {
		return err
	}
	if err := a.notOfOffice(ctx, user); err != nil {
		return err
	}
	return a.hasVoice(ctx, user)
}

// Confirmations count what residents say about a kept promise.
type Confirmations struct {
	Author     *bool // whether it was kept; nil: the author has not said
	AuthorText string
	Yes, No    int // of users who gave a voice, without the author
	LocalYes   int // of those who live in the place
	LocalNo    int
}

// confirmationsOf is the SQL expression for the Confirmations of the promise p.
const confirmationsOf = `coalesce((
	select json_build_object('Author', bool_or(c.holds) filter (where c.by_author), 'AuthorText', coalesce(max(c.text) filter (where c.by_author), ''),
		'Yes', count(*) filter (where c.holds and not c.by_author), 'No', count(*) filter (where not c.holds and not c.by_author),
		'LocalYes', count(*) filter (where c.holds and c.local and not c.by_author), 'LocalNo', count(*) filter (where not c.holds and c.local and not c.by_author))
	from confirmations c where c.promise_id = p.id), '{}')`

// OwnJudgement is the verdict of one reader on the newest answer to an appeal and on its kept
// promises.
type OwnJudgement struct {
	Verdict   Verdict        // "" for none
	Confirmed map[int64]bool // by promise: whether it was kept
}

// JudgedBy returns the judgement of a user on an appeal, in one query.
func (s *Store) JudgedBy(ctx context.Context, user, appeal int64) (own OwnJudgement, err error) {
	var rows []struct {
		Promise int64
		Verdict Verdict
		Holds   bool
	}
	err = s.read(ctx, &rows, `
		select 0 as promise, v.verdict, false as holds from verdicts v
		where v.user_id = @user and v.answer_id = (select id from answers where appeal_id = @appeal order by round desc limit 1)
		union all
		select c.promise_id, '', c.holds from confirmations c join promises p on p.id = c.promise_id
		where c.user_id = @user and p.appeal_id = @appeal`, map[string]any{"user": user, "appeal": appeal})
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
