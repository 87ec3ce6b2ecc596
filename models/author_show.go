package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// Authorship is the part of an appeal's page that only its author sees.
type Authorship struct {
	Public        bool          // the public sees the appeal
	Reason        string        // why moderation did not publish it or hid it; "" for none
	ReasonText    string        // more about it, by the moderator
	OwnWish       bool          // the author hid it
	Objection     *Objection    // to that decision; nil for none
	Judged        bool          // the author has given a verdict on the newest answer
	ModerationDue calendar.Date // the deadline of moderation
	Way           *WayUp        // the escalation that is possible now; nil for none
}

// CanBeObjectedTo reports whether moderation keeps the appeal from the public and the author
// has not objected yet.
func (a Authorship) CanBeObjectedTo() bool {
	return !a.Public && a.Reason != "" && !a.OwnWish && a.Objection == nil
}

func (d *AppealPage) readAuthorship(ctx context.Context, s *Store) error {
	about, err := readAuthorship(ctx, s, d.Appeal.ID)
	if err != nil {
		return err
	}
	var escalated *int64
	if d.Escalation != nil {
		escalated = new(int64)
	}
	a := lockedAppeal{Appeal: d.Appeal, Rounds: len(d.Answers), EscalatedTo: escalated, tx: s}
	if about.Way, err = a.wayUp(ctx); err != nil {
		return err
	}
	for _, v := range d.Verdicts {
		about.Judged = about.Judged || v.ByAuthor && len(d.Answers) > 0 && v.AnswerID == d.Answers[0].ID
	}
	d.Authorship = &about
	return nil
}

// readAuthorship reads the decision that keeps an appeal from the public, and the objection to it.
func readAuthorship(ctx context.Context, s *Store, id int64) (about Authorship, err error) {
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

// actAsAuthor is act for the author of the appeal; others get ErrForbidden.
func (s *Store) actAsAuthor(ctx context.Context, what string, id, author int64, do func(tx *Store, a lockedAppeal) error) error {
	return s.act(ctx, what, id, func(tx *Store, a lockedAppeal) error {
		if !a.isBy(author) {
			return ErrForbidden
		}
		return do(tx, a)
	})
}
