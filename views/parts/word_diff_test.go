package parts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordDiff(t *testing.T) {
	long := strings.Repeat("сөз ", mostWords+1)
	for _, test := range []struct {
		before, after string
		want          []change
	}{
		{"", "", nil},
		{"жол жамалды", "жол жамалды", []change{{"", "жол жамалды"}}},
		{"", "жаңа", []change{{"ins", "жаңа"}}},
		{"ескі", "", []change{{"del", "ескі"}}},
		{"жол ертең жамалады", "жол бүгін кешке жамалады", []change{{"", "жол"}, {"del", "ертең"}, {"ins", "бүгін кешке"}, {"", "жамалады"}}},
		{long, "сөз", []change{{"del", long}, {"ins", "сөз"}}},
	} {
		if diff := cmp.Diff(test.want, wordDiff(test.before, test.after)); diff != "" {
			t.Errorf("%.20q -> %.20q (-want +got):\n%s", test.before, test.after, diff)
		}
	}
}
