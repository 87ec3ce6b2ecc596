package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jauap/models/text"
)

// mostSimilar is the number of similar appeals that the author of a draft sees.
const mostSimilar = 4

// SimilarAppeals returns open public appeals of the same district that may be about the same
// matter, the most likely first: those of the same category nearby, those of the category elsewhere
// that share a word of the title, and those of another category nearby that share two. A resident
// who finds the own matter can give it a voice instead of filing it again.
func (s *Store) SimilarAppeals(ctx context.Context, form DraftForm) ([]Card, error) {
	if !IsPlaceCode(form.Place) {
		return nil, nil
	}
	words := slices.DeleteFunc(text.Terms(form.Title), func(w string) bool { return utf8.RuneCountInString(w) < 4 }) // «нет», «жоқ», «на» are in every other title
	slices.Sort(words)
	words = slices.Compact(words)
	words = words[:min(len(words), 12)]
	for i, w := range words {
		words[i] = "'" + strings.ReplaceAll(w, "'", "''") + "':*"
	}
	lo, hi := PlaceRange(form.Place[:4] + "00000")
	nearLo, nearHi := PlaceRange(form.Place[:6] + "000")
	var cards []Card
	err := s.search(ctx, func(ctx context.Context) error {
		return s.read(ctx, &cards, `
		select `+CardColumns+`
		from appeals a join places p on p.code = a.place_code
		cross join lateral (
			select a.category_code = ? as same,
				a.place_code between ? and ? as near,
				coalesce(abs(a.lat - ?) < 0.01 and abs(a.lon - ?) < 0.015, false) as beside, -- about a kilometre
				(select count(*) from unnest(string_to_array(?, E'\n')) w where a.search @@ to_tsquery('simple', w)) as words
		) l
		where a.public and a.open and a.place_code between ? and ?
			-- what an index can answer, before the words are counted one by one
			and (a.search @@ to_tsquery('simple', ?) or a.category_code = ? and a.place_code between ? and ?)
			and (l.same and (l.near or l.words > 0) or l.near and l.words > 1)
		order by (l.same)::int * 2 + (l.near)::int + (l.beside)::int * 2 + l.words desc, a.voices desc, a.id desc
		limit ?`, form.Category, nearLo, nearHi, form.Lat, form.Lon, strings.Join(words, "\n"), lo, hi,
			strings.Join(words, " | "), form.Category, nearLo, nearHi, mostSimilar)
	})
	if errors.Is(err, ErrSearchBusy) { // the way to filing does not end here
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("similar appeals: %w", err)
	}
	return cards, nil
}
