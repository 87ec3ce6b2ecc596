package text

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"Әкімдік":            "акимдик",
		"ҒАЛЫМ Қала Көң":     "галым кала кон",
		"Өтініш, ұсыныс, үн": "отиниш, усыныс, ун",
		"Шаһар":              "шахар",
		"Жолдың йоды, ёлка":  "жолдын йоды, елка",
		"Café Şymkent Ğ 41":  "cafe symkent g 41",
		"":                   "",
	} {
		if got := Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
	}
}

// The database folds with translate(), which drops letters without a replacement.
func TestFoldTablesMatch(t *testing.T) {
	if from, to := utf8.RuneCountInString(foldFrom), utf8.RuneCountInString(foldTo); from != to {
		t.Fatalf("%d letters have %d replacements", from, to)
	}
	if got := Fold(foldFrom); got != foldTo {
		t.Errorf("Fold(foldFrom) = %q, want %q", got, foldTo)
	}
	if got := Fold(foldTo); got != foldTo {
		t.Errorf("folding again changes %q to %q", foldTo, got)
	}
}
