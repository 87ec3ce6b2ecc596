package models

import "testing"

// BenchmarkBoard reads a page of the board of a whole country, as each of its
// filters asks for it.
func BenchmarkBoard(b *testing.B) {
	s := country(b)
	newest, err := s.Appeals(b.Context(), AppealFilter{})
	if err != nil {
		b.Fatal(err)
	}
	for name, filter := range map[string]AppealFilter{
		"newest":      {},
		"next page":   {After: newest.Next},
		"oblast":      {Place: "150000000"},
		"village":     {Place: newest.Cards[0].PlaceCode},
		"no such":     {Category: "school"},
		"overdue":     {Overdue: true, Sort: WaitingMost},
		"voices":      {Sort: MostVoices, Status: Answered},
		"search all":  {Query: "шұңқыр"},
		"search some": {Query: "үй4711"},
		"search none": {Query: "керуен"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Appeals(b.Context(), filter); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFindPlaces(b *testing.B) {
	s := country(b)
	for b.Loop() {
		if _, err := s.FindPlaces(b.Context(), "аудан 1012", 8); err != nil {
			b.Fatal(err)
		}
	}
}
