package models

import (
	"context"
	"fmt"
	"time"
)

// OwnVoice is the voice of one person: as it was counted, or will be at the next count.
type OwnVoice struct {
	AppealID int64
	Level    int
	Local    bool
	At       time.Time
}

// VoicedBy returns the voices that a user has given to some of the appeals, by
// appeal: one query for a whole page.
func (s *Store) VoicedBy(ctx context.Context, user int64, appeals ...int64) (map[int64]OwnVoice, error) {
	given := map[int64]OwnVoice{}
	if len(appeals) == 0 {
		return given, nil
	}
	var rows []OwnVoice
	if err := s.read(ctx, &rows, `select appeal_id, level, local, at from voices where user_id = ? and appeal_id in ?`, user, appeals); err != nil {
		return nil, fmt.Errorf("voices of user %d: %w", user, err)
	}
	for _, v := range rows {
		given[v.AppealID] = v
	}
	return given, nil
}

// TakenBack returns the voice that a user has taken back since the totals of an
// appeal were counted; nil for none.
func (s *Store) TakenBack(ctx context.Context, user, appeal int64) (*OwnVoice, error) {
	var rows []OwnVoice
	if err := s.read(ctx, &rows, `select appeal_id, level, local, at from voices_taken where user_id = ? and appeal_id = ?`, user, appeal); err != nil {
		return nil, fmt.Errorf("voice taken back by user %d: %w", user, err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return &rows[0], nil
}

// Without takes a voice that was counted and taken back since out of the totals, so
// that who took it back sees it at once.
func (a Appeal) Without(v OwnVoice) Appeal {
	a.Voices = max(a.Voices-1, 0)
	if v.Level >= 2 {
		a.VoicesChecked = max(a.VoicesChecked-1, 0)
	}
	if v.Local {
		a.VoicesLocal = max(a.VoicesLocal-1, 0)
	}
	return a
}

// WithOwn adds a voice to the totals that were counted before it was given, so
// that who gives one sees it at once.
func (a Appeal) WithOwn(v OwnVoice) Appeal {
	if a.VoicesAt != nil && !a.VoicesAt.Before(v.At) {
		return a
	}
	a.Voices++
	if v.Level >= 2 {
		a.VoicesChecked++
	}
	if v.Local {
		a.VoicesLocal++
	}
	return a
}
