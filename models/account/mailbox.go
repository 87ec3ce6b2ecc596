package account

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mailbox"
)

// SettleMailboxes computes the mailbox of every account by the rules of this program, once
// for each version of the rules. If several accounts turn out to have one mailbox, all stay,
// and their voices and confirmations become those of the first: one with a checked
// identity, else the oldest. On a read-only standby it does nothing.
func (s *Store) SettleMailboxes(ctx context.Context) error {
	var readOnly bool
	if err := s.db.Read(ctx, &readOnly, `select current_setting('transaction_read_only')::boolean`); err != nil || readOnly {
		return err
	}
	err := s.db.Tx(ctx, func(db database.Session) error {
		if _, err := db.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('mailbox rules', 0))`); err != nil {
			return err
		}
		rules, err := database.Rows[mailboxRulesRow](db).Take(ctx)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if rules.Version == mailbox.Version {
			return nil
		}
		if err := settleMailboxes(ctx, db); err != nil {
			return err
		}
		replace := clause.OnConflict{Columns: []clause.Column{{Name: "only_row"}}, DoUpdates: clause.AssignmentColumns([]string{"version", "at"})}
		return database.Rows[mailboxRulesRow](db, replace).Create(ctx, &mailboxRulesRow{OnlyRow: true, Version: mailbox.Version, At: s.core.Now()})
	})
	if err != nil {
		return fmt.Errorf("settle mailboxes: %w", err)
	}
	return nil
}

// mailboxRulesRow is the row of mailbox_rules: the version that the mailboxes follow.
type mailboxRulesRow struct {
	OnlyRow bool `gorm:"primaryKey"`
	Version string
	At      time.Time
}

func (mailboxRulesRow) TableName() string { return "mailbox_rules" }

func settleMailboxes(ctx context.Context, db database.Session) error {
	var accounts []struct {
		ID        int64
		Email     string
		Mailbox   string
		MailboxOf int64
	}
	if err := db.Read(ctx, &accounts, `
		select id, email, mailbox, coalesce(mailbox_of, 0) as mailbox_of from users where email is not null
		order by level < 2, id for update`); err != nil {
		return err
	}
	first := map[string]int64{}
	var ids, mains []int64
	var emails, boxes []string
	taken := map[string]bool{}
	for _, a := range accounts {
		taken[a.Email] = true
	}
	for _, a := range accounts {
		email := a.Email // older rules did not normalize the domain
		if kept, err := mailbox.Address(a.Email); err == nil && !taken[kept] {
			email, taken[kept] = kept, true
		}
		box, main := mailbox.Of(a.Email), int64(0)
		if main = first[box]; main == 0 {
			first[box] = a.ID
		}
		if email != a.Email || box != a.Mailbox || main != a.MailboxOf {
			ids, mains, emails, boxes = append(ids, a.ID), append(mains, main), append(emails, email), append(boxes, box)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		// leaves the unique index, in which mailboxes may change places
		{`update users set mailbox_of = id where id = any($1)`, []any{ids}},
		{`update users u set mailbox = n.mailbox, email = n.email, mailbox_of = nullif(n.main, 0)
			from (select unnest($1::bigint[]) as id, unnest($2::text[]) as email, unnest($3::text[]) as mailbox, unnest($4::bigint[]) as main) n
			where u.id = n.id`, []any{ids, emails, boxes, mains}},
	} {
		if _, err := db.Conn().Exec(ctx, step.sql, step.args...); err != nil { // GORM would expand the arrays
			return err
		}
	}
	return joinVoices(ctx, db)
}

// joinVoices gives the voices and confirmations of further accounts of a mailbox to the
// first account, of several the earliest. They are deleted if the first account has one
// itself or is the author.
func joinVoices(ctx context.Context, db database.Session) error {
	for _, of := range []struct{ table, subject, author string }{
		{"voices", "appeal_id", `exists (select 1 from appeals a where a.id = t.appeal_id and a.author_id = u.mailbox_of)`},
		{"confirmations", "promise_id", `exists (select 1 from promises p join appeals a on a.id = p.appeal_id where p.id = t.promise_id and a.author_id = u.mailbox_of)`},
	} {
		if _, err := db.Exec(ctx, fmt.Sprintf(`
			delete from %[1]s t using users u
			where u.id = t.user_id and u.mailbox_of is not null and u.level < 2 and (%[3]s or exists (
				select 1 from %[1]s o join users ou on ou.id = o.user_id
				where o.%[2]s = t.%[2]s and o.user_id <> t.user_id
					and (o.user_id = u.mailbox_of or ou.mailbox_of = u.mailbox_of and ou.level < 2 and (o.at, o.user_id) < (t.at, t.user_id))))`,
			of.table, of.subject, of.author)); err != nil {
			return err
		}
		if _, err := db.Exec(ctx, fmt.Sprintf(`
			update %s t set user_id = u.mailbox_of from users u
			where u.id = t.user_id and u.mailbox_of is not null and u.level < 2`, of.table)); err != nil {
			return err
		}
	}
	return nil
}

// lockMailbox locks a mailbox for the rest of the transaction.
func lockMailbox(ctx context.Context, db database.Session, box string) error {
	_, err := db.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('mailbox ' || ?, 0))`, box)
	return err
}

// freeMailbox returns Invalid for field if an account has the mailbox of an address under
// another spelling. It locks the mailbox for the rest of the transaction.
func freeMailbox(ctx context.Context, db database.Session, field, email string) error {
	box := mailbox.Of(email)
	if err := lockMailbox(ctx, db, box); err != nil {
		return err
	}
	var known bool
	if err := db.Read(ctx, &known, `select exists (select 1 from users where mailbox = ? and email <> ?)`, box, email); err != nil {
		return err
	}
	if known {
		return models.Invalid{field: {Key: "problem.mailbox_known"}}
	}
	return nil
}
