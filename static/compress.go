package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// compress makes the gzip and brotli forms of a text at their highest levels.
// Pictures and very small files gain nothing: nil.
func compress(contentType string, plain []byte) (gz, br []byte) {
	text := strings.HasPrefix(contentType, "text/") || contentType == "image/svg+xml"
	if !text || len(plain) < 256 {
		return nil, nil
	}
	var g, b bytes.Buffer
	gw, err := gzip.NewWriterLevel(&g, gzip.BestCompression)
	if err != nil {
		panic(err) // only an unknown level is refused
	}
	write(gw, plain)
	write(brotli.NewWriterLevel(&b, brotli.BestCompression), plain)
	return g.Bytes(), b.Bytes()
}

// write cannot fail: the writers end in memory.
func write(w io.WriteCloser, p []byte) {
	if _, err := w.Write(p); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
}
