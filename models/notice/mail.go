package notice

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
)

// mailTries is the number of attempts to send a mail. After attempt n the queue waits n⁴
// seconds, so twelve attempts take eleven hours.
const mailTries = 12

// MailNotice is the job that mails one notice.
type MailNotice struct {
	Notice int64 `json:"notice"`
}

// Kind names the job in the queue.
func (MailNotice) Kind() string { return "mail_notice" }

// InsertOpts sets the number of attempts.
func (MailNotice) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: mailTries} }

// queueMails queues a mail for each notice in the transaction that wrote the notices, so that
// both are stored or neither.
func (s *Store) queueMails(ctx context.Context, notices []int64) error {
	jobs := make([]river.InsertManyParams, len(notices))
	for i, id := range notices {
		jobs[i].Args = MailNotice{Notice: id}
	}
	_, err := s.queue.InsertManyFastTx(ctx, database.QueueTx(s.db.Conn()), jobs)
	return err
}

// NoticeLetter is the content and the recipient of the mail of a notice.
type NoticeLetter struct {
	Notice
	UserID   int64
	Email    string // "" if there is none, or mail does not reach it
	UserLang string // of the reader
	Name     string // given name
	MailedAt *time.Time
	Private  bool     // a private appeal: the mail does not say what it is about
	About    Followed `gorm:"-"` // the target of the notice

	Answer   string          // of an answer: the action taken or planned
	Promises []LetterPromise `gorm:"-"`
	Receipt  *models.Receipt `gorm:"-"` // of Submitted
}

// LetterPromise is a date of an answer.
type LetterPromise struct {
	Text string
	Due  calendar.Date
}

// NoticeLetter reads a notice for its mail; ErrNotFound for an unknown id.
func (s *Store) NoticeLetter(ctx context.Context, id int64) (l NoticeLetter, err error) {
	if err = s.db.ReadOne(ctx, &l, `
		select `+noticeColumns+`, n.user_id, case when `+mailable+` then u.email else '' end as email, u.lang as user_lang, u.given_name as name, n.mailed_at, coalesce(a.private, false) as private,
			coalesce(case when n.kind in ('answered', 'declined') then (
				select w.action from answers w where w.appeal_id = n.appeal_id and w.at <= e.at order by w.round desc limit 1) end, '') as answer
		from notices n join users u on u.id = n.user_id `+noticeNames+`
		where n.id = ?`, id); err != nil {
		return l, fmt.Errorf("notice %d: %w", id, err)
	}
	if l.About, err = s.named(ctx, l.Target()); err != nil {
		return l, fmt.Errorf("notice %d: %w", id, err)
	}
	if err = s.findComment(ctx, &l.Notice); err != nil {
		return l, fmt.Errorf("notice %d: %w", id, err)
	}
	if l.Kind == models.Submitted {
		receipt, err := s.core.Receipt(ctx, l.Number, l.UserID)
		if err != nil {
			return l, fmt.Errorf("notice %d: %w", id, err)
		}
		l.Receipt = &receipt
	}
	if l.Answer != "" {
		err = s.db.Read(ctx, &l.Promises, `
			select text, first_due as due from promises
			where answer_id = (select id from answers where appeal_id = ? and at <= ? order by round desc limit 1)
			order by first_due, id`, l.AppealID, l.At)
	}
	return l, err
}

// MarkMailed records that the mail server has accepted the mail of a notice.
func (s *Store) MarkMailed(ctx context.Context, notice int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[noticeRow](tx.db).Where("id = ? and mailed_at is null", notice).Update(ctx, "mailed_at", tx.core.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("mark notice %d mailed: %w", notice, err)
	}
	return nil
}

// MessageID returns the part before the @ of the Message-ID of a notice's mail. It is the same
// in every attempt, so that a mail program shows a mail that arrives twice once.
func (s *Store) MessageID(notice int64) string {
	return fmt.Sprintf("notice.%d.%s", notice, hex.EncodeToString(s.secret.Hash("message id", fmt.Sprint(notice))[:8]))
}
