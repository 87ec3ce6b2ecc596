package models

import (
	"context"
	"time"

	"jauap/models/media"
)

// Repeat is an earlier use of a picture of proof: as proof on another appeal, or as the picture of
// the problem on the same one.
type Repeat struct {
	Number  string    // of the other appeal; "" if it is not public
	At      time.Time // of the earlier use
	Problem bool      // it is the picture of the problem itself
}

// mostRepeats is the number of earlier uses of a picture that are compared, the most similar hashes
// first.
const mostRepeats = 12

// earlier is a picture with a hash similar to that of a new one.
type earlier struct {
	Digest    string // of the new one
	PictureID int64  // of the earlier
	Distance  int
	Old       string
	Number    string
	At        time.Time
	Problem   bool
}

// lookAlikes finds earlier pictures that are the same as pictures of proof for an appeal. A similar
// hash is only the first filter: two pictures of one place, before and after, may have similar
// hashes. So the pictures that pass it are compared closely, see media.SamePicture.
func (s *Store) lookAlikes(ctx context.Context, appeal int64, digests []string) (found []earlier, err error) {
	if len(digests) == 0 {
		return nil, nil
	}
	var sieved []earlier
	if err := s.read(ctx, &sieved, `
		select n.digest, e.id as picture_id, e.distance, e.digest as old,
			case when a.public then a.number else '' end as number,
			coalesce(w.at, pr.outcome_at, a.received_at) as at, e.problem
		from media n cross join lateral (
			select p.id, p.digest, p.answer_id, p.promise_id, coalesce(p.appeal_id, w.appeal_id, pr.appeal_id) as appeal,
				p.appeal_id is not null as problem, m.distance
			from (select digest, bit_count(look # n.look) as distance from media
				where bit_count(look # n.look) <= ? offset 0) m -- the sieve runs first, over nothing but looks
			join pictures p on p.digest = m.digest
			left join answers w on w.id = p.answer_id left join promises pr on pr.id = p.promise_id
			where p.appeal_id = ? or w.appeal_id <> ? or pr.appeal_id <> ?
			order by m.distance, p.id limit ?) e
		join appeals a on a.id = e.appeal
		left join answers w on w.id = e.answer_id left join promises pr on pr.id = e.promise_id
		where n.digest in ? and bit_count(n.look) >= ?
		order by at, e.id`, media.MaxHashDistance, appeal, appeal, appeal, mostRepeats, digests, media.MinHashBits); err != nil {
		return nil, err
	}
	same := map[[2]string]bool{}
	for _, e := range sieved {
		pair := [2]string{e.Digest, e.Old}
		if _, known := same[pair]; !known {
			if same[pair], err = s.samePicture(ctx, e.Digest, e.Old); err != nil {
				return nil, err
			}
		}
		if same[pair] {
			found = append(found, e)
		}
	}
	return found, nil
}

func (s *Store) samePicture(ctx context.Context, a, b string) (bool, error) {
	if a == b {
		return true, nil
	}
	var kept [][]byte
	if err := s.read(ctx, &kept, `select small from media where digest in ?`, []string{a, b}); err != nil || len(kept) < 2 {
		return false, err
	}
	same, err := media.SamePicture(kept[0], kept[1])
	return same && err == nil, nil // a picture that cannot be decoded is no repeat
}

// markRepeats records which of the pictures of a row, named by a column of pictures, were used
// before.
func (s *Store) markRepeats(ctx context.Context, appeal int64, owner string, id int64) error {
	var own []struct {
		ID     int64
		Digest string
	}
	if err := s.read(ctx, &own, `select id, digest from pictures where `+owner+` = ?`, id); err != nil {
		return err
	}
	digests := make([]string, len(own))
	for i, p := range own {
		digests[i] = p.Digest
	}
	found, err := s.lookAlikes(ctx, appeal, digests)
	if err != nil {
		return err
	}
	for _, e := range found {
		for _, p := range own {
			if p.Digest != e.Digest {
				continue
			}
			if _, err := s.exec(ctx, `insert into picture_repeats (picture_id, earlier_id, distance, at) values (?, ?, ?, ?) on conflict do nothing`,
				p.ID, e.PictureID, e.Distance, s.Now()); err != nil {
				return err
			}
		}
	}
	return nil
}

// repeatsFor returns the first earlier use of each of some pictures that are not shown yet, by
// digest.
func (s *Store) repeatsFor(ctx context.Context, appeal int64, digests []string) (map[string][]Repeat, error) {
	found, err := s.lookAlikes(ctx, appeal, digests)
	repeats := map[string][]Repeat{}
	for _, e := range found {
		repeats[e.Digest] = addRepeat(repeats[e.Digest], Repeat{e.Number, e.At, e.Problem})
	}
	return repeats, err
}

// RepeatsOf returns the earlier uses of pictures of proof for an appeal, each appeal once.
func (s *Store) RepeatsOf(ctx context.Context, appeal int64, kept []KeptPicture) (all []Repeat, err error) {
	digests := make([]string, len(kept))
	for i, p := range kept {
		digests[i] = p.Digest
	}
	found, err := s.lookAlikes(ctx, appeal, digests)
	for _, e := range found {
		all = addRepeat(all, Repeat{e.Number, e.At, e.Problem})
	}
	return all, err
}

// addRepeat adds an earlier use to a list, each appeal once.
func addRepeat(repeats []Repeat, r Repeat) []Repeat {
	for _, known := range repeats {
		if known.Number == r.Number && known.Problem == r.Problem {
			return repeats
		}
	}
	return append(repeats, r)
}

// repeatsOf is the SQL expression for the public earlier uses of the picture p, the first one first
// and each appeal once.
const repeatsOf = `coalesce((
	select json_agg(json_build_object('Number', x.number, 'At', x.at, 'Problem', x.problem) order by x.at, x.number) from (
		select a.number, min(coalesce(w.at, pr.outcome_at, a.received_at)) as at, e.appeal_id is not null as problem
		from picture_repeats r join pictures e on e.id = r.earlier_id
		left join answers w on w.id = e.answer_id left join promises pr on pr.id = e.promise_id
		join appeals a on a.id = coalesce(e.appeal_id, w.appeal_id, pr.appeal_id)
		where r.picture_id = p.id and (a.public or e.appeal_id is not null)
		group by a.number, e.appeal_id is not null) x), '[]')`
