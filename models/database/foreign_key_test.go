package database_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"jauap/models/database/dbtest"
)

// Reasons for a foreign key without an index. Rows of users, bodies, categories, places, appeals,
// answers, works, comments and events are never deleted, so PostgreSQL itself never looks the
// references up.
const (
	actorOnly = "says who acted; no statement looks rows up by it, and the removal of an account keeps them"
	bodyOnly  = "rows are read through their appeal, by the moment or all of them in a recount, never by body"
	fewRows   = "the table has one row"
	byUser    = "notices are read by their reader (user_id), never by what they are about"
	partial   = "a partial index holds all rows that are looked up by it"
)

var withoutIndex = map[string]string{
	"answer_drafts_user_id_fkey":    actorOnly,
	"answer_revisions_user_id_fkey": actorOnly,
	"answers_user_id_fkey":          actorOnly,
	"audits_user_id_fkey":           actorOnly,
	"bans_user_id_fkey":             actorOnly,
	"body_replies_user_id_fkey":     actorOnly,
	"escalations_decided_by_fkey":   actorOnly,
	"events_user_id_fkey":           actorOnly,
	"invitations_user_id_fkey":      actorOnly,
	"masked_texts_user_id_fkey":     actorOnly,
	"moderations_user_id_fkey":      actorOnly,
	"originals_user_id_fkey":        actorOnly,
	"screen_rules_user_id_fkey":     actorOnly,
	"screen_words_user_id_fkey":     actorOnly,
	"switches_user_id_fkey":         actorOnly,
	"vote_annulments_user_id_fkey":  actorOnly,
	"votes_user_id_fkey":            actorOnly,
	"work_drafts_user_id_fkey":      actorOnly,

	"comments_body_id_fkey":      bodyOnly,
	"escalations_from_body_fkey": bodyOnly,
	"events_body_id_fkey":        bodyOnly,
	"extensions_body_id_fkey":    bodyOnly,
	"pauses_body_id_fkey":        bodyOnly,
	"redirects_from_body_fkey":   bodyOnly,
	"redirects_to_body_fkey":     bodyOnly,

	"notices_appeal_id_fkey":  byUser,
	"notices_comment_id_fkey": byUser,
	"notices_event_id_fkey":   byUser,
	"notices_work_id_fkey":    byUser,

	"appeals_category_code_fkey": partial, // appeals_category: public appeals
	"appeals_place_code_fkey":    partial, // appeals_place: public appeals
	"merges_into":                partial, // merges_into_open

	"escalations_answer_id_fkey":      "complaints are read by appeal and by body",
	"gap_stats_category_code_fkey":    "read by place; a recount replaces all rows",
	"moderations_work_id_fkey":        "moderations are read by appeal and by time",
	"place_stats_waiting_id_fkey":     "read by place; a recount replaces all rows",
	"record_stats_category_code_fkey": "read by body and by quarter",
	"site_stats_waiting_id_fkey":      fewRows,
	"users_home_code_fkey":            "the home is read with its user; the users of a place are never listed",
}

// TestForeignKeysHaveIndexes finds the foreign keys whose columns no index begins with. A partial
// index counts if it leaves out only rows without a reference.
func TestForeignKeysHaveIndexes(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	rows, err := db.Pool.Query(t.Context(), `
		SELECT c.conname FROM pg_constraint c
		WHERE c.contype = 'f' AND c.conrelid::regclass::text NOT LIKE 'river%' AND NOT EXISTS (
			SELECT FROM pg_index i
			WHERE i.indrelid = c.conrelid AND i.indisvalid
			  AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
			  AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) IN (
				SELECT format('(%I IS NOT NULL)', attname) FROM pg_attribute
				WHERE attrelid = c.conrelid AND attnum = any (c.conkey))))
		ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	lacking := map[string]bool{}
	for _, name := range found {
		lacking[name] = true
		if withoutIndex[name] == "" {
			t.Errorf("the foreign key %s has no index: add one, or a reason to withoutIndex", name)
		}
	}
	for name := range withoutIndex {
		if !lacking[name] {
			t.Errorf("%s is in withoutIndex, but has an index or does not exist", name)
		}
	}
}

// TestConstraintsAreValidated finds constraints that were added without looking at the rows
// that were there, and never validated, except those that old rows may break.
func TestConstraintsAreValidated(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	rows, err := db.Pool.Query(t.Context(), `SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	oldRows := map[string]bool{"answers_visible": true, "promises_visible": true, "comments_visible": true, "works_visible": true, "verdicts_of_voices": true}
	for _, name := range found {
		if !oldRows[name] {
			t.Errorf("%s is not validated", name)
		}
	}
}
