package static

import (
	"net/http"
	"strconv"
	"strings"
)

// Handler serves the files by the full path of the request. Unknown paths go to notFound, which
// answers in the user's language.
func Handler(notFound http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := Lookup(r.URL.Path)
		if !ok {
			notFound.ServeHTTP(w, r)
			return
		}
		a.serve(w, r)
	})
}

func (a Asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	h.Set("Content-Type", a.ContentType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "public, max-age=86400")
	if a.Immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, encoding := a.pick(r.Header.Get("Accept-Encoding"))
	if a.Gzip != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	tag := a.ETag
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
		// Each encoding has its own tag: with a shared one a cache could send brotli to a browser
		// that cannot read it.
		tag = strings.TrimSuffix(a.ETag, `"`) + "-" + encoding + `"`
	}
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		w.Write(body)
	}
}

// matches reports whether an If-None-Match header contains the tag. Proxies may weaken a tag
// (W/"…"); the comparison is weak, as RFC 9110, 13.1.2 requires.
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		if candidate = strings.TrimSpace(candidate); candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
			return true
		}
	}
	return false
}

// pick returns the smallest form that an Accept-Encoding header allows (RFC 9110, 12.5.3). The
// plain form is always allowed.
func (a Asset) pick(accept string) (body []byte, encoding string) {
	switch {
	case a.Brotli != nil && accepts(accept, "br"):
		return a.Brotli, "br"
	case a.Gzip != nil && accepts(accept, "gzip"):
		return a.Gzip, "gzip"
	}
	return a.Plain, ""
}

// accepts reports whether the header contains the coding, or *, with a weight above zero. The
// coding's own weight has priority over that of *.
func accepts(header, coding string) bool {
	star := false
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case coding:
			return weight > 0
		case "*":
			star = weight > 0
		}
	}
	return star
}
