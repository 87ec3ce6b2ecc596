package trust

// Agreement is Krippendorff's alpha of nominal judgements: 1 where jurors agree always, 0 where
// they agree as often as chance would make them. Each unit holds the judgements of one answer;
// an answer with fewer than two tells nothing. False where there are no two answers to compare
// or all judgements are the same, so that there is nothing to agree about.
func Agreement[T comparable](units [][]T) (alpha float64, ok bool) {
	var judgements, differ float64
	total := map[T]float64{}
	for _, unit := range units {
		n := float64(len(unit))
		if n < 2 {
			continue
		}
		judgements += n
		same := map[T]float64{}
		for _, value := range unit {
			same[value]++
			total[value]++
		}
		differ += n * n / (n - 1)
		for _, k := range same {
			differ -= k * k / (n - 1)
		}
	}
	expected := judgements * judgements
	for _, k := range total {
		expected -= k * k
	}
	if expected <= 0 {
		return 0, false
	}
	return 1 - (judgements-1)*differ/expected, true
}
