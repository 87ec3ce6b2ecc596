package models

import (
	"context"
	"fmt"
	"slices"
)

// CanBeVoiced: everyone sees it, and it is not settled.
func (a Appeal) CanBeVoiced() bool {
	return a.IsPublic() && slices.Contains(VoicedStatuses, a.Status)
}

// CanVoice: the appeal takes voices, and the reader is neither its author, who is counted
// as the one who filed it, nor an official of the body that deals with it.
func (d AppealPage) CanVoice(v *Viewer) bool {
	return d.CanBeVoiced() && d.Authorship == nil && !d.IsOffice(v) && (v == nil || !v.Twin)
}

// voicedStatuses are those in which a voice still says something.
var VoicedStatuses = []Status{Registered, InProgress, Contested, Answered, Declined}

// livesIn says in SQL whether the user u has a checked address within the range of codes of two arguments.
const livesIn = `(u.level = 3 and u.home_code between ? and ?)`

// CastVoice gives the voice of a user to an appeal: «Маған да қатысты». One a
// resident; again changes nothing. ErrForbidden: the user has no confirmed contact, is
// the author, who filed it and is no further voice, works for the body that deals with it,
// or another account has the same mailbox and the voice. The totals are recounted apart (RecountVoices),
// so that many at once do not wait for one row.
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
	// for key share: it waits for a merge that is taking the voices along, and then finds the appeal merged;
	// and for somebody who is leaving, and then finds nobody
	written, err := s.exec(ctx, `
		insert into voices (appeal_id, user_id, level, local, at)
		select a.id, u.id, u.level, `+livesIn+`, ?
		from appeals a, users u
		where a.id = ? and u.id = ? and a.public and a.status in ? and a.author_id is distinct from u.id and u.removed_at is null
			and not exists (select 1 from voices_spent p where p.appeal_id = a.id and p.voter_hash in ?) -- given before the person left
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

// TakeVoiceBack takes the voice of a user back; where there is none nothing changes.
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

// RecountVoices brings the totals on the appeals up to date: all, those whose
// identity is checked, and those who live in the place. An appeal that somebody
// is changing at this moment is left for the next time. Voices given or taken back
// since the last count renew its time even where the sums come out the same.
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
