package trust

// Agreement returns Krippendorff's alpha for nominal judgements: 1 if jurors always agree, 0 if
// they agree as often as by chance. Each unit holds the judgements of one answer; an answer with
// fewer than two is ignored. ok is false if fewer than two answers can be compared or if all
// judgements are equal.
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
