package account

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
)

// Origin is where a request comes from. Only keyed hashes of it are stored, for OriginDays.
type Origin struct {
	Network string // the prefix of the address
	Browser string // the random value of its cookie; "" without one
}

// OriginDays is how many days the origin of a sign-in stays known.
const OriginDays = 90

// originHashes returns the keyed hashes of the network and the browser, nil for an unknown
// part.
func (s *Store) originHashes(from Origin) (network, browser []byte) {
	if from.Network != "" {
		network = s.secret.Hash("network", from.Network)
	}
	if from.Browser != "" {
		browser = s.secret.Hash("browser", from.Browser)
	}
	return network, browser
}

// knownTo reports whether the account of a mailbox has signed in from this origin before.
func (s *Store) knownTo(ctx context.Context, mailbox string, from Origin) (known bool, err error) {
	network, browser := s.originHashes(from)
	err = s.db.Read(ctx, &known, `
		select exists (select 1 from sign_ins i join users u on u.id = i.user_id
			where u.mailbox = @mailbox and i.browser_hash is not null and i.at > @since
				and (i.network_hash = @network or i.browser_hash = @browser))`,
		map[string]any{"mailbox": mailbox, "since": s.core.Now().AddDate(0, 0, -OriginDays), "network": network, "browser": browser})
	return known, err
}

// provenBefore reports whether the second factor was given in an earlier sign-in from the
// same network or browser: then this is the owner, not a thief of the mailbox.
func (s *Store) provenBefore(ctx context.Context, user, signIn int64) (proven bool, err error) {
	err = s.db.Read(ctx, &proven, `
		select exists (select 1 from sign_ins i join sign_ins o on o.user_id = i.user_id and o.id < i.id and o.factor_at is not null
				and (o.network_hash = i.network_hash or o.browser_hash = i.browser_hash)
			where i.id = ? and i.user_id = ?)`, signIn, user)
	return proven, err
}

// ForgetOrigins deletes the origins of sign-ins and the counters that no limit needs any
// more.
func (s *Store) ForgetOrigins(ctx context.Context) error {
	return s.tx(ctx, func(tx *Store) error {
		if _, err := database.Rows[signInRow](tx.db).Where("browser_hash is not null and at < ?", tx.core.Now().AddDate(0, 0, -OriginDays)).
			Select("network_hash", "browser_hash").Updates(ctx, signInRow{}); err != nil {
			return err
		}
		_, err := database.Rows[counterRow](tx.db).Where("slot < ?", tx.core.Now().Add(-24*time.Hour)).Delete(ctx)
		return err
	})
}

// counterRow is a row of tallies: how often something happened in one time window.
type counterRow struct {
	Key  []byte
	Slot time.Time // the begin of the window
	N    int
}

func (counterRow) TableName() string { return "tallies" }

// increment is the upsert of a counter, which returns the new value.
var increment = []clause.Expression{
	clause.OnConflict{Columns: []clause.Column{{Name: "key"}, {Name: "slot"}},
		DoUpdates: clause.Assignments(map[string]any{"n": gorm.Expr("tallies.n + 1")})},
	clause.Returning{Columns: []clause.Column{{Name: "n"}}},
}

// count adds one to a counter of the current window, shared by all processes, and returns
// its new value. Call it outside transactions that may be rolled back.
func (s *Store) count(ctx context.Context, window time.Duration, what string) (int, error) {
	row := counterRow{Key: s.secret.Hash("tally", what), Slot: s.core.Now().Truncate(window), N: 1}
	err := s.tx(ctx, func(tx *Store) error { return database.Rows[counterRow](tx.db, increment...).Create(ctx, &row) })
	return row.N, err
}

// counted returns the value of a counter in the current window.
func (s *Store) counted(ctx context.Context, window time.Duration, what string) (int, error) {
	row, err := database.Rows[counterRow](s.db).Where("key = ? and slot = ?", s.secret.Hash("tally", what), s.core.Now().Truncate(window)).Take(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return 0, nil
	}
	return row.N, err
}
