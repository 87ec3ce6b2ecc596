package vote

import (
	"strconv"
	"strings"
)

// positions formats choices as an SQL array.
func positions(choices []int) string {
	texts := make([]string, len(choices))
	for i, c := range choices {
		texts[i] = strconv.Itoa(c)
	}
	return "{" + strings.Join(texts, ",") + "}"
}

// parsePositions parses numbers separated by commas.
func parsePositions(s string) (list []int) {
	for text := range strings.SplitSeq(s, ",") {
		if n, err := strconv.Atoi(text); err == nil {
			list = append(list, n)
		}
	}
	return list
}

// fromOne converts indexes to positions.
func fromOne(indexes []int) []int {
	list := make([]int, len(indexes))
	for i, n := range indexes {
		list[i] = n + 1
	}
	return list
}
