package record

import (
	"testing"

	"jauap/models/modelstest"
)

// BenchmarkRecountFigures counts a whole country.
func BenchmarkRecountFigures(b *testing.B) {
	s := New(modelstest.Country(b))
	for b.Loop() {
		if err := s.RecountFigures(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRecountRecords counts a whole country without changes.
func BenchmarkRecountRecords(b *testing.B) {
	s := New(modelstest.Country(b))
	for b.Loop() {
		if err := s.RecountRecords(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompare reads one page of 2,200 rural bodies that share all appeals.
func BenchmarkCompare(b *testing.B) {
	s := New(modelstest.Country(b))
	if err := s.core.EnsureBodies(b.Context()); err != nil {
		b.Fatal(err)
	}
	for _, statement := range []string{
		`update appeals a set body_id = b.id from bodies b where b.level = 3 and b.place_code = left(a.place_code, 6) || '000'`,
		`update answers w set body_id = a.body_id, concreteness = w.id % 9, workdays = w.id % 20 from appeals a where a.id = w.appeal_id`,
	} {
		if _, err := s.db.Exec(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.RecountRecords(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := s.Compare(b.Context(), CompareFilter{Level: 3}); err != nil {
			b.Fatal(err)
		}
	}
}
