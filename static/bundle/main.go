// Bundle joins and minifies the style sheets and scripts into dist/. go generate runs it. The files
// in dist/ are committed, so that a build needs only Go; the same sources always give the same
// bytes, so a test can compare them.
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

	// The vendored components are in a cascade layer: rules outside of a layer override them.
	vendored := append([]byte("@layer ds {\n"), join("vendor/*/*.css")...)
	styles := append(append(vendored, "}\n"...), join(cascade...)...)
	write(m, "text/css", "app.css", imageURL.ReplaceAllFunc(styles, hashedURL))
	write(m, "text/javascript", "app.js", join("js/*.js"))

	// A script of a single page is a file of its own.
	pages, err := filepath.Glob("js/pages/*.js")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range pages {
		write(m, "text/javascript", filepath.Base(name), join(name))
	}
}

// cascade lists the style sheets in their order in the bundle: a later file overrides an earlier
// one.
var cascade = []string{
	"css/theme.css", "css/base.css", "css/layout.css", "css/part-*.css", "css/page-*.css", "css/print.css",
}

// imageURL matches the address of a picture in a style sheet, such as url(img/ornament.svg).
var imageURL = regexp.MustCompile(`url\(img/[a-z0-9.-]+\)`)

// hashedURL replaces the address of a picture by the one that holds the hash of its content.
func hashedURL(url []byte) []byte {
	name := strings.TrimSuffix(strings.TrimPrefix(string(url), "url(img/"), ")")
	return []byte("url(" + static.URL(name) + ")")
}

// join returns the joined files of the patterns, the files of one pattern in the order of their
// names. A pattern without files is an error.
func join(patterns ...string) []byte {
	var all []byte
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			log.Fatal(err)
		}
		if len(names) == 0 {
			log.Fatalf("no files match %s", pattern)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				log.Fatal(err)
			}
			all = append(append(all, text...), '\n')
		}
	}
	return all
}

// write minifies the text and writes it to dist, or to the folder named on the command line.
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
