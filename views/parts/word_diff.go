package parts

import "strings"

// change is a run of words that were kept, removed or added.
type change struct {
	Kind string // "", "del", "ins"
	Text string
}

// mostWords is the maximum number of words on each side that are compared. Longer texts are shown
// as replaced, because the comparison takes time and memory proportional to the product of both.
const mostWords = 800

// wordDiff returns the changes from one text to another, word by word.
func wordDiff(before, after string) []change {
	a, b := strings.Fields(before), strings.Fields(after)
	if len(a) > mostWords || len(b) > mostWords {
		return joined([]change{{"del", before}, {"ins", after}})
	}
	// common[i][j] is the length of the longest common subsequence of a[i:] and b[j:]
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var changes []change
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			changes = append(changes, change{"", a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			changes = append(changes, change{"del", a[i]})
			i++
		default:
			changes = append(changes, change{"ins", b[j]})
			j++
		}
	}
	return joined(changes)
}

// joined merges adjacent changes of one kind and drops empty ones.
func joined(changes []change) (runs []change) {
	for _, c := range changes {
		switch last := len(runs) - 1; {
		case c.Text == "":
		case last >= 0 && runs[last].Kind == c.Kind:
			runs[last].Text += " " + c.Text
		default:
			runs = append(runs, c)
		}
	}
	return runs
}
