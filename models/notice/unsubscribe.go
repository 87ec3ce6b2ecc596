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

// UnsubscribeToken lets whoever reads a mail end such mails without signing in
// (RFC 8058). It names the user and the target, and is signed with the key of the
// portal, so that nobody can end those of another.
func (s *Store) UnsubscribeToken(user int64, t models.Target) string {
	said := fmt.Sprintf("%d.%s.%s", user, t.Kind, t.ID)
	return said + "." + base64.RawURLEncoding.EncodeToString(s.secret.Hash("unsubscribe", said))
}

// readUnsubscribe is ErrNotFound for a token that is not ours.
func (s *Store) readUnsubscribe(token string) (user int64, t models.Target, err error) {
	end := strings.LastIndexByte(token, '.')
	if end < 0 {
		return 0, t, models.ErrNotFound
	}
	said := token[:end]
	mac, err := base64.RawURLEncoding.DecodeString(token[end+1:])
	if err != nil || !secret.Equal(mac, s.secret.Hash("unsubscribe", said)) {
		return 0, t, models.ErrNotFound
	}
	parts := strings.SplitN(said, ".", 3)
	if len(parts) != 3 {
		return 0, t, models.ErrNotFound
	}
	if user, err = strconv.ParseInt(parts[0], 10, 64); err != nil {
		return 0, t, models.ErrNotFound
	}
	return user, models.Target{Kind: models.FollowKind(parts[1]), ID: parts[2]}, nil
}

// Subscription says what the mails of a token are about.
func (s *Store) Subscription(ctx context.Context, token string) (Followed, error) {
	_, t, err := s.readUnsubscribe(token)
	if err != nil {
		return Followed{}, err
	}
	return s.named(ctx, t)
}

// Unsubscribe ends the mails of a token: what was followed is followed no more, and
// who has a part in it (the author, an official) finds it in the inbox only. Again
// changes nothing.
func (s *Store) Unsubscribe(ctx context.Context, token string) error {
	user, t, err := s.readUnsubscribe(token)
	if err != nil {
		return err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.Unfollow(ctx, user, t); err != nil {
			return err
		}
		return tx.core.Mute(ctx, user, t, true)
	})
	if err != nil {
		return fmt.Errorf("unsubscribe: %w", err)
	}
	return nil
}
