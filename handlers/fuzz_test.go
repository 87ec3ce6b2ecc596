package handlers_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryForm sends random values to every form as each kind of user; no response may be
// 500. The field names are those in the templates.
func TestEveryForm(t *testing.T) {
	o := newOffice(t)
	people := []*visitor{o.visitor(), o.resident, o.executor, o.head, o.official("moderator", 0), o.official("admin", 0)}
	fields := fieldsOfTemplates(t)
	values := []string{"", " ", "0", "1", "-1", "999999999999999999999", "1e9", "NaN", "true", "roads", "616059000", "2026-000001", "2026-02-30",
		"9999-12-31", "0000-00-00", "kk", "solved", "publish", "a@b", "a@example.kz\r\nBcc: x@example.kz", "%00", "\x00", "\xff\xfe", "'; drop table appeals; --",
		"<script>alert(1)</script>", "{{.X}}", "../../etc/passwd", "0.0.0.0/0", "😀", strings.Repeat("ұ", 3000), strings.Repeat("9", 400), "\u202e", "a\tb\r\nc"}
	random := rand.New(rand.NewPCG(1, 2)) // a fixed seed
	answers := map[int]int{}
	for _, route := range o.walkable() {
		method, path, _ := strings.Cut(route, " ")
		if method != http.MethodPost {
			continue
		}
		for _, p := range people {
			address := o.address(path)
			for range 6 {
				form := url.Values{}
				for _, name := range fields {
					if random.IntN(3) > 0 {
						form.Set(name, values[random.IntN(len(values))])
					}
				}
				p.from = fmt.Sprintf("10.%d.%d.1:1", random.IntN(250), random.IntN(250)) // stay below the rate limits of networks
				a := p.send(http.MethodPost, address, form)
				answers[a.Code]++
				if a.Code >= 500 && a.Code != http.StatusServiceUnavailable {
					t.Errorf("%s: %d for %v", address, a.Code, form)
				}
			}
		}
		// Undo the switches that the forms of administration may have set.
		o.sql(`delete from switches`)
		o.must(o.store.LoadReference(t.Context()))
	}
	t.Logf("responses by status: %v", answers)
	if answers[http.StatusUnprocessableEntity] == 0 || answers[http.StatusSeeOther] == 0 {
		t.Error("no form was accepted or rejected by its fields")
	}
}

var fieldName = regexp.MustCompile(`name="([a-z_]+)"|Name:\s*"([a-z_]+)"`)

// fieldsOfTemplates returns the names of all form fields in the templates.
func fieldsOfTemplates(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir("../views", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".templ" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range fieldName.FindAllStringSubmatch(string(text), -1) {
			names = append(names, m[1]+m[2])
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatal("no templates", err)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
