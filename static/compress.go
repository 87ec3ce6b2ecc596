package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// compress returns a text compressed with gzip and brotli at their highest levels, or nil for
// pictures and for files under 256 bytes, which would not get smaller.
func compress(contentType string, plain []byte) (gz, br []byte) {
	text := strings.HasPrefix(contentType, "text/") || contentType == "image/svg+xml"
	if !text || len(plain) < 256 {
		return nil, nil
	}
	var g, b bytes.Buffer
	gw, err := gzip.NewWriterLevel(&g, gzip.BestCompression)
	if err != nil {
		panic(err) // only an unknown level is an error
	}
	write(gw, plain)
	write(brotli.NewWriterLevel(&b, brotli.BestCompression), plain)
	return g.Bytes(), b.Bytes()
}

// write writes p and closes w. The writers write to memory, so an error is a bug.
func write(w io.WriteCloser, p []byte) {
	if _, err := w.Write(p); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
}
