package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// Authorship is what the author of an appeal is told besides its public page.
type Authorship struct {
	Public        bool          // everybody sees the appeal
	Reason        string        // why moderation did not publish it, or took it out of view; "" for none
	ReasonText    string        // more about it, in the words of the moderator
	OwnWish       bool          // the author took it out of view
	Objection     *Objection    // to that decision; nil: none has been made
	Judged        bool          // the author has given a verdict on the newest answer
	ModerationDue calendar.Date // the last day of moderation's own term
	Way           *WayUp        // where it may go up to now; nil: nowhere
}

// Objection is the one objection of an author to a decision of moderation.
type Objection struct {
	Text      string
	At        time.Time
	DecidedAt *time.Time
	Upheld    *bool // the objection was right; nil while undecided
	Reply     string
}

// CanBeObjectedTo: moderation has kept the appeal from the public, and the author
// has not objected yet.
func (a Authorship) CanBeObjectedTo() bool {
	return !a.Public && a.Reason != "" && !a.OwnWish && a.Objection == nil
}

func (s *Store) dossierAuthorship(ctx context.Context, d *Dossier) error {
	about, err := s.authorship(ctx, d.Appeal.ID)
	if err != nil {
		return err
	}
	var escalated *int64
	if d.Escalation != nil {
		escalated = new(int64)
	}
	a := lockedAppeal{Appeal: d.Appeal, Rounds: len(d.Answers), EscalatedTo: escalated}
	if about.Way, err = s.wayUp(ctx, a); err != nil {
		return err
	}
	for _, v := range d.Verdicts {
		about.Judged = about.Judged || v.ByAuthor && len(d.Answers) > 0 && v.AnswerID == d.Answers[0].ID
	}
	d.Authorship = &about
	return nil
}

// authorship reads what keeps an appeal from the public, and the objection to it.
func (s *Store) authorship(ctx context.Context, id int64) (about Authorship, err error) {
	var row struct {
		Public        bool
		ModerationDue calendar.Date
		Reason        string
		ReasonText    string
		OwnWish       bool
		Text          string
		At            *time.Time
		DecidedAt     *time.Time
		Upheld        *bool
		Reply         string
	}
	if err = s.readOne(ctx, &row, `
		select a.public, a.moderation_due, coalesce(m.reason_code, '') as reason, coalesce(m.text, '') as reason_text,
			coalesce(m.user_id = a.author_id and m.reason_code = 'author_request', false) as own_wish,
			coalesce(o.text, '') as text, o.at, o.decided_at, o.upheld, coalesce(o.reply, '') as reply
		from appeals a
		left join lateral (
			select reason_code, text, user_id from moderations
			where appeal_id = a.id and act in ('reject', 'hide', 'private') order by at desc, id desc limit 1) m on not a.public
		left join objections o on o.appeal_id = a.id
		where a.id = ?`, id); err != nil {
		return about, err
	}
	about = Authorship{Public: row.Public, ModerationDue: row.ModerationDue, Reason: row.Reason, ReasonText: row.ReasonText, OwnWish: row.OwnWish}
	if row.At != nil {
		about.Objection = &Objection{Text: row.Text, At: *row.At, DecidedAt: row.DecidedAt, Upheld: row.Upheld, Reply: row.Reply}
	}
	return about, nil
}

// actAsAuthor does one thing to an appeal that only its author may do.
func (s *Store) actAsAuthor(ctx context.Context, what string, id, author int64, do func(tx *Store, a lockedAppeal) error) error {
	return s.act(ctx, what, id, func(tx *Store, a lockedAppeal) error {
		if !a.isBy(author) {
			return ErrForbidden
		}
		return do(tx, a)
	})
}
