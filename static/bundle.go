//go:build ignore

// Bundle joins and minifies the style sheets and the script into dist/, which
// is committed, so that a build needs nothing but Go. Run by go generate; the
// same sources always give the same bytes, so a check can assert no difference.
package main

import (
	"bytes"
	"log"
	"os"
	"path/filepath"
	"sort"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

func main() {
	log.SetFlags(0)
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)

	// Our own rules come last and outside any layer: where they meet a vendored
	// part, they win. Within a folder the order is that of the names.
	styles := append(glob("vendor/*/*.css"), glob("css/*.css")...)
	write(m, "text/css", "dist/app.css", styles)
	write(m, "text/javascript", "dist/app.js", glob("js/*.js"))
}

func glob(pattern string) []string {
	names, err := filepath.Glob(pattern)
	if err != nil {
		log.Fatal(err)
	}
	sort.Strings(names)
	return names
}

func write(m *minify.M, mediaType, target string, sources []string) {
	var all bytes.Buffer
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			log.Fatal(err)
		}
		all.Write(text)
		all.WriteByte('\n')
	}
	small, err := m.Bytes(mediaType, all.Bytes())
	if err != nil {
		log.Fatalf("%s: %v", target, err)
	}
	if err := os.WriteFile(target, append(small, '\n'), 0o644); err != nil {
		log.Fatal(err)
	}
}
