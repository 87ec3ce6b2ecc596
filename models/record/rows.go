package record

import (
	"cmp"
	"slices"
)

// SumOf returns the sum of rows of a record.
func SumOf(rows []RecordRow) (sum Counts) {
	for _, r := range rows {
		sum = sum.Plus(r.Counts)
	}
	return sum
}

// byQuarter sums sorted rows by quarter, with zero rows for quarters without any.
func byQuarter(rows []RecordRow) (list []RecordRow) {
	for _, r := range rows {
		for len(list) > 0 && list[len(list)-1].Quarter.Before(r.Quarter) {
			list = append(list, RecordRow{Quarter: list[len(list)-1].Quarter.Add(1)})
		}
		if len(list) == 0 {
			list = append(list, RecordRow{Quarter: r.Quarter})
		}
		last := &list[len(list)-1]
		last.Counts = last.Plus(r.Counts)
	}
	return list
}

// byCategory sums rows by category, those with most appeals first.
func byCategory(rows []RecordRow) (list []RecordRow) {
	for _, r := range rows {
		i := slices.IndexFunc(list, func(c RecordRow) bool { return c.Category == r.Category })
		if i < 0 {
			i = len(list)
			list = append(list, RecordRow{Category: r.Category})
		}
		list[i].Counts = list[i].Plus(r.Counts)
	}
	slices.SortFunc(list, func(a, b RecordRow) int {
		return cmp.Or(cmp.Compare(b.Appeals, a.Appeals), cmp.Compare(a.Category, b.Category))
	})
	return list
}
