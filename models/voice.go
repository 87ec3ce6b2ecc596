package models

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"jauap/models/mailbox"
)

// CanBeVoiced reports whether residents may give a voice: the appeal is public and not settled.
func (a Appeal) CanBeVoiced() bool {
	return a.IsPublic() && slices.Contains(VoicedStatuses, a.Status)
}

// CanVoice reports whether the reader may give a voice. The author and the officials of the
// responsible body may not.
func (d AppealPage) CanVoice(v *Viewer) bool {
	return d.CanBeVoiced() && d.Authorship == nil && !d.IsOffice(v) && (v == nil || !v.Twin)
}

// VoicedStatuses are the statuses in which an appeal takes voices.
var VoicedStatuses = []Status{Registered, InProgress, Contested, Answered, Declined}

// livesIn is the SQL condition that user u has a checked address in a range of place codes; its
// two arguments are the ends of the range.
const livesIn = `(u.level = 3 and u.home_code between ? and ?)`

// CastVoice gives the voice of a user to an appeal: «Маған да қатысты». A second voice of the
// same user changes nothing. It returns ErrForbidden if the user has no confirmed contact, is
// the author, works for the responsible body, or has a second account with the same mailbox.
// RecountVoices updates the totals later, so that simultaneous voices do not wait for one row.
func (s *Store) CastVoice(ctx context.Context, appeal, user int64) error {
	if err := s.Reference().Open(NoVoices); err != nil {
		return err
	}
	var who struct {
		PlaceCode string
		Level     int
		Author    bool
		Office    bool
		Twin      bool
		Email     string
		IINHash   []byte `gorm:"column:iin_hash"`
	}
	err := s.readOne(ctx, &who, `
		select a.place_code, u.level, coalesce(a.author_id = u.id, false) as author, `+isOffice+` as office,
			u.mailbox_of is not null and u.level < 2 as twin, coalesce(u.email, '') as email, u.iin_hash
		from appeals a, users u where a.id = ? and u.id = ?`, user, s.Now(), s.Now(), appeal, user)
	switch {
	case err != nil:
	case who.Level < 1, who.Author, who.Office, who.Twin:
		err = ErrForbidden
	default:
		err = s.insertVoice(ctx, appeal, user, who.PlaceCode, s.voterHashes(who.Email, who.IINHash))
	}
	if err != nil {
		return fmt.Errorf("cast a voice for appeal %d: %w", appeal, err)
	}
	return nil
}

func (s *Store) insertVoice(ctx context.Context, appeal, user int64, place string, hashes [][]byte) error {
	lo, hi := PlaceRange(place)
	// for key share waits for a merge that moves the voices and for the removal of the account, and
	// then sees their result
	written, err := s.exec(ctx, `
		insert into voices (appeal_id, user_id, level, local, at)
		select a.id, u.id, u.level, `+livesIn+`, ?
		from appeals a, users u
		where a.id = ? and u.id = ? and a.public and a.status in ? and a.author_id is distinct from u.id and u.removed_at is null
			and not exists (select 1 from voices_spent p where p.appeal_id = a.id and p.voter_hash in ?) -- given before the account was removed
		for key share of a, u
		on conflict do nothing`, lo, hi, s.Now(), appeal, user, VoicedStatuses, hashes)
	if err != nil || written > 0 {
		return err
	}
	var given bool
	if err := s.read(ctx, &given, `select exists (select 1 from voices where appeal_id = ? and user_id = ?)`, appeal, user); err != nil {
		return err
	}
	if !given {
		return ErrState
	}
	return nil
}

// TakeVoiceBack withdraws the voice of a user. Without a voice nothing changes.
func (s *Store) TakeVoiceBack(ctx context.Context, appeal, user int64) error {
	if err := s.Reference().Open(NoVoices); err != nil {
		return err
	}
	if _, err := s.exec(ctx, `
		with taken as (delete from voices where appeal_id = ? and user_id = ? returning appeal_id, user_id, level, local, at)
		insert into voices_taken (appeal_id, user_id, level, local, at)
		select t.appeal_id, t.user_id, t.level, t.local, ?
		from taken t join appeals a on a.id = t.appeal_id
		where a.voices_at >= t.at -- it was counted
		on conflict do nothing`, appeal, user, s.Now()); err != nil {
		return fmt.Errorf("take back a voice for appeal %d: %w", appeal, err)
	}
	return nil
}

// RecountVoices updates the totals of the appeals: all voices, those of checked identity, and
// those of residents of the place. It skips locked appeals until the next run. Voices given or
// withdrawn since the last count update its time even if the totals stay the same.
func (s *Store) RecountVoices(ctx context.Context) error {
	_, err := s.exec(ctx, `
		with counted as (
			select appeal_id, count(*) as n, count(*) filter (where level >= 2) as checked, count(*) filter (where local) as local, max(at) as newest
			from voices group by appeal_id
		), changed as (
			select a.id, coalesce(c.n, 0) as n, coalesce(c.checked, 0) as checked, coalesce(c.local, 0) as local
			from appeals a left join counted c on c.appeal_id = a.id
			where (a.voices, a.voices_checked, a.voices_local) is distinct from
				(coalesce(c.n, 0), coalesce(c.checked, 0), coalesce(c.local, 0))
				or c.newest > a.voices_at or a.id in (select appeal_id from voices_taken)
			for no key update of a skip locked
		), settled as (
			delete from voices_taken t using changed c where t.appeal_id = c.id
		)
		update appeals a set voices = c.n, voices_checked = c.checked, voices_local = c.local, voices_at = ?
		from changed c where c.id = a.id`, s.Now())
	if err != nil {
		return fmt.Errorf("recount voices: %w", err)
	}
	return nil
}

// OwnVoice is the voice of one user, counted or not yet counted.
type OwnVoice struct {
	AppealID int64
	Level    int
	Local    bool
	At       time.Time
}

// VoicedBy returns the voices of a user for the given appeals, by appeal, in one query.
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

// TakenBack returns the voice that a user has withdrawn since the totals of an appeal were
// counted, or nil.
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

// Without subtracts a withdrawn voice from the totals, so that its user sees the change before
// the next count.
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

// WithOwn adds a voice that is not counted yet to the totals, so that its user sees the change
// before the next count.
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

// voterHashes returns keyed hashes of the mailbox and, if checked, the identity of a user. Each
// person has one voice by them. The list is never empty, so that SQL can use it.
func (s *Store) voterHashes(email string, iinHash []byte) [][]byte {
	hashes := [][]byte{s.secret.Hash("voter mailbox", mailbox.Of(email))}
	if len(iinHash) > 0 {
		hashes = append(hashes, s.secret.Hash("voter identity", hex.EncodeToString(iinHash)))
	}
	return hashes
}

// SpendVoices records, before a user's personal data is removed, the settled appeals on which
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
