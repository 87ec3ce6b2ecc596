package concrete

import "testing"

func BenchmarkRead(b *testing.B) {
	all := corpus(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Read(all[i%len(all)].answer)
	}
}
