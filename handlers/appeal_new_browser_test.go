package handlers_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestFilingInABrowser files an appeal in a real browser with script, and runs axe-core on
// each step at the widths of a phone and a desktop.
func TestFilingInABrowser(t *testing.T) {
	s := filingSite(t)
	ctx := browse(t)
	server := httptest.NewServer(s.server)
	t.Cleanup(server.Close)

	run := func(script string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](script)); err != nil {
			t.Fatalf("%s: %v", script, err)
		}
	}
	value := func(expression string) string {
		t.Helper()
		v, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		return v
	}
	arrive := func(path string) {
		t.Helper()
		waiting, cancel := context.WithTimeout(ctx, 30*time.Second)
		defer cancel()
		loaded := fmt.Sprintf(`location.pathname == %q && document.readyState == "complete"`, path)
		for {
			if there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](loaded)); err == nil && there {
				return
			}
			select {
			case <-time.After(30 * time.Millisecond): // real time: the browser loads a page
			case <-waiting.Done():
				t.Fatalf("at %s, not at %s", value("location.href"), path)
			}
		}
	}
	lookAt := func(what string) {
		t.Helper()
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				if err := chromedp.Do(ctx, look(width, scheme)); err != nil {
					t.Fatal(err)
				}
				run(axe)
				for _, violation := range violations(t, ctx) {
					t.Errorf("%s at %d px, %s: %s", what, width, scheme, violation)
				}
			}
		}
		if value(`String(document.documentElement.scrollWidth > document.documentElement.clientWidth)`) == "true" {
			t.Errorf("%s: wider than the window", what)
		}
	}

	if err := chromedp.Do(ctx, look(360, "light"), chromedp.Navigate(server.URL+"/kk/appeals/new")); err != nil {
		t.Fatal(err)
	}
	run(`document.querySelector("button[value=roads]").click()`)
	arrive("/kk/appeals/new/place")
	lookAt("place")
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/kk/appeals/new/place?in=616059000")); err != nil {
		t.Fatal(err)
	}
	lookAt("tree")
	run(`document.querySelector("main button[value='616059000']").click()`)
	arrive("/kk/appeals/new/text")
	// the position of the device is rounded before it is sent
	run(`navigator.geolocation.getCurrentPosition = (done) => done({coords: {latitude: 42.552141, longitude: 69.995643}});
		document.querySelector("[data-point] button").click()`)
	if lat := value(`document.querySelector("[name=lat]").value`); lat != "42.552" {
		t.Errorf("latitude %q", lat)
	}
	run(`document.querySelector("details").open = true; title.value = "Достық көшесіндегі шұңқыр"; title.dispatchEvent(new Event("input"))`)
	if left := value(`document.querySelector("[data-count=title]").textContent`); left != "Қалған таңба саны: 175" {
		t.Errorf("counter: %q", left)
	}
	lookAt("text")
	run(`document.querySelector("button[value=check]").click()`)
	arrive("/kk/appeals/new/text")
	lookAt("text with a problem")
	run(`body.value = "Дәріхананың жанындағы жолда терең шұңқыр бар."; document.querySelector("button[value=check]").click()`)
	arrive("/kk/appeals/new/check")
	lookAt("check")
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/kk/appeals/new")); err != nil {
		t.Fatal(err)
	}
	lookAt("unfinished")
}
