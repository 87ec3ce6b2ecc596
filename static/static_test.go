package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"jauap/static"
)

// handler serves the files. It answers unknown paths with a status that the package never sends.
var handler = static.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusTeapot)
}))

func ask(method, path string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = path
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Result()
}

func TestURLPanicsOnUnknownName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	static.URL("no-such.css")
}

func TestCacheControl(t *testing.T) {
	res := ask("GET", static.URL("app.css"))
	if got := res.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("Cache-Control %q", got)
	}
	for _, path := range static.FixedPaths() {
		if got := ask("GET", path).Header.Get("Cache-Control"); strings.Contains(got, "immutable") {
			t.Errorf("%s has a fixed URL, but Cache-Control %q", path, got)
		}
	}
}

func TestUnknownPathsGoToNotFound(t *testing.T) {
	for _, path := range []string{"/static/", "/static/app.css", "/static/app.00000000.css", "/static/../static.go", "/static/..%2fstatic.go", "/static.go", ""} {
		if got := ask("GET", path).StatusCode; got != http.StatusTeapot {
			t.Errorf("GET %q: %d", path, got)
		}
	}
}

func TestContentEncoding(t *testing.T) {
	plain, err := io.ReadAll(ask("GET", static.URL("app.css")).Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ accept, want string }{
		{"", ""},
		{"identity", ""},
		{"gzip", "gzip"},
		{"gzip, deflate, br, zstd", "br"},
		{"br;q=0, gzip", "gzip"},
		{"GZIP;q=0.5", "gzip"},
		{"*", "br"},
		{"*;q=0", ""},
		{"*, br;q=0", "gzip"},
		{"br; q=0.001", "br"},
		{"gzip;q=x", ""},
	} {
		res := ask("GET", static.URL("app.css"), "Accept-Encoding", c.accept)
		if got := res.Header.Get("Content-Encoding"); got != c.want {
			t.Errorf("Accept-Encoding %q: %q, want %q", c.accept, got, c.want)
			continue
		}
		if got := res.Header.Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary %q", c.accept, got)
		}
		body := res.Body.(io.Reader)
		switch c.want {
		case "br":
			body = brotli.NewReader(body)
		case "gzip":
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("Accept-Encoding %q: the decoded content differs from the plain file (%v)", c.accept, err)
		}
	}
	if got := ask("GET", static.URL("preview.png"), "Accept-Encoding", "gzip").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("a picture has Content-Encoding %q", got)
	}
}

func TestConditionalRequests(t *testing.T) {
	path := static.URL("app.css")
	tag := ask("GET", path, "Accept-Encoding", "br").Header.Get("ETag")
	for _, c := range []struct {
		match string
		want  int
	}{{tag, 304}, {"W/" + tag, 304}, {`"a", ` + tag, 304}, {"*", 304}, {`"a"`, 200}, {"", 200}} {
		res := ask("GET", path, "Accept-Encoding", "br", "If-None-Match", c.match)
		if res.StatusCode != c.want {
			t.Errorf("If-None-Match %s: %d, want %d", c.match, res.StatusCode, c.want)
		}
	}
	if other := ask("GET", path, "Accept-Encoding", "gzip").Header.Get("ETag"); other == tag {
		t.Errorf("gzip and brotli share the tag %s", tag)
	}
}

func TestMethods(t *testing.T) {
	res := ask("HEAD", static.URL("app.js"))
	if body, _ := io.ReadAll(res.Body); res.StatusCode != 200 || len(body) != 0 || res.Header.Get("Content-Length") == "0" {
		t.Errorf("HEAD: %d, %d bytes, length %s", res.StatusCode, len(body), res.Header.Get("Content-Length"))
	}
	if res := ask("POST", static.URL("app.js")); res.StatusCode != 405 || res.Header.Get("Allow") == "" {
		t.Errorf("POST: %d, Allow %q", res.StatusCode, res.Header.Get("Allow"))
	}
}

// TestCompressedSize checks the size limits of the portal.
func TestCompressedSize(t *testing.T) {
	for name, budget := range map[string]int{"app.css": 18 << 10, "app.js": 4 << 10, "icons.svg": 6 << 10} {
		a, ok := static.Lookup(static.URL(name))
		if !ok {
			t.Fatalf("no %s", name)
		}
		t.Logf("%s: %d bytes, gzip %d, brotli %d", name, len(a.Plain), len(a.Gzip), len(a.Brotli))
		if len(a.Gzip) == 0 || len(a.Gzip) > budget {
			t.Errorf("%s is %d bytes compressed, want at most %d", name, len(a.Gzip), budget)
		}
	}
}

// The content security policy allows files of the site only: a browser would not load a data: URL
// in the style sheet.
func TestStyleRefersToSiteFilesOnly(t *testing.T) {
	a, _ := static.Lookup(static.URL("app.css"))
	for _, bad := range []string{"data:", "http:", "https:", "@import", "url(img/"} {
		if bytes.Contains(a.Plain, []byte(bad)) {
			t.Errorf("app.css contains %s", bad)
		}
	}
	for _, part := range bytes.Split(a.Plain, []byte("url("))[1:] {
		path, _, _ := strings.Cut(string(part), ")")
		if _, ok := static.Lookup(path); !ok {
			t.Errorf("app.css refers to the unknown file %s", path)
		}
	}
}

// TestBundleIsCurrent compares the committed files in dist with a new bundle of the sources.
func TestBundleIsCurrent(t *testing.T) {
	folder := t.TempDir()
	if out, err := exec.Command("go", "run", "./bundle", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"app.css", "app.js"} {
		fresh, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		a, _ := static.Lookup(static.URL(name))
		if !bytes.Equal(fresh, a.Plain) {
			t.Errorf("%s is stale: run go generate ./static", name)
		}
	}
}
