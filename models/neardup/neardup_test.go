package neardup

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// groups reads the labelled groups of near duplicates.
func groups(t testing.TB) (all [][]string) {
	t.Helper()
	content, err := os.ReadFile("testdata/near_duplicates.txt")
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq(string(content), "\n\n") {
		var group []string
		for line := range strings.SplitSeq(part, "\n") {
			if line != "" && !strings.HasPrefix(line, "#") {
				group = append(group, line)
			}
		}
		all = append(all, group)
	}
	return all
}

// independent returns answers that were written for their own appeals: those labelled concrete.
func independent(t testing.TB) (all []string) {
	t.Helper()
	for _, lang := range []string{"kk", "ru"} {
		content, err := os.ReadFile("../concrete/testdata/answers." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		concrete := false
		for line := range strings.SplitSeq(string(content), "\n") {
			if head, ok := strings.CutPrefix(line, "== "); ok {
				concrete = strings.Contains(head, " concrete ")
			} else if text, ok := strings.CutPrefix(line, "a: "); ok && concrete {
				all = append(all, text)
			}
		}
	}
	return all
}

// The threshold separates near duplicates from answers that were written for their own appeals.
func TestThreshold(t *testing.T) {
	lowestCopy, highestOther := 1.0, 0.0
	for _, group := range groups(t) {
		for i, a := range group {
			for _, b := range group[:i] {
				s := ShinglesOf(a).Similarity(ShinglesOf(b))
				lowestCopy = min(lowestCopy, s)
				if s < Threshold {
					t.Errorf("near duplicates have a similarity of only %.2f:\n%s\n%s", s, a, b)
				}
			}
		}
	}
	answers, pairs := independent(t), 0
	other := func(a, b string) {
		pairs++
		s := ShinglesOf(a).Similarity(ShinglesOf(b))
		highestOther = max(highestOther, s)
		if s > 0.2 {
			t.Errorf("independent answers have a similarity of %.2f:\n%s\n%s", s, a, b)
		}
	}
	for i, a := range answers {
		for _, b := range answers[:i] {
			other(a, b)
		}
	}
	all := groups(t)
	for i, group := range all {
		for _, earlier := range all[:i] {
			for _, a := range group {
				for _, b := range earlier {
					other(a, b)
				}
			}
		}
	}
	t.Logf("near duplicates: at least %.2f; %d independent pairs: at most %.2f", lowestCopy, pairs, highestOther)
}

func TestShortAnswersAreNotComparable(t *testing.T) {
	for _, s := range []string{"", "Өтінішіңіз қаралды.", "Спасибо за обращение! Информация принята.", "Абай көшесі 12, 14, 16, 18, 20, 22"} {
		if p := ShinglesOf(s); p.Comparable() || p.Bands(1) != nil {
			t.Errorf("%q is comparable with %d shingles", s, len(p))
		}
	}
}

func TestMasked(t *testing.T) {
	for s, want := range map[string]string{
		"Құрметті Айдос! Абай көшесіндегі шам 12 мамырда ауысты.":     "кошесиндеги шам ауысты",
		"Ремонт по улице Абая, дом 5 выполнен ТОО «Строй Сервис-1».":  "ремонт по улице дом выполнен",
		"Шам жанды. Кодекстің 76-бабына сәйкес шағымдануға құқылысыз": "шам жанды",
	} {
		if got := strings.Join(masked(s), " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", s, got, want)
		}
	}
}

// Bands find the labelled near duplicates, and never those of another body.
func TestBands(t *testing.T) {
	found, all := 0, 0
	for _, group := range groups(t) {
		for i, a := range group {
			for _, b := range group[:i] {
				all++
				if shares(ShinglesOf(a).Bands(1), ShinglesOf(b).Bands(1)) {
					found++
				}
				if shares(ShinglesOf(a).Bands(1), ShinglesOf(a).Bands(2)) {
					t.Errorf("answers of two bodies share a band: %s", a)
				}
			}
		}
	}
	t.Logf("bands find %d of %d near duplicates", found, all)
	if found*10 < all*9 {
		t.Errorf("bands find %d of %d near duplicates, want 90 %%", found, all)
	}
}

func shares(a, b []int64) bool {
	return slices.ContainsFunc(a, func(band int64) bool { return slices.Contains(b, band) })
}
