package models

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jauap/models/database/dbtest"
)

// constants returns the values of the string constants of a package by the name of their type.
func constants(t *testing.T, dir string) map[string][]string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]string{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), dir+"/"+f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if block, ok := d.(*ast.GenDecl); ok && block.Tok == token.CONST {
				addConstants(t, values, block)
			}
		}
	}
	return values
}

func addConstants(t *testing.T, values map[string][]string, block *ast.GenDecl) {
	t.Helper()
	for _, s := range block.Specs {
		spec := s.(*ast.ValueSpec)
		name, ok := spec.Type.(*ast.Ident)
		if !ok {
			continue
		}
		for _, v := range spec.Values {
			literal, ok := v.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				continue
			}
			value, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			values[name.Name] = append(values[name.Name], value)
		}
	}
}

// listsInGo gives the list in Go of each CHECK that lists the values of a column.
func listsInGo(t *testing.T) map[string][]string {
	t.Helper()
	of, days, notices, screens, votes := constants(t, "."), constants(t, "calendar"), constants(t, "notice"), constants(t, "screen"), constants(t, "vote")
	kinds := func(kinds []EventKind) (names []string) {
		for _, k := range kinds {
			names = append(names, string(k))
		}
		return names
	}
	return map[string][]string{
		"answers_lang_check":        Languages,
		"answers_obstacle_check":    append([]string{""}, Obstacles...),
		"appeals_clock_rule_check":  of["ClockRule"],
		"appeals_kind_check":        of["Kind"],
		"appeals_lang_check":        Languages,
		"appeals_status_check":      of["Status"],
		"body_replies_lang_check":   Languages,
		"calendar_days_kind_check":  days["Kind"],
		"digests_kind_check":        of["DigestKind"],
		"escalations_ground_check":  of["Ground"],
		"escalations_outcome_check": of["Outcome"],
		"events_actor_check":        of["Actor"],
		"events_kind_check":         of["EventKind"],
		"events_switch_check":       of["Switch"],
		"follows_kind_check":        {string(FollowAppeal), string(FollowPlace), string(FollowCategory), string(FollowBody)},
		"invitations_role_check":    Roles,
		"merges_status":             {string(Registered), string(InProgress), string(Contested)},
		"mutes_kind_check":          of["FollowKind"],
		"notices_kind_check":        append(kinds(EventKinds), "work", "question", "reply", "handed"),
		"notices_source_check":      notices["Source"],
		"pictures_role_check":       {"problem", "proof", "before", "after"},
		"promises_outcome_check":    {"kept", "broken"},
		"roles_role_check":          Roles,
		"screen_rules_name_check":   append(screens["Kind"], "flood", "copy", "words"),
		"screen_words_lang_check":   Languages,
		"switches_name_check":       of["Switch"],
		"users_bounced_check":       append([]string{""}, of["Bounce"]...),
		"users_lang_check":          Languages,
		"verdicts_verdict_check":    of["Verdict"],
		"votes_kind_check":          votes["Kind"],
		"votes_lang_check":          Languages,
		"votes_who_check":           votes["Who"],
		"works_lang_check":          Languages,
		"works_stage_check":         of["Stage"],
	}
}

// withoutType lists the CHECKs whose values are written as plain strings in Go, in one package each.
var withoutType = []string{"bans_kind_check", "bodies_kind_check", "factors_kind_check", "media_mime_check", "moderations_act_check",
	"ballots_channel_check", "participations_channel_check", "vote_annulments_channel_check"}

// TestListsOfChecks compares each CHECK that lists the values of a column with the list in Go.
func TestListsOfChecks(t *testing.T) {
	t.Parallel()
	var checks []struct{ Name, Definition string }
	db := dbtest.Open(t).Session()
	if err := db.Read(t.Context(), &checks, `
		select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
		where contype = 'c' and conrelid::regclass::text not like 'river%'
			and pg_get_constraintdef(oid) ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[[^]]*\]\)\)\)$'`); err != nil {
		t.Fatal(err)
	}
	lists, quoted := listsInGo(t), regexp.MustCompile(`'([^']*)'::text`)
	for _, c := range checks {
		if slices.Contains(withoutType, c.Name) {
			continue
		}
		want, ok := lists[c.Name]
		if !ok {
			t.Errorf("%s has no list in listsInGo", c.Name)
		}
		delete(lists, c.Name)
		var got []string
		for _, m := range quoted.FindAllStringSubmatch(c.Definition, -1) {
			got = append(got, m[1])
		}
		for _, v := range want {
			if !slices.Contains(got, v) {
				t.Errorf("%s does not allow %q", c.Name, v)
			}
		}
		for _, v := range got {
			if !slices.Contains(want, v) {
				t.Errorf("%s allows %q, which is not in the list in Go", c.Name, v)
			}
		}
	}
	for name := range lists {
		t.Errorf("%s is not a CHECK that lists values", name)
	}
}
