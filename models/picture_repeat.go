package models

import (
	"context"
	"time"

	"jauap/models/media"
)

// Repeat is that a picture shown as proof was shown before: as proof on another
// appeal, or as the picture of the problem on the same one.
type Repeat struct {
	Number  string    // of the other appeal; "": that is not public
	At      time.Time // when it was shown there
	Problem bool      // it is the picture of the problem itself
}

// mostRepeats is how many earlier showings of one picture are looked for, the nearest
// in looks first.
const mostRepeats = 12

// earlier is one picture that looks like a newly shown one.
type earlier struct {
	Digest    string // of the new one
	PictureID int64  // of the earlier
	Distance  int
	Old       string
	Number    string
	At        time.Time
	Problem   bool
}

// lookAlikes finds, for pictures to be shown as proof on an appeal, those that looked
// the same before. The look is only a first sieve: two pictures from one spot, before
// and after, may look alike. So those it lets through are compared closely.
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
	return same && err == nil, nil // one that cannot be read any more repeats nothing
}

// markRepeats notes which of the pictures of a row, named by a column of pictures,
// were shown before.
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

// repeatsFor says of pictures that are not shown yet whether they were shown before:
// the first showing of each, by digest.
func (s *Store) repeatsFor(ctx context.Context, appeal int64, digests []string) (map[string][]Repeat, error) {
	found, err := s.lookAlikes(ctx, appeal, digests)
	repeats := map[string][]Repeat{}
	for _, e := range found {
		repeats[e.Digest] = addRepeat(repeats[e.Digest], Repeat{e.Number, e.At, e.Problem})
	}
	return repeats, err
}

// RepeatsOf says where pictures that are to prove something about an appeal were shown
// before; each appeal once.
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

// addRepeat adds a showing to the earlier ones, each appeal once.
func addRepeat(repeats []Repeat, r Repeat) []Repeat {
	for _, known := range repeats {
		if known.Number == r.Number && known.Problem == r.Problem {
			return repeats
		}
	}
	return append(repeats, r)
}

// repeatsOf reads what everybody may know of the earlier showings of the picture p,
// the first of them first and each appeal once, without a query more.
const repeatsOf = `coalesce((
	select json_agg(json_build_object('Number', x.number, 'At', x.at, 'Problem', x.problem) order by x.at, x.number) from (
		select a.number, min(coalesce(w.at, pr.outcome_at, a.received_at)) as at, e.appeal_id is not null as problem
		from picture_repeats r join pictures e on e.id = r.earlier_id
		left join answers w on w.id = e.answer_id left join promises pr on pr.id = e.promise_id
		join appeals a on a.id = coalesce(e.appeal_id, w.appeal_id, pr.appeal_id)
		where r.picture_id = p.id and (a.public or e.appeal_id is not null)
		group by a.number, e.appeal_id is not null) x), '[]')`
