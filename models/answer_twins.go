package models

import (
	"context"
	"fmt"

	"jauap/models/neardup"
)

// MaxTwins is how many of the answers that share a band with one are compared with it,
// the newest first. A body that sends one letter for years has that many at least.
const MaxTwins = 50

// Twin is another answer that says nearly the same.
type Twin struct {
	Number     string  `json:"number"` // of its appeal
	Title      string  `json:"title"`
	Similarity float64 `json:"similarity"`
	Public     bool    `json:"public"`
}

// twinsOfAnswer reads the public twins of the answer w, earlier and later ones, without
// a query more. Those to a private appeal are neither shown nor counted.
const twinsOfAnswer = `coalesce((
	select json_agg(json_build_object('number', x.number, 'title', x.title, 'similarity', t.similarity, 'public', true) order by t.similarity desc, o.id desc)
	from (
		select answer_id as id, similarity from answer_twins where twin_id = w.id
		union all select twin_id, similarity from answer_twins where answer_id = w.id
		order by similarity desc, id desc limit 200) t
	join answers o on o.id = t.id join appeals x on x.id = o.appeal_id
	where x.public and x.id <> w.appeal_id), '[]')`

// nearest is how many answers that share a band are fetched at most, in whatever order they lie, before the newest of
// them are compared. In order at once, the planner would walk the whole table where few share one: 0.8 s of 100,000
// answers.
const nearest = 1000

// linkTwins finds the twins of answers that have their bands, among all of the same body,
// and notes each pair once.
func (s *Store) linkTwins(ctx context.Context, written []writtenAnswer) error {
	ids, pairs := make([]int64, len(written)), map[int64]neardup.Shingles{}
	for i, w := range written {
		ids[i], pairs[w.ID] = w.ID, w.shingles()
	}
	if _, err := s.db.Conn().Exec(ctx, `delete from answer_twins where answer_id = any($1) or twin_id = any($1)`, ids); err != nil {
		return err
	}
	// Two answers that a body gives at the same moment find each other: one at a time looks.
	if _, err := s.db.Conn().Exec(ctx, `
		select pg_advisory_xact_lock(hashtext('twins'), body_id::int)
		from (select distinct body_id from answers where id = any($1) order by body_id) b`, ids); err != nil {
		return err
	}
	// The planner takes the look-up for dear and would compile it: 0.7 s for what takes less to do.
	if _, err := s.db.Conn().Exec(ctx, `set local jit = off`); err != nil {
		return err
	}
	rows, err := s.db.Conn().Query(ctx, `
		select w.id, o.id, o.found, o.action
		from answers w cross join lateral (
			select near.id, near.found, near.action from (
				select o.id, o.found, o.action from answers o
				where o.bands && w.bands and o.body_id = w.body_id and o.id <> w.id limit $3) near
			order by near.id desc limit $2) o
		where w.id = any($1)`, ids, MaxTwins, nearest)
	if err != nil {
		return err
	}
	defer rows.Close()
	var later, earlier []int64
	var similarities []float64
	for rows.Next() {
		var id, other int64
		var found, action string
		if err := rows.Scan(&id, &other, &found, &action); err != nil {
			return err
		}
		if pairs[other] == nil {
			pairs[other] = neardup.ShinglesOf(found, action)
		}
		if similarity := pairs[id].Similarity(pairs[other]); similarity >= neardup.Threshold {
			later, earlier, similarities = append(later, max(id, other)), append(earlier, min(id, other)), append(similarities, similarity)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if _, err := s.db.Conn().Exec(ctx, `
		insert into answer_twins (answer_id, twin_id, similarity)
		select * from unnest($1::bigint[], $2::bigint[], $3::real[])
		on conflict do nothing`, later, earlier, similarities); err != nil {
		return fmt.Errorf("link twins: %w", err)
	}
	return nil
}

// twinsOfDraft finds the answers of a body, public or not, that say nearly the same as a
// text that it is about to publish; the most alike first.
func (s *Store) twinsOfDraft(ctx context.Context, body, appeal int64, found, action string) (alike []Twin, err error) {
	own := neardup.ShinglesOf(found, action)
	if !own.Comparable() {
		return nil, nil
	}
	var others []struct {
		Number, Title, Found, Action string
		Public                       bool
	}
	if err := s.read(ctx, &others, `
		select a.number, a.title, a.public, o.found, o.action
		from (
			select near.* from (
				select id, appeal_id, found, action from answers
				where bands && ?::bigint[] and body_id = ? and appeal_id <> ? limit ?) near
			order by near.id desc limit ?) o
		join appeals a on a.id = o.appeal_id
		order by o.id desc`, bandsLiteral(own.Bands(body)), body, appeal, nearest, MaxTwins); err != nil {
		return nil, fmt.Errorf("twins of a draft: %w", err)
	}
	for _, o := range others {
		if similarity := own.Similarity(neardup.ShinglesOf(o.Found, o.Action)); similarity >= neardup.Threshold {
			alike = append(alike, Twin{Number: o.Number, Title: o.Title, Similarity: similarity, Public: o.Public})
		}
	}
	return alike, nil
}
