package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// realTime marks a line of a test that may wait, with the reason after it: the test waits
// for another process or a browser. No test may read the time.
const realTime = "// real time: "

// TestNoTestReadsTheRealClock fails for each test that depends on the day it runs on.
// One did, and failed every Monday from 00:00 to 09:00 in Almaty. A Store in a test has
// a fixed clock (Store.At); models.SystemClock is for the program alone.
func TestNoTestReadsTheRealClock(t *testing.T) {
	readers := map[string][]string{"time": {"Now", "Since", "Until", "Sleep", "After", "Tick"}, "models": {"SystemClock"}}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (path != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "data") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") && !strings.HasPrefix(filepath.ToSlash(path), "models/modelstest/") || filepath.Ext(path) != ".go" {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		excused := map[int]bool{}
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if strings.HasPrefix(comment.Text, realTime) {
					excused[files.Position(comment.Pos()).Line] = true
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := call.X.(*ast.Ident)
			if !ok || pkg.Obj != nil || !slices.Contains(readers[pkg.Name], call.Sel.Name) {
				return true
			}
			waits := slices.Contains([]string{"Sleep", "After", "Tick"}, call.Sel.Name)
			if at := files.Position(call.Pos()); !waits || !excused[at.Line] {
				t.Errorf("%s: %s.%s uses the real clock; take the time from the Store. Only a wait for another process may end the line with %q and the reason", at, pkg.Name, call.Sel.Name, realTime)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
