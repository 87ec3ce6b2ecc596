package i18n

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// root is the directory of the module, relative to this package.
const root = "../.."

// sources returns the hand-written files under root that end in one of the suffixes, by path.
func sources(t *testing.T, root string, suffixes ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") && name != ".." || name == "node_modules" || name == "vendor" || name == "testdata" || name == "data") {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, "_templ.go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		if slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(name, s) }) {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files[path] = string(text)
		}
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

var (
	keyLiteral = regexp.MustCompile("[\"`]([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*)[\"`]")
	keyCall    = regexp.MustCompile(`\bi18n\.[TN]\(\s*[^,()]+(?:\(\))?,\s*"([^"]*)"\s*([,)+])`)
)

// An unused word would be translated and reviewed for nothing.
func TestEveryKeyIsUsed(t *testing.T) {
	if len(sources(t, filepath.Join(root, "views"), ".templ")) == 0 {
		t.Skip("there are no pages yet")
	}
	used := map[string]bool{}
	for _, text := range sources(t, root, ".go", ".templ") {
		for _, m := range keyLiteral.FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
		}
	}
	unused := map[string][]string{} // by area
	for key := range words.files[KK] {
		inFamily := slices.ContainsFunc(families, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
		if !used[key] && !inFamily {
			area, _, _ := strings.Cut(key, ".")
			unused[area] = append(unused[area], key)
		}
	}
	for area, keys := range unused {
		t.Run(area, func(t *testing.T) {
			slices.Sort(keys)
			t.Errorf("no .go or .templ file uses %s", strings.Join(keys, ", "))
		})
	}
}

// Every key that a page uses is in the locale files, and every key that it builds belongs to a
// family.
func TestEveryUsedKeyExists(t *testing.T) {
	for path, text := range sources(t, root, ".go", ".templ") {
		for _, m := range keyCall.FindAllStringSubmatch(text, -1) {
			key, next := m[1], m[2]
			switch {
			case next == "+" && !slices.Contains(families, key):
				t.Errorf("%s builds a key from %q, which is not in families", path, key)
			case next != "+" && !Has(KK, key):
				t.Errorf("%s uses %q, which is in no locale file", path, key)
			}
		}
	}
}

// brand is the only word in templates: it is the same in every language.
const brand = "Жауап"

// Words for users are in the locale files only: no Go string of a view or a handler has Cyrillic
// letters.
func TestNoWordsInGo(t *testing.T) {
	for _, dir := range []string{"views", "handlers"} {
		for path, text := range sources(t, filepath.Join(root, dir), ".go") {
			for _, literal := range cyrillicLiterals([]byte(text)) {
				t.Errorf("%s contains %s: move it to a locale file", path, literal)
			}
		}
	}
}

// cyrillicLiterals returns the string literals of a Go file that contain Cyrillic letters.
func cyrillicLiterals(src []byte) []string {
	var found []string
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(src)), src, nil, 0)
	for {
		_, tok, literal := s.Scan()
		if tok == token.EOF {
			return found
		}
		if tok != token.STRING && tok != token.CHAR {
			continue
		}
		value, err := strconv.Unquote(literal)
		if err == nil && strings.IndexFunc(strings.ReplaceAll(value, brand, ""), isCyrillic) >= 0 {
			found = append(found, literal)
		}
	}
}

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

func TestScans(t *testing.T) {
	if got := keyCall.FindStringSubmatch(`{ i18n.T(ctx, "board.title") }`); got == nil || got[1] != "board.title" || got[2] != ")" {
		t.Errorf("keyCall finds %q", got)
	}
	if got := keyCall.FindStringSubmatch(`i18n.N(c.Request().Context(), "board.found", n)`); got != nil && got[1] != "board.found" {
		t.Errorf("keyCall finds %q", got)
	}
	if got := keyCall.FindStringSubmatch(`i18n.T(ctx, "colour."+c)`); got == nil || got[2] != "+" {
		t.Errorf("keyCall finds %q", got)
	}
	src := "package p // пікір\nconst a, b, c = \"Жауап\", \"Басты бет\", 'қ'\n"
	if got := cyrillicLiterals([]byte(src)); !slices.Equal(got, []string{`"Басты бет"`, `'қ'`}) {
		t.Errorf("cyrillicLiterals finds %q", got)
	}
}
