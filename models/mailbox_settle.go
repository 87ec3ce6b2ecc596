package models

import (
	"context"
	"errors"
	"fmt"

	"jauap/models/mailbox"
)

// SettleMailboxes computes the mailbox of every account by the rules of this program,
// once for each version of the rules. Where several accounts turn out to have one mailbox
// all are kept, and their voices and confirmations become those of the first: one whose
// identity is checked, else the oldest.
func (s *Store) SettleMailboxes(ctx context.Context) error {
	err := s.tx(ctx, func(tx *Store) error {
		if _, err := tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('mailbox rules', 0))`); err != nil {
			return err
		}
		var version string
		if err := tx.readOne(ctx, &version, `select version from mailbox_rules`); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if version == mailbox.Version {
			return nil
		}
		if err := tx.settleMailboxes(ctx); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `insert into mailbox_rules (version, at) values (?, ?)
			on conflict (only_row) do update set version = excluded.version, at = excluded.at`, mailbox.Version, tx.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("settle mailboxes: %w", err)
	}
	return nil
}

func (s *Store) settleMailboxes(ctx context.Context) error {
	var accounts []struct {
		ID        int64
		Email     string
		Mailbox   string
		MailboxOf int64
	}
	if err := s.read(ctx, &accounts, `
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
		email := a.Email // older rules kept the domain as it was typed
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
		// out of the unique index while they change places
		{`update users set mailbox_of = id where id = any($1)`, []any{ids}},
		{`update users u set mailbox = n.mailbox, email = n.email, mailbox_of = nullif(n.main, 0)
			from (select unnest($1::bigint[]) as id, unnest($2::text[]) as email, unnest($3::text[]) as mailbox, unnest($4::bigint[]) as main) n
			where u.id = n.id`, []any{ids, emails, boxes, mains}},
	} {
		if _, err := s.db.Conn().Exec(ctx, step.sql, step.args...); err != nil { // arrays, which GORM takes apart
			return err
		}
	}
	return s.joinVoices(ctx)
}

// joinVoices makes what several accounts of one mailbox gave the one of the first
// account, the earliest of each. Where that account gave it itself, or is the author, it
// goes.
func (s *Store) joinVoices(ctx context.Context) error {
	for _, of := range []struct{ table, subject, author string }{
		{"voices", "appeal_id", `exists (select 1 from appeals a where a.id = t.appeal_id and a.author_id = u.mailbox_of)`},
		{"confirmations", "promise_id", `exists (select 1 from promises p join appeals a on a.id = p.appeal_id where p.id = t.promise_id and a.author_id = u.mailbox_of)`},
	} {
		if _, err := s.exec(ctx, fmt.Sprintf(`
			delete from %[1]s t using users u
			where u.id = t.user_id and u.mailbox_of is not null and u.level < 2 and (%[3]s or exists (
				select 1 from %[1]s o join users ou on ou.id = o.user_id
				where o.%[2]s = t.%[2]s and o.user_id <> t.user_id
					and (o.user_id = u.mailbox_of or ou.mailbox_of = u.mailbox_of and ou.level < 2 and (o.at, o.user_id) < (t.at, t.user_id))))`,
			of.table, of.subject, of.author)); err != nil {
			return err
		}
		if _, err := s.exec(ctx, fmt.Sprintf(`
			update %s t set user_id = u.mailbox_of from users u
			where u.id = t.user_id and u.mailbox_of is not null and u.level < 2`, of.table)); err != nil {
			return err
		}
	}
	return nil
}

// lockMailbox lets one transaction at a time deal with a mailbox.
func (s *Store) LockMailbox(ctx context.Context, box string) error {
	_, err := s.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('mailbox ' || ?, 0))`, box)
	return err
}

// freeMailbox returns Invalid for field when an account has the mailbox of an address
// under another spelling. In a transaction it locks the mailbox.
func (s *Store) FreeMailbox(ctx context.Context, field, email string) error {
	box := mailbox.Of(email)
	if s.db.InTx() {
		if err := s.LockMailbox(ctx, box); err != nil {
			return err
		}
	}
	var known bool
	if err := s.read(ctx, &known, `select exists (select 1 from users where mailbox = ? and email <> ?)`, box, email); err != nil {
		return err
	}
	if known {
		return Invalid{field: {Key: "problem.mailbox_known"}}
	}
	return nil
}
