// Package static holds the files that a browser asks for beside the pages: one
// style sheet, one script, the icons and pictures of the design.
//
// They are embedded in the program. The name of each carries a hash of its
// content, so that a browser may keep it for ever and a changed file is a new
// address. Texts are compressed once, when the program starts.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:generate go run ./bundle

//go:embed dist img icon
var files embed.FS

// Asset is one file as it is served.
type Asset struct {
	ContentType string
	ETag        string // of the plain form, in quotes
	Immutable   bool   // its address changes with its content
	Plain       []byte
	Gzip        []byte // nil where compressing saves nothing
	Brotli      []byte // nil where compressing saves nothing
}

// contentTypes are written out because the table of the mime package depends
// on the machine that the program runs on.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".jpg": "image/jpeg",
	".ico": "image/x-icon",
}

// assets by the path that a browser asks for; urls by the name that a page
// asks for ("app.css").
var assets, urls = load()

// load reads the embedded folders. The files of icon/ keep their names, since
// browsers and telephones look for them at fixed addresses.
func load() (assets map[string]Asset, urls map[string]string) {
	assets, urls = map[string]Asset{}, map[string]string{}
	err := fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := files.ReadFile(file)
		if err != nil {
			return err
		}
		folder, name := path.Split(file)
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:4])
		url := "/" + name
		if folder != "icon/" {
			url = "/static/" + hashed(name, hash)
		}
		if _, twice := urls[name]; twice {
			return fmt.Errorf("two files are called %s", name)
		}
		a := Asset{
			ContentType: contentTypes[path.Ext(name)],
			ETag:        `"` + hash + `"`,
			Immutable:   folder != "icon/",
			Plain:       content,
		}
		if a.ContentType == "" {
			return fmt.Errorf("no content type for %s", file)
		}
		a.Gzip, a.Brotli = compress(a.ContentType, content)
		assets[url], urls[name] = a, url
		return nil
	})
	if err != nil {
		panic("static: " + err.Error()) // a mistake of the build, not of the day
	}
	return assets, urls
}

// hashed puts the hash before the ending: app.css, app.3f9c21ab.css.
func hashed(name, hash string) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hash + ext
}

// URL returns the address of a file, such as /static/app.3f9c21ab.css for
// "app.css". It panics on a name that is not there, so that any test that
// renders the page finds the slip.
func URL(name string) string {
	url, ok := urls[name]
	if !ok {
		panic("static: no file called " + name)
	}
	return url
}

// Lookup finds the file served at a path. It is a map: a path cannot climb out.
func Lookup(path string) (Asset, bool) {
	a, ok := assets[path]
	return a, ok
}

// FixedPaths lists the paths outside /static/ that Handler answers:
// /favicon.ico and its like.
func FixedPaths() []string {
	var paths []string
	for url := range assets {
		if !strings.HasPrefix(url, "/static/") {
			paths = append(paths, url)
		}
	}
	return paths
}
