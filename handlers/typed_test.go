package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// TestFormsAreTidied: the length of a text equals the counter of the page, in both encodings
// of forms.
func TestFormsAreTidied(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	_, number := o.appeal(false)
	words := strings.Repeat("Қала көшесі тым лас\r\n", 99) + strings.Repeat("а", 20) // 2,000 with single line ends
	o.resident.post("/kk/appeals/"+number+"/comments", "text", words).wants(http.StatusSeeOther)
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("text", "\u2800\u3164")
	_ = w.Close()
	r, err := http.NewRequest(http.MethodPost, "/kk/appeals/"+number+"/comments", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.RemoteAddr = "192.0.2.7:1"
	r.Header.Set("Content-Type", w.FormDataContentType())
	o.resident.do(r).wants(http.StatusUnprocessableEntity)
	o.resident.post("/kk/appeals/"+number+"/comments", "text", "\u2800\u3164").wants(http.StatusUnprocessableEntity)
}
