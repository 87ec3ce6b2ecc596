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

// MostSearchWords is how many different words of a question are looked up. Each costs a
// look into the index; sixteen questions of fifty one-letter prefixes once took every
// connection for 15 seconds.
const MostSearchWords = 8

// shortestPrefix is how many letters a word needs to be looked up by its beginning. A
// beginning of one letter matches a third of all words of a large portal.
const shortestPrefix = 3

// ErrSearchBusy: the search was not done, because others take all its places or because
// it took too long. Trying again later, or asking for less, is right.
var ErrSearchBusy = errors.New("the search is busy")

// searchGate bounds what searches may take from the database.
type searchGate struct {
	places *semaphore.Weighted // searches at the same time
	wait   time.Duration       // for a place
	within time.Duration       // for the search itself
}

func newSearchGate() *searchGate {
	return &searchGate{places: semaphore.NewWeighted(3), wait: time.Second, within: 2 * time.Second}
}

// search runs fn, whose cost depends on the words that a visitor typed. It returns
// ErrSearchBusy when no place gets free in time or fn does not end in time.
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

// searchWords returns the different words of a question as they were typed, at most
// MostSearchWords, and whether there were more.
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

// CutQuery reports whether a question has more words than are looked up.
func (f AppealFilter) CutQuery() bool {
	_, cut := searchWords(f.Query)
	return cut && !IsAppealNumber(f.Query)
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// LikeContaining returns a LIKE pattern for texts that contain q, in which the wildcards of
// q are escaped.
func LikeContaining(q string) string { return "%" + likeEscape.Replace(q) + "%" }

// matches is the condition that an appeal holds the words of a question: Kazakh by
// our own stems, or Russian by PostgreSQL's dictionary.
const matches = "a.search @@ (to_tsquery('simple', ?) || plainto_tsquery('russian', ?))"

// matchArgs returns the arguments of matches for a question.
func matchArgs(q string) []any {
	words, _ := searchWords(q)
	asked := strings.Join(words, " ")
	return []any{prefixQuery(text.Terms(asked)), asked}
}

// prefixQuery returns a tsquery that asks for every term, by its beginning where that is
// long enough.
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
