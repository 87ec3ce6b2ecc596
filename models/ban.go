package models

import (
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"

	"jauap/models/calendar"
)

// LongestBan is the greatest number of days that a ban may last.
const LongestBan = 365

// BanKinds are an account, a range of addresses, and a mail domain.
var BanKinds = []string{"account", "range", "domain"}

// NewBan is a ban from signing in and filing until the end of a day.
type NewBan struct {
	Kind   string // one of BanKinds
	Value  string // an id of a user, a network as CIDR or one address, a mail domain
	Reason string // one of ModerationReasons, for the public log
	Text   string // why; the banned user reads it
	Until  calendar.Date
	// Accounts is the number of accounts that the moderator saw for the ban of a mail domain; nil:
	// not seen yet. The ban needs the present number.
	Accounts *int
}

// Ban is a current ban.
type Ban struct {
	ID        int64
	Kind      string
	Value     string
	Text      string
	At, Until time.Time
}

var domainForm = regexp.MustCompile(`^([\p{L}\d]([\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,63}$`)

// AddBan bans by an address range or a mail domain, or an account by its id.
func (s *Store) AddBan(ctx context.Context, moderator int64, in NewBan) error {
	if err := s.ban(ctx, nil, moderator, in); err != nil {
		return fmt.Errorf("ban: %w", err)
	}
	return nil
}

// BanAuthor bans the account of the author of an appeal. The moderator does not see whose it is.
func (s *Store) BanAuthor(ctx context.Context, id, moderator int64, in NewBan) error {
	return s.act(ctx, "ban the author of", id, func(tx *Store, a lockedAppeal) error {
		if a.AuthorID == nil {
			return ErrState
		}
		in.Kind, in.Value = "account", strconv.FormatInt(*a.AuthorID, 10)
		return tx.ban(ctx, &id, moderator, in)
	})
}

// BanCommenter bans the account that wrote a comment.
func (s *Store) BanCommenter(ctx context.Context, comment, moderator int64, in NewBan) error {
	var c struct{ UserID, AppealID *int64 }
	err := s.readOne(ctx, &c, `select user_id, appeal_id from comments where id = ?`, comment)
	switch {
	case err != nil:
	case c.UserID == nil:
		err = ErrState
	default:
		in.Kind, in.Value = "account", strconv.FormatInt(*c.UserID, 10)
		err = s.ban(ctx, c.AppealID, moderator, in)
	}
	if err != nil {
		return fmt.Errorf("ban who wrote comment %d: %w", comment, err)
	}
	return nil
}

func (s *Store) ban(ctx context.Context, appeal *int64, moderator int64, in NewBan) error {
	problems := Invalid{}
	OneOf(problems, "kind", in.Kind, BanKinds)
	in.Value = problems.banned(in.Kind, strings.ToLower(strings.TrimSpace(in.Value)))
	OneOf(problems, "reason", in.Reason, ModerationReasons)
	in.Text = problems.Text("text", in.Text, 3, 500)
	problems.NotBefore("until", in.Until, s.Today())
	if last := s.Today().AddDays(LongestBan); in.Until.After(last) {
		problems["until"] = Problem{Key: "problem.ban_long", Args: []any{"date", last}}
	}
	if len(problems) > 0 {
		return problems
	}
	return s.tx(ctx, func(tx *Store) error {
		if in.Kind == "account" {
			var official bool
			if err := tx.read(ctx, &official, `select exists (select 1 from roles where user_id = ? and since <= ? and (until is null or until > ?))`,
				in.Value, tx.Now(), tx.Now()); err != nil {
				return err
			}
			if official { // only an administrator can end their role
				return ErrForbidden
			}
		}
		if in.Kind == "domain" {
			if err := tx.checkDomainBan(ctx, in); err != nil {
				return err
			}
		}
		if _, err := tx.exec(ctx, `insert into bans (kind, value, reason, user_id, at, until) values (?, ?, ?, ?, ?, ?)`,
			in.Kind, in.Value, in.Text, moderator, tx.Now(), in.Until.AddDays(1).Time()); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `insert into moderations (appeal_id, user_id, act, reason_code, at) values (?, ?, 'ban', ?, ?)`,
			appeal, moderator, in.Reason, tx.Now())
		return err
	})
}

// banned records a problem for a value that cannot be banned, and returns the value in its stored
// form.
func (i Invalid) banned(kind, value string) string {
	switch kind {
	case "account":
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			i["value"] = Problem{Key: "problem.unknown"}
		}
	case "range":
		if addr, err := netip.ParseAddr(value); err == nil {
			value = netip.PrefixFrom(addr.WithZone(""), addr.BitLen()).String()
		}
		network, err := netip.ParsePrefix(value)
		if err != nil || network.Bits() < 16 || network.Addr().Is6() && network.Bits() < 32 { // a range must not cover a country
			i["value"] = Problem{Key: "problem.range"}
			return value
		}
		return network.Masked().String()
	case "domain":
		if !domainForm.MatchString(value) || len(value) > 253 {
			i["value"] = Problem{Key: "problem.domain"}
		}
	}
	return value
}

// LiftBan ends a ban before its time; lifting it twice changes nothing.
func (s *Store) LiftBan(ctx context.Context, id, moderator int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		lifted, err := tx.exec(ctx, `update bans set lifted_at = ? where id = ? and lifted_at is null`, tx.Now(), id)
		if err != nil || lifted == 0 {
			return err
		}
		_, err = tx.exec(ctx, `insert into moderations (user_id, act, at) values (?, 'lift', ?)`, moderator, tx.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("lift ban %d: %w", id, err)
	}
	return nil
}

// Bans returns the current bans, at most 200, the newest first.
func (s *Store) Bans(ctx context.Context) ([]Ban, error) {
	var bans []Ban
	err := s.read(ctx, &bans, `
		select id, kind, value, reason as text, at, until from bans
		where lifted_at is null and until > ? order by at desc, id desc limit 200`, s.Now())
	if err != nil {
		return nil, fmt.Errorf("bans: %w", err)
	}
	return bans, nil
}

// checkDomainBan checks the ban of a mail domain. The moderator must have seen how many accounts
// it hits, because half of the country uses a few large domains. A ban that hits officials is
// refused.
func (s *Store) checkDomainBan(ctx context.Context, in NewBan) error {
	var hit struct{ Accounts, Officials int }
	err := s.readOne(ctx, &hit, `
		with hit as (
			select id from users
			where removed_at is null and (split_part(email, '@', 2) = ? or split_part(email, '@', 2) like '%.' || ?))
		select count(*) as accounts, count(*) filter (where exists (
			select 1 from roles r where r.user_id = hit.id and r.since <= ? and (r.until is null or r.until > ?))) as officials
		from hit`, in.Value, in.Value, s.Now(), s.Now())
	switch {
	case err != nil:
		return err
	case hit.Officials > 0:
		return Invalid{"value": {Key: "problem.ban_officials", Args: []any{"n", hit.Officials}}}
	case in.Accounts == nil || *in.Accounts != hit.Accounts:
		return Invalid{"accounts": {Key: "problem.ban_accounts", Args: []any{"n", hit.Accounts}}}
	}
	return nil
}

// Presence identifies a visitor for the check of bans. All parts may be empty.
type Presence struct {
	UserID int64
	Email  string // empty: the address of the account
	Client string // the address of the client
}

// ban is a current ban.
type ban struct {
	Until  time.Time
	Reason string
}

// CheckBan returns Invalid for field, with the end and the reason, if the account, the network
// or the mail domain is banned now.
func (s *Store) CheckBan(ctx context.Context, field string, who Presence) error {
	var found []ban
	err := s.read(ctx, &found, `
		with who as (
			select lower(split_part(coalesce(nullif(?, ''), (select email from users where id = ?), ''), '@', 2)) as domain)
		select until, reason from bans, who
		where lifted_at is null and at <= ? and until > ? and case kind
			when 'account' then value = ?
			when 'domain'  then domain = lower(value) or domain like '%.' || lower(value)
			when 'range'   then nullif(?, '')::inet <<= value::inet
		end
		order by until desc limit 1`,
		who.Email, who.UserID, s.Now(), s.Now(), strconv.FormatInt(who.UserID, 10), who.Client)
	if err != nil {
		return fmt.Errorf("check ban: %w", err)
	}
	if len(found) > 0 {
		return Invalid{field: {Key: "problem.banned", Args: []any{"date", found[0].Until, "reason", found[0].Reason}}}
	}
	return nil
}
