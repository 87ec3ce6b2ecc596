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

// digestHour is when each goes out on Monday, in Asia/Almaty.
var digestHour = map[models.DigestKind]int{models.OfficeDigest: 8, models.FollowerDigest: 9}

// digestReaders are the statements that find who gets one: whoever was an official,
// or followed something, at the hour at which it goes out.
var digestReaders = map[models.DigestKind]string{
	models.OfficeDigest: `select r.user_id as id from roles r
		where r.role in ('executor', 'head') and r.since <= @due and (r.until is null or r.until > @now)`,
	models.FollowerDigest: `select f.user_id as id from follows f where f.kind in ('place', 'category', 'body') and f.at <= @due`,
}

// MailDigest is the job that mails one digest.
type MailDigest struct {
	User   int64             `json:"user"`
	Digest models.DigestKind `json:"digest"`
	Week   calendar.Date     `json:"week"` // its Monday
}

// Kind names the job in the queue.
func (MailDigest) Kind() string { return "mail_digest" }

// InsertOpts says how stubbornly it is tried.
func (MailDigest) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: mailTries} }

// digestWeek is the Monday of this week, once the hour of the digest has come.
func (s *Store) digestWeek(kind models.DigestKind) (week calendar.Date, due time.Time, come bool) {
	today := s.core.Today()
	week = today.AddDays(-(int(today.Weekday()) + 6) % 7)
	due = time.Date(week.Year, week.Month, week.Day, digestHour[kind], 0, 0, 0, calendar.Zone)
	return week, due, !s.core.Now().Before(due)
}

// QueueDigests queues the digests of this week whose hour has come, each in the
// transaction that notes it: one mail a person, kind and week, however often and by
// however many programs this is done. A program that stood still on Monday does it
// when it is back; of a week that has ended nothing is sent any more. It returns
// how many were queued.
func (s *Store) QueueDigests(ctx context.Context) (total int, err error) {
	for _, kind := range models.DigestKinds {
		for {
			var queued int
			if err = s.tx(ctx, func(tx *Store) (err error) {
				queued, err = tx.queueDigests(ctx, kind)
				return err
			}); err != nil {
				return total, fmt.Errorf("queue %s digests: %w", kind, err)
			}
			total += queued
			if queued < noticeBatch {
				break
			}
		}
	}
	return total, nil
}

// queueDigests does one batch.
func (s *Store) queueDigests(ctx context.Context, kind models.DigestKind) (int, error) {
	week, due, come := s.digestWeek(kind)
	if !come {
		return 0, nil
	}
	var users []int64
	if err := s.db.Read(ctx, &users, `
		insert into digests (user_id, kind, week, at)
		select u.id, @kind, @week, @now from users u
		where u.id in (`+digestReaders[kind]+`) and `+mailable+`
			and not exists (select 1 from mutes m where m.user_id = u.id and m.kind = 'digest' and m.target = @kind)
			and not exists (select 1 from digests d where d.user_id = u.id and d.kind = @kind and d.week = @week)
		order by u.id limit @batch
		on conflict do nothing
		returning user_id`,
		map[string]any{"kind": string(kind), "week": week, "now": s.core.Now(), "due": due, "batch": noticeBatch}); err != nil || len(users) == 0 {
		return 0, err
	}
	jobs := make([]river.InsertManyParams, len(users))
	for i, user := range users {
		jobs[i].Args = MailDigest{User: user, Digest: kind, Week: week}
	}
	_, err := s.queue.InsertManyFastTx(ctx, database.QueueTx(s.db.Conn()), jobs)
	return len(users), err
}

// Digest is a weekly mail: what it says, and to whom.
type Digest struct {
	UserID   int64
	Email    string // "" when there is none any more, or mail does not reach it
	UserLang string
	Name     string // given name
	MailedAt *time.Time
	Muted    bool

	Kind   models.DigestKind `gorm:"-"`
	Week   calendar.Date     `gorm:"-"` // Monday; what happened is of the seven days before
	Bodies []models.Names    `gorm:"-"` // of an official
	Parts  []DigestPart      `gorm:"-"` // what lies with them, without the empty ones
	Around []DigestPlace     `gorm:"-"` // what happened where the reader follows
	Lines  []DigestLine      `gorm:"-"` // and to which appeals
}

// Empty: there is nothing to say, so no mail is sent.
func (d Digest) Empty() bool { return len(d.Parts) == 0 && len(d.Around) == 0 }

// From and To are the first and the last day of the week that it tells of.
func (d Digest) From() calendar.Date { return d.Week.AddDays(-7) }
func (d Digest) To() calendar.Date   { return d.Week.AddDays(-1) }

// Digest reads what a digest says now: a fixed number of queries. ErrNotFound when
// it was not queued. That of a week that has passed says nothing.
func (s *Store) Digest(ctx context.Context, job MailDigest) (d Digest, err error) {
	if err = s.db.ReadOne(ctx, &d, `
		select u.id as user_id, case when `+mailable+` then u.email else '' end as email, u.lang as user_lang, u.given_name as name, d.mailed_at,
			exists (select 1 from mutes m where m.user_id = u.id and m.kind = 'digest' and m.target = d.kind) as muted
		from digests d join users u on u.id = d.user_id
		where d.user_id = ? and d.kind = ? and d.week = ?`, job.User, job.Digest, job.Week); err != nil {
		return d, fmt.Errorf("%s digest of user %d: %w", job.Digest, job.User, err)
	}
	d.Kind, d.Week = job.Digest, job.Week
	if week, _, _ := s.digestWeek(d.Kind); week != d.Week {
		return d, nil
	}
	fill := s.fillOffice
	if d.Kind == models.FollowerDigest {
		fill = s.fillFollower
	}
	if err = fill(ctx, &d); err != nil {
		return d, fmt.Errorf("%s digest of user %d: %w", job.Digest, job.User, err)
	}
	return d, nil
}

// MarkDigestMailed notes that a mail server has taken a digest.
func (s *Store) MarkDigestMailed(ctx context.Context, job MailDigest) error {
	_, err := s.db.Exec(ctx, `update digests set mailed_at = ? where user_id = ? and kind = ? and week = ? and mailed_at is null`,
		s.core.Now(), job.User, job.Digest, job.Week)
	if err != nil {
		return fmt.Errorf("mark %s digest of user %d mailed: %w", job.Digest, job.User, err)
	}
	return nil
}

// DigestMessageID is for a digest what MessageID is for a notice.
func (s *Store) DigestMessageID(job MailDigest) string {
	said := fmt.Sprintf("%s.%s.%d", job.Digest, job.Week, job.User)
	return fmt.Sprintf("digest.%s.%s.%s", job.Digest, job.Week, hex.EncodeToString(s.secret.Hash("message id", said)[:8]))
}
