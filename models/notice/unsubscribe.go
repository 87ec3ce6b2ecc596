package notice

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/secret"
)

// UnsubscribeToken returns a token that ends mails about a target without signing in
// (RFC 8058). It holds the user and the target, signed with the key of the portal, so that it
// cannot be forged for another user.
func (s *Store) UnsubscribeToken(user int64, t models.Target) string {
	signed := fmt.Sprintf("%d.%s.%s", user, t.Kind, t.ID)
	return signed + "." + base64.RawURLEncoding.EncodeToString(s.secret.Hash("unsubscribe", signed))
}

// readUnsubscribe checks and parses a token; ErrNotFound for an invalid one.
func (s *Store) readUnsubscribe(token string) (user int64, t models.Target, err error) {
	end := strings.LastIndexByte(token, '.')
	if end < 0 {
		return 0, t, models.ErrNotFound
	}
	signed := token[:end]
	mac, err := base64.RawURLEncoding.DecodeString(token[end+1:])
	if err != nil || !secret.Equal(mac, s.secret.Hash("unsubscribe", signed)) {
		return 0, t, models.ErrNotFound
	}
	parts := strings.SplitN(signed, ".", 3)
	if len(parts) != 3 {
		return 0, t, models.ErrNotFound
	}
	if user, err = strconv.ParseInt(parts[0], 10, 64); err != nil {
		return 0, t, models.ErrNotFound
	}
	return user, models.Target{Kind: models.FollowKind(parts[1]), ID: parts[2]}, nil
}

// Subscription returns the target of the mails of a token.
func (s *Store) Subscription(ctx context.Context, token string) (Followed, error) {
	_, t, err := s.readUnsubscribe(token)
	if err != nil {
		return Followed{}, err
	}
	return s.named(ctx, t)
}

// Unsubscribe ends following the target of a token and mutes its mails; the author and
// officials still get notices in the inbox. It is idempotent.
func (s *Store) Unsubscribe(ctx context.Context, token string) error {
	user, t, err := s.readUnsubscribe(token)
	if err != nil {
		return err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.Unfollow(ctx, user, t); err != nil {
			return err
		}
		return models.SetMuted(ctx, tx.db, user, t, true, tx.core.Now())
	})
	if err != nil {
		return fmt.Errorf("unsubscribe: %w", err)
	}
	return nil
}
