package account

import (
	"context"
	"time"
)

// Origin is from where somebody asks. It is kept as keyed hashes only, for OriginDays.
type Origin struct {
	Network string // the prefix of the address
	Browser string // the random value of its cookie; "" for none
}

// OriginDays is how long the portal recognises from where an account has signed in.
const OriginDays = 90

// hashes are those of the network and the browser; nil for a part that is not known.
func (s *Store) originHashes(from Origin) (network, browser []byte) {
	if from.Network != "" {
		network = s.secret.Hash("network", from.Network)
	}
	if from.Browser != "" {
		browser = s.secret.Hash("browser", from.Browser)
	}
	return network, browser
}

// knownTo reports whether the account of a mailbox has signed in from there before.
func (s *Store) knownTo(ctx context.Context, mailbox string, from Origin) (known bool, err error) {
	network, browser := s.originHashes(from)
	err = s.db.Read(ctx, &known, `
		select exists (select 1 from sign_ins i join users u on u.id = i.user_id
			where u.mailbox = ? and i.browser_hash is not null and i.at > ? and (i.network_hash = ? or i.browser_hash = ?))`,
		mailbox, s.core.Now().AddDate(0, 0, -OriginDays), network, browser)
	return known, err
}

// provenBefore reports whether an earlier sign-in from the same network or browser has
// given the second factor: there sits the owner, not somebody who holds the mailbox.
func (s *Store) provenBefore(ctx context.Context, user, signIn int64) (proven bool, err error) {
	err = s.db.Read(ctx, &proven, `
		select exists (select 1 from sign_ins i join sign_ins o on o.user_id = i.user_id and o.id < i.id and o.factor_at is not null
				and (o.network_hash = i.network_hash or o.browser_hash = i.browser_hash)
			where i.id = ? and i.user_id = ?)`, signIn, user)
	return proven, err
}

// ForgetOrigins forgets from where people signed in, and what was counted, when no limit
// needs it any more.
func (s *Store) ForgetOrigins(ctx context.Context) error {
	if _, err := s.db.Exec(ctx, `update sign_ins set network_hash = null, browser_hash = null where browser_hash is not null and at < ?`,
		s.core.Now().AddDate(0, 0, -OriginDays)); err != nil {
		return err
	}
	_, err := s.db.Exec(ctx, `delete from tallies where slot < ?`, s.core.Now().Add(-24*time.Hour))
	return err
}

// tally counts one more of something within the running stretch of time, for all
// programs together, and returns how many it are. It is no part of a transaction that
// may be undone.
func (s *Store) tally(ctx context.Context, window time.Duration, what string) (n int, err error) {
	err = s.db.ReadOne(ctx, &n, `
		insert into tallies as t (slot, key, n) values (?, ?, 1) -- GORM takes bytes after a bracket for a list
		on conflict (key, slot) do update set n = t.n + 1 returning n`, s.core.Now().Truncate(window), s.secret.Hash("tally", what))
	return n, err
}

// tallied returns what tally has counted.
func (s *Store) tallied(ctx context.Context, window time.Duration, what string) (n int, err error) {
	err = s.db.Read(ctx, &n, `select coalesce(sum(n), 0) from tallies where key = ? and slot = ?`, s.secret.Hash("tally", what), s.core.Now().Truncate(window))
	return n, err
}
