package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// law lists the packages of the project that a package may import. DO NOT CHANGE IT TO
// MAKE A BUILD PASS: the design is one direction, handlers → views → models.
// A package that is missing here may import none of the project.
var law = map[string][]string{
	".":                         {"handlers", "handlers/jobs", "models", "models/account", "models/admin", "models/database", "models/demo", "models/mail", "models/record", "models/register", "models/secret", "models/tally"},
	"handlers":                  {"models", "models/account", "models/admin", "models/calendar", "models/database", "models/mail", "models/notice", "models/record", "models/secret", "models/text", "models/vote", "static", "views/account", "views/admin", "views/appeals", "views/desk", "views/dev", "views/filing", "views/i18n", "views/mail", "views/moderation", "views/parts", "views/paths", "views/places", "views/record", "views/texts", "views/votes", "views/works"},
	"handlers/jobs":             {"models", "models/account", "models/database", "models/mail", "models/notice", "models/record", "models/vote", "views/i18n", "views/mail", "views/parts", "views/paths"},
	"views/i18n":                {"models/calendar"}, // one definition of the time zone of Kazakhstan
	"views/paths":               {"models", "models/record", "views/i18n"},
	"views/parts":               {"models", "models/calendar", "models/concrete", "models/notice", "models/record", "models/screen", "models/text", "static", "views/i18n", "views/paths"},
	"views/appeals":             {"models", "models/calendar", "models/record", "models/text", "views/i18n", "views/parts", "views/paths"},
	"views/filing":              {"models", "models/calendar", "models/record", "views/i18n", "views/parts", "views/paths"},
	"views/votes":               {"models", "models/calendar", "models/vote", "views/i18n", "views/parts", "views/paths"},
	"views/works":               {"models", "models/calendar", "models/text", "views/i18n", "views/parts", "views/paths"},
	"views/places":              {"models", "models/calendar", "models/record", "models/text", "models/trust", "views/i18n", "views/parts", "views/paths"},
	"views/record":              {"models", "models/calendar", "models/record", "models/trust", "views/i18n", "views/parts", "views/paths"},
	"views/desk":                {"models", "models/calendar", "models/concrete", "views/appeals", "views/i18n", "views/parts", "views/paths"},
	"views/moderation":          {"models", "models/calendar", "models/screen", "views/i18n", "views/parts", "views/paths"},
	"views/admin":               {"models", "models/admin", "models/calendar", "models/notice", "models/screen", "views/i18n", "views/parts", "views/paths"},
	"views/account":             {"models", "models/account", "models/calendar", "models/notice", "views/appeals", "views/i18n", "views/parts", "views/paths"},
	"views/texts":               {"models", "models/calendar", "models/concrete", "models/neardup", "views/i18n", "views/parts", "views/paths"},
	"views/dev":                 {"models", "models/calendar", "views/i18n", "views/parts", "views/paths"},
	"views/viewtest":            {"models", "models/calendar", "views/i18n", "views/parts"},
	"models":                    {"models/calendar", "models/concrete", "models/database", "models/mailbox", "models/media", "models/screen", "models/secret", "models/text", "models/neardup"},
	"models/record":             {"models", "models/calendar", "models/database", "models/trust"},
	"models/register":           {"models", "models/calendar", "models/database", "models/screen", "models/sheet", "models/text"},
	"models/vote":               {"models", "models/calendar", "models/database", "models/screen", "models/secret", "models/tally"},
	"models/notice":             {"models", "models/calendar", "models/database", "models/secret"},
	"models/account":            {"models", "models/database", "models/mailbox", "models/screen", "models/secret", "models/text"},
	"models/admin":              {"models", "models/account", "models/calendar", "models/database", "models/screen", "models/text"},
	"models/media":              {"models/media/jpeg"}, // the copy of Go's decoder that reads at a scale
	"static/bundle":             {"static"},
	"views/mail":                {"models", "models/account", "models/calendar", "models/notice", "views/i18n", "views/parts", "views/paths"},
	"models/demo":               {"models", "models/account", "models/calendar", "models/demo/draw", "models/record", "models/register", "models/village", "models/vote"},
	"models/concrete":           {"models/text"}, // reads words however they are spelled: the folding of letters must be the same everywhere
	"models/screen":             {"models/text"}, // the same
	"models/neardup":            {"models/text"}, // the same
	"models/database":           {"models/database/embedded"},
	"models/database/dbtest":    {"models/database", "models/database/embedded"},
	"models/modelstest":         {"models", "models/calendar", "models/database", "models/database/dbtest", "models/modelstest/village", "models/village"},
	"models/modelstest/village": {"models/village"}, // the SQL of tests; the program links models/village only
}

// lawOfTests lists the packages that test files may import in addition.
var lawOfTests = []string{"models/concrete", "models/database/dbtest", "models/demo", "models", "models/calendar", "models/database", "models/mail", "models/secret", "views/i18n", "views/parts", "views/paths", "views/viewtest", "handlers", "handlers/jobs", "models/modelstest", "models/modelstest/village", "models/village", "models/account", "models/admin", "models/notice", "models/record", "models/register", "models/tally", "models/vote"}

// never lists packages from outside that a part of the project must not import.
var never = map[string][]string{
	"handlers": {"gorm.io/gorm", "github.com/jackc/pgx/v5"},
	"models":   {"github.com/labstack/echo/v4", "github.com/a-h/templ"},
}

func TestImports(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "data" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(path))
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if slices.Contains(never[room], imported) && !strings.HasSuffix(path, "_test.go") {
				t.Errorf("%s imports %s, which %s must not know", path, imported, room)
			}
			house, ours := strings.CutPrefix(imported, "jauap/")
			if !ours || slices.Contains(law[room], house) {
				continue
			}
			if strings.HasSuffix(path, "_test.go") && (slices.Contains(lawOfTests, house) || house == room) {
				continue
			}
			t.Errorf("%s imports %s: not allowed by the import law", path, house)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
