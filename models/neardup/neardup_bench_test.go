package neardup

import "testing"

func BenchmarkBands(b *testing.B) {
	answers := independent(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ShinglesOf(answers[i%len(answers)]).Bands(1)
	}
}
