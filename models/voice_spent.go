package models

import (
	"context"
	"encoding/hex"

	"jauap/models/mailbox"
)

// voterHashes are keyed hashes of what makes a user one person towards voices: the
// mailbox, and the identity where one is checked. At least one stands there, so that
// the list can be used in SQL.
func (s *Store) voterHashes(email string, iinHash []byte) [][]byte {
	hashes := [][]byte{s.secret.Hash("voter mailbox", mailbox.Of(email))}
	if len(iinHash) > 0 {
		hashes = append(hashes, s.secret.Hash("voter identity", hex.EncodeToString(iinHash)))
	}
	return hashes
}

// SpendVoices records, before a user's personal data is removed, on which settled appeals
// their voice stays counted.
func (s *Store) SpendVoices(ctx context.Context, user int64) error {
	var who struct {
		Email   string
		IINHash []byte `gorm:"column:iin_hash"`
	}
	if err := s.readOne(ctx, &who, `select coalesce(email, '') as email, iin_hash from users where id = ?`, user); err != nil {
		return err
	}
	hashes := s.voterHashes(who.Email, who.IINHash)
	if who.Email == "" {
		hashes = hashes[1:]
	}
	for _, hash := range hashes {
		if _, err := s.exec(ctx, `
			insert into voices_spent (appeal_id, voter_hash, at)
			select v.appeal_id, ?, ? from voices v join appeals a on a.id = v.appeal_id where v.user_id = ? and a.status not in ?
			on conflict do nothing`, hash, s.Now(), user, VoicedStatuses); err != nil {
			return err
		}
	}
	return nil
}
