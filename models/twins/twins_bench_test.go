package twins

import "testing"

func BenchmarkBands(b *testing.B) {
	answers := written(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Of(answers[i%len(answers)]).Bands(1)
	}
}
