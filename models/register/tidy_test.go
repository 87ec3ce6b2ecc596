package register

import (
	"os"
	"path/filepath"
	"testing"
)

// TestImportTidies: texts of a register are tidied like those of a form.
func TestImportTidies(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	file := filepath.Join(t.TempDir(), "register.csv")
	row := func(number, title, text string) string {
		return number + ",2026-03-02,complaint,roads,616030100,\"" + title + "\",\"" + text + "\",,,\n"
	}
	content := registerHeader + row("B-1", "\u200b\u3164\u2800", "\u2800\u2800") + row("B-2", "Жол \u202eнашар", "контеи\u0306нер")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	report := importRegister(t, s, file, AppealsImport{})
	if report.Added != 1 || len(report.Problems) != 1 {
		t.Fatalf("%+v", report)
	}
	var got struct{ Title, Body string }
	if err := s.db.ReadOne(t.Context(), &got, `select title, text as body from appeals where register_no = 'B-2'`); err != nil || got.Title != "Жол нашар" || got.Body != "контейнер" {
		t.Errorf("stored: %q %q %v", got.Title, got.Body, err)
	}
}
