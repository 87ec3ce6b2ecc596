// Package static serves the files that pages refer to: one style sheet, one script, icons and
// pictures of the design.
//
// The files are embedded in the program. The URL of each contains a hash of its content, so that
// browsers can cache it without a time limit. Texts are compressed once, at start.
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

// Asset is one file, ready to be served.
type Asset struct {
	ContentType string
	ETag        string // of the plain form, in quotes
	Immutable   bool   // the URL changes with the content
	Plain       []byte
	Gzip        []byte // nil if compression saves nothing
	Brotli      []byte // nil if compression saves nothing
}

// contentTypes maps file extensions to content types. The table of the mime package depends on the
// machine that the program runs on.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
	".jpg": "image/jpeg",
	".ico": "image/x-icon",
}

// assets has the files by request path, urls the request paths by file name ("app.css").
var assets, urls = load()

// load reads the embedded folders. The files in icon/ have no hash in their URLs, because browsers
// and phones request them at fixed paths.
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
		panic("static: " + err.Error()) // the files are embedded, so this is an error of the build
	}
	return assets, urls
}

// hashed inserts the hash before the extension: app.css becomes app.3f9c21ab.css.
func hashed(name, hash string) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hash + ext
}

// URL returns the path of a file, such as /static/app.3f9c21ab.css for "app.css". It panics on an
// unknown name, so that every test that renders the page finds the mistake.
func URL(name string) string {
	url, ok := urls[name]
	if !ok {
		panic("static: no file called " + name)
	}
	return url
}

// Lookup returns the file at a request path. It reads a map, so no path can leave the folders.
func Lookup(path string) (Asset, bool) {
	a, ok := assets[path]
	return a, ok
}

// FixedPaths returns the paths outside of /static/ that Handler serves, such as /favicon.ico.
func FixedPaths() []string {
	var paths []string
	for url := range assets {
		if !strings.HasPrefix(url, "/static/") {
			paths = append(paths, url)
		}
	}
	return paths
}
