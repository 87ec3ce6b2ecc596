// Bundle joins and minifies the style sheets and the script into dist/, which
// is committed, so that a build needs nothing but Go. Run by go generate; the
// same sources always give the same bytes, so a check can assert no difference.
package main

import (
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"jauap/static"
)

func main() {
	log.SetFlags(0)
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)

	// Vendored parts lie in a layer: where our own rules meet them, ours win.
	vendored := append([]byte("@layer ds {\n"), join("vendor/*/*.css")...)
	styles := append(append(vendored, "}\n"...), join("css/*.css")...)
	write(m, "text/css", "app.css", pictures.ReplaceAllFunc(styles, address))
	write(m, "text/javascript", "app.js", join("js/*.js"))

	// Scripts of single pages, each a file of its own.
	pages, err := filepath.Glob("js/pages/*.js")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range pages {
		write(m, "text/javascript", filepath.Base(name), join(name))
	}
}

// pictures are those that a style sheet shows: url(img/ornament.svg).
var pictures = regexp.MustCompile(`url\(img/[a-z0-9.-]+\)`)

// address puts the hashed name of a picture in its place.
func address(url []byte) []byte {
	name := strings.TrimSuffix(strings.TrimPrefix(string(url), "url(img/"), ")")
	return []byte("url(" + static.URL(name) + ")")
}

// join reads the files of a pattern, in the order of their names.
func join(pattern string) []byte {
	names, err := filepath.Glob(pattern)
	if err != nil {
		log.Fatal(err)
	}
	var all []byte
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		all = append(append(all, text...), '\n')
	}
	return all
}

// write puts the minified text into the folder named on the command line, or dist.
func write(m *minify.M, mediaType, name string, text []byte) {
	small, err := m.Bytes(mediaType, text)
	if err != nil {
		log.Fatalf("%s: %v", name, err)
	}
	folder := "dist"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := os.WriteFile(filepath.Join(folder, name), append(small, '\n'), 0o644); err != nil {
		log.Fatal(err)
	}
}
