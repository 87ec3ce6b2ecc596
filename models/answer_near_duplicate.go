package models

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"jauap/models/database"
	"jauap/models/neardup"
)

// MaxNearDuplicates is the number of answers that an answer is compared with: those that share
// a band, the newest first. A body that sends one letter for years has at least that many.
const MaxNearDuplicates = 50

// NearDuplicate is another answer of the same body with nearly the same text.
type NearDuplicate struct {
	Number     string  `json:"number"` // of its appeal
	Title      string  `json:"title"`
	Similarity float64 `json:"similarity"`
	Public     bool    `json:"public"`
}

// nearDuplicatesOfAnswer is the SQL expression for the public near duplicates of the answer w,
// earlier and later ones. Answers to private appeals are neither shown nor counted.
const nearDuplicatesOfAnswer = `coalesce((
	select json_agg(json_build_object('number', x.number, 'title', x.title, 'similarity', t.similarity, 'public', true) order by t.similarity desc, o.id desc)
	from (
		select answer_id as id, similarity from answer_twins where twin_id = w.id
		union all select twin_id, similarity from answer_twins where answer_id = w.id
		order by similarity desc, id desc limit 200) t
	join answers o on o.id = t.id join appeals x on x.id = o.appeal_id
	where x.public and x.id <> w.appeal_id), '[]')`

// nearest is the number of answers with a shared band that are fetched, in any order, before the
// newest of them are compared. With an order in the inner query the planner would walk the whole
// table where few answers share a band: 0.8 s of 100,000 answers.
const nearest = 1000

// linkNearDuplicates finds the near duplicates of answers that have their bands, among the
// answers of the same body, and stores each pair once.
func linkNearDuplicates(ctx context.Context, tx database.Session, written []writtenAnswer) error {
	ids, shingles := make([]int64, len(written)), map[int64]neardup.Shingles{}
	for i, w := range written {
		ids[i], shingles[w.ID] = w.ID, w.shingles()
	}
	for _, statement := range []string{
		`delete from answer_twins where answer_id = any($1) or twin_id = any($1)`,
		// one transaction at a time looks, so that two answers of a body at the same moment find each other
		`select pg_advisory_xact_lock(hashtext('twins'), body_id::int)
			from (select distinct body_id from answers where id = any($1) order by body_id) b`,
	} {
		if _, err := tx.Conn().Exec(ctx, statement, ids); err != nil {
			return err
		}
	}
	// the planner overestimates the query and would compile it, which takes longer (0.7 s) than the query
	if _, err := tx.Conn().Exec(ctx, `set local jit = off`); err != nil {
		return err
	}
	rows, err := tx.Conn().Query(ctx, `
		select w.id, o.id, o.found, o.action
		from answers w cross join lateral (
			select near.id, near.found, near.action from (
				select o.id, o.found, o.action from answers o
				where o.bands && w.bands and o.body_id = w.body_id and o.id <> w.id limit @nearest) near
			order by near.id desc limit @most) o
		where w.id = any(@ids)`, pgx.NamedArgs{"ids": ids, "most": MaxNearDuplicates, "nearest": nearest})
	if err != nil {
		return err
	}
	var later, earlier []int64
	var similarities []float64
	var id, other int64
	var found, action string
	if _, err := pgx.ForEachRow(rows, []any{&id, &other, &found, &action}, func() error {
		if shingles[other] == nil {
			shingles[other] = neardup.ShinglesOf(found, action)
		}
		if similarity := shingles[id].Similarity(shingles[other]); similarity >= neardup.Threshold {
			later, earlier, similarities = append(later, max(id, other)), append(earlier, min(id, other)), append(similarities, similarity)
		}
		return nil
	}); err != nil {
		return err
	}
	if _, err := tx.Conn().Exec(ctx, `
		insert into answer_twins (answer_id, twin_id, similarity)
		select * from unnest(@later::bigint[], @earlier::bigint[], @similarities::real[])
		on conflict do nothing`, pgx.NamedArgs{"later": later, "earlier": earlier, "similarities": similarities}); err != nil {
		return fmt.Errorf("link near duplicates: %w", err)
	}
	return nil
}

// nearDuplicatesOf finds the answers of a body, public or not, with nearly the same text as an
// unpublished one, the newest first.
func nearDuplicatesOf(ctx context.Context, db database.Session, body, appeal int64, text AnswerText) (similar []NearDuplicate, err error) {
	own := neardup.ShinglesOf(text.Found, text.Action)
	if !own.Comparable() {
		return nil, nil
	}
	var others []struct {
		Number, Title, Found, Action string
		Public                       bool
	}
	if err := db.Read(ctx, &others, `
		select a.number, a.title, a.public, o.found, o.action
		from (
			select near.* from (
				select id, appeal_id, found, action from answers
				where bands && cast(@bands as bigint[]) and body_id = @body and appeal_id <> @appeal limit @nearest) near
			order by near.id desc limit @most) o
		join appeals a on a.id = o.appeal_id
		order by o.id desc`, map[string]any{"bands": bandsLiteral(own.Bands(body)), "body": body, "appeal": appeal,
		"nearest": nearest, "most": MaxNearDuplicates}); err != nil {
		return nil, fmt.Errorf("near duplicates of a draft: %w", err)
	}
	for _, o := range others {
		if similarity := own.Similarity(neardup.ShinglesOf(o.Found, o.Action)); similarity >= neardup.Threshold {
			similar = append(similar, NearDuplicate{Number: o.Number, Title: o.Title, Similarity: similarity, Public: o.Public})
		}
	}
	return similar, nil
}
