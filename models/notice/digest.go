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

// digestHour is the hour of Monday, in Asia/Almaty, when each digest is queued.
var digestHour = map[models.DigestKind]int{models.OfficeDigest: 8, models.FollowerDigest: 9}

// digestReaders are the queries for the readers of each digest: the officials and the
// followers at the hour of the digest.
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

// InsertOpts sets the number of attempts.
func (MailDigest) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: mailTries} }

// digestWeek returns the Monday of this week, the time of the digest, and whether that time
// has come.
func (s *Store) digestWeek(kind models.DigestKind) (week calendar.Date, due time.Time, isDue bool) {
	today := s.core.Today()
	week = today.AddDays(-(int(today.Weekday()) + 6) % 7)
	due = time.Date(week.Year, week.Month, week.Day, digestHour[kind], 0, 0, 0, calendar.Zone)
	return week, due, !s.core.Now().Before(due)
}

// QueueDigests queues the digests of this week whose hour has come, and returns their number.
// The transaction that queues a digest also records it, so repeated and concurrent calls
// send one mail per person, kind and week. After a downtime on Monday it queues them later
// in the same week; it never sends those of an earlier week.
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

// queueDigests queues one batch.
func (s *Store) queueDigests(ctx context.Context, kind models.DigestKind) (int, error) {
	week, due, isDue := s.digestWeek(kind)
	if !isDue {
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

// digestRow is a row of digests.
type digestRow struct {
	UserID   int64
	Kind     models.DigestKind
	Week     calendar.Date
	At       time.Time
	MailedAt *time.Time // accepted by the mail server
}

func (digestRow) TableName() string { return "digests" }

// Digest is the content and the recipient of a weekly mail.
type Digest struct {
	UserID   int64
	Email    string // "" if there is none, or mail does not reach it
	UserLang string
	Name     string // given name
	MailedAt *time.Time
	Muted    bool

	Kind   models.DigestKind `gorm:"-"`
	Week   calendar.Date     `gorm:"-"` // its Monday; the events are those of the seven days before
	Bodies []models.Names    `gorm:"-"` // of an official
	Parts  []DigestPart      `gorm:"-"` // the tasks of these bodies; empty parts are left out
	Around []DigestPlace     `gorm:"-"` // counts for each followed place, category and body
	Lines  []DigestLine      `gorm:"-"` // the appeals behind these counts
}

// Empty reports whether the digest has no content; then no mail is sent.
func (d Digest) Empty() bool { return len(d.Parts) == 0 && len(d.Around) == 0 }

// From and To return the first and the last day of the week in the digest.
func (d Digest) From() calendar.Date { return d.Week.AddDays(-7) }
func (d Digest) To() calendar.Date   { return d.Week.AddDays(-1) }

// Digest reads the content of a digest in a fixed number of queries; ErrNotFound if it was
// not queued. A digest of an earlier week is empty.
func (s *Store) Digest(ctx context.Context, job MailDigest) (d Digest, err error) {
	if err = s.db.ReadOne(ctx, &d, `
		select u.id as user_id, case when `+mailable+` then u.email else '' end as email, u.lang as user_lang, u.given_name as name, d.mailed_at,
			exists (select 1 from mutes m where m.user_id = u.id and m.kind = 'digest' and m.target = d.kind) as muted
		from digests d join users u on u.id = d.user_id
		where d.user_id = @user and d.kind = @kind and d.week = @week`,
		map[string]any{"user": job.User, "kind": job.Digest, "week": job.Week}); err != nil {
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

// MarkDigestMailed records that the mail server has accepted a digest.
func (s *Store) MarkDigestMailed(ctx context.Context, job MailDigest) error {
	err := s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[digestRow](tx.db).Where("user_id = ? and kind = ?", job.User, job.Digest).
			Where("week = ? and mailed_at is null", job.Week).Update(ctx, "mailed_at", tx.core.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("mark %s digest of user %d mailed: %w", job.Digest, job.User, err)
	}
	return nil
}

// DigestMessageID returns the part before the @ of the Message-ID of a digest, see MessageID.
func (s *Store) DigestMessageID(job MailDigest) string {
	signed := fmt.Sprintf("%s.%s.%d", job.Digest, job.Week, job.User)
	return fmt.Sprintf("digest.%s.%s.%s", job.Digest, job.Week, hex.EncodeToString(s.secret.Hash("message id", signed)[:8]))
}
