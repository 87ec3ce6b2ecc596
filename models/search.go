package models

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"jauap/models/database"
	"jauap/models/text"
)

// MostSearchWords is the number of different words of a query that are searched. Each reads the
// index; sixteen queries of fifty one-letter prefixes once took every connection for 15 seconds.
const MostSearchWords = 8

// shortestPrefix is the number of letters from which a word is searched as a prefix. A prefix of
// one letter matches a third of all words of a large portal.
const shortestPrefix = 3

// ErrSearchBusy is returned for a search that found no free place or took too long. A later or a
// smaller search may succeed.
var ErrSearchBusy = errors.New("the search is busy")

// searchGate limits the load of searches on the database.
type searchGate struct {
	places *semaphore.Weighted // searches at the same time
	wait   time.Duration       // for a place
	within time.Duration       // for the search itself
}

func newSearchGate() *searchGate {
	return &searchGate{places: semaphore.NewWeighted(3), wait: time.Second, within: 2 * time.Second}
}

// search runs fn, the cost of which depends on the words of a visitor. It returns ErrSearchBusy if
// no place becomes free or fn does not end in time.
func (s *Store) search(ctx context.Context, fn func(ctx context.Context) error) error {
	wait, cancel := context.WithTimeout(ctx, s.searches.wait)
	defer cancel()
	if err := s.searches.places.Acquire(wait, 1); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return ErrSearchBusy
	}
	defer s.searches.places.Release(1)
	within, cancel := context.WithTimeout(ctx, s.searches.within)
	defer cancel()
	err := fn(within)
	if err != nil && ctx.Err() == nil && (within.Err() != nil || database.Slow(err)) {
		return ErrSearchBusy
	}
	return err
}

// searchWords returns the different words of a query as typed, at most MostSearchWords, and whether
// there were more.
func searchWords(q string) (words []string, cut bool) {
	for _, word := range strings.FieldsFunc(q, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if slices.ContainsFunc(words, func(w string) bool { return text.Fold(w) == text.Fold(word) }) {
			continue
		}
		if len(words) == MostSearchWords {
			return words, true
		}
		words = append(words, word)
	}
	return words, false
}

// CutQuery reports whether a query has more words than are searched.
func (f AppealFilter) CutQuery() bool {
	_, cut := searchWords(f.Query)
	return cut && !IsAppealNumber(f.Query)
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// LikeContaining returns a LIKE pattern for texts that contain q, in which the wildcards of
// q are escaped.
func LikeContaining(q string) string { return "%" + likeEscape.Replace(q) + "%" }

// matches is the SQL condition that an appeal has the words of a query: by our own Kazakh stems, or
// by the Russian dictionary of PostgreSQL.
const matches = "a.search @@ (to_tsquery('simple', ?) || plainto_tsquery('russian', ?))"

// matchArgs returns the arguments of matches for a query.
func matchArgs(q string) []any {
	words, _ := searchWords(q)
	asked := strings.Join(words, " ")
	return []any{prefixQuery(text.Terms(asked)), asked}
}

// prefixQuery returns a tsquery for all terms, long ones as prefixes.
func prefixQuery(terms []string) string {
	var parts []string
	for _, t := range terms {
		part := "'" + strings.ReplaceAll(t, "'", "''") + "'"
		if utf8.RuneCountInString(t) >= shortestPrefix {
			part += ":*"
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " & ")
}
