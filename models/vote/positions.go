package vote

import (
	"strconv"
	"strings"
)

// positions returns choices as the text of an SQL array.
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
