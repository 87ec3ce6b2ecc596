package embedded

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	found := []programs{
		{dir: "/cache/15/bin", major: 15, chosen: true},
		{dir: "/usr/lib/postgresql/14/bin", major: 14},
		{dir: "/usr/lib/postgresql/15/bin", major: 15},
		{dir: "/usr/lib/postgresql/17/bin", major: 17},
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "pg"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		found []programs
		major int
		last  string // content of postmaster.opts
		want  string
	}{
		{"new cluster: fetched on purpose", found, 0, "", "/cache/15/bin"},
		{"new cluster: newest", found[1:], 0, "", "/usr/lib/postgresql/17/bin"},
		{"existing cluster: its major", found, 14, "", "/usr/lib/postgresql/14/bin"},
		{"existing cluster: first of its major", found, 15, "", "/cache/15/bin"},
		{"existing cluster: those that ran it", found, 15, "/usr/lib/postgresql/15/bin/postgres \"-D\" \"x\"", "/usr/lib/postgresql/15/bin"},
		{"existing cluster: those that ran it have gone", found, 15, "/gone/postgres \"-D\" \"x\"", "/cache/15/bin"},
	} {
		if err := os.WriteFile(filepath.Join(dir, "pg", "postmaster.opts"), []byte(test.last), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := choose(test.found, dir, test.major)
		if err != nil || got.dir != test.want {
			t.Errorf("%s: %v, %v; want %s", test.name, got, err, test.want)
		}
	}
	_, err := choose(found, dir, 16)
	var other *MajorError
	if !errors.As(err, &other) || !strings.Contains(err.Error(), "PostgreSQL 16") || !strings.Contains(err.Error(), "17 in /usr/lib/postgresql/17/bin") {
		t.Errorf("16: %v", err)
	}
}

// TestInspect runs programs that print versions as PostgreSQL does.
func TestInspect(t *testing.T) {
	for answer, want := range map[string]int{
		"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)": 15,
		"postgres (PostgreSQL) 18beta1":                        18,
		"postgres (PostgreSQL) 13.9":                           0, // too old
		"something else":                                       0,
	} {
		dir := t.TempDir()
		for _, name := range []string{"postgres", "initdb"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho '"+answer+"'\n"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		p, ok := inspect(t.Context(), dir)
		if ok != (want != 0) || ok && p.major != want {
			t.Errorf("%s: %d, %v; want %d", answer, p.major, ok, want)
		}
	}
}

// TestMissingIsOneScreen checks that the error names the places searched and every remedy, on one screen.
func TestMissingIsOneScreen(t *testing.T) {
	for name, attempt := range map[string]error{"not tried": nil, "tried": errors.New("apt-get update: exit status 100: no network")} {
		text := (&MissingError{Attempt: attempt}).Error()
		for _, want := range []string{"DATABASE_URL", "PG_BINDIR", "apt-get install postgresql", "dnf install", "apk add", "brew install", "jauap db fetch"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in:\n%s", name, want, text)
			}
		}
		lines := strings.Split(text, "\n")
		if len(lines) > 20 {
			t.Errorf("%s: %d lines", name, len(lines))
		}
		if claims := strings.Contains(text, "Nothing was changed"); claims != (attempt == nil) {
			t.Errorf("%s: claims that nothing was changed: %v", name, claims)
		}
	}
}
