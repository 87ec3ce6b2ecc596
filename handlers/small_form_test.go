package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"testing"
)

// TestNoFilesInPlainForms: a form that takes no files leaves none on the disk, whatever
// somebody sends to it.
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
		t.Errorf("left on the disk: %v, %v", left, err)
	}
}
