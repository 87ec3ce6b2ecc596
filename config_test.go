package main

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestReadmeListsSettings checks that the README has each setting with its default and
// description.
func TestReadmeListsSettings(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for field := range reflect.TypeFor[Config]().Fields() {
		name, preset := field.Tag.Get("env"), field.Tag.Get("envDefault")
		if name == "" {
			continue
		}
		if preset != "" {
			preset = "`" + preset + "`"
		}
		line := "| `" + name + "` | " + preset + " | " + strings.ReplaceAll(field.Tag.Get("help"), "<", "&lt;") + " |"
		if !strings.Contains(string(readme), line+"\n") {
			t.Errorf("the README lacks the line %s", line)
		}
	}
}
