package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"testing"
)

// TestNoFilesInPlainForms: files sent with a form without file fields are not written to
// disk.
func TestNoFilesInPlainForms(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := newSite(t)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("email", "a@example.kz")
	file, err := w.CreateFormFile("x", "x.bin")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(make([]byte, 40<<20))
	_ = w.Close()
	r, err := http.NewRequest(http.MethodPost, "/kk/sign-in", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	v := s.visitor()
	r.RemoteAddr = v.from
	v.do(r).wants(http.StatusUnprocessableEntity)
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("files on disk: %v, %v", left, err)
	}
}
