package sheet

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRejectsCanBeReadAgain(t *testing.T) {
	table, err := Open(write(t, "x.csv", []byte("a,b\n=HYPERLINK(1),\"қ, \"\"z\"\"\"\n")), letters)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	name := filepath.Join(t.TempDir(), "x.rejected.csv")
	rejects := NewRejects(name, []string{"a", "b"})
	for row, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if err := rejects.Add(row, "no"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(name); err == nil {
		t.Error("the file exists before Close")
	}
	if err := rejects.Close(); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(name)
	if want := "\ufeffa,b,row,reason\n'=HYPERLINK(1),\"қ, \"\"z\"\"\",2,no\n"; string(content) != want {
		t.Errorf("got %q\nwant %q", content, want)
	}
	lines, err := readAll(name)
	if err != nil || len(lines) != 1 || lines[0] != (line{2, "=HYPERLINK(1)", `қ, "z"`, ""}) {
		t.Error(lines, err)
	}
}

func TestNoFileWithoutRejects(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.csv")
	if err := NewRejects(name, []string{"a"}).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Error(err)
	}
}
