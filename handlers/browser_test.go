package handlers_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"jauap/models/database/dbtest"
	"jauap/models/record"
)

//go:embed testdata/axe-core/axe.min.js
var axe string

// browse opens a tab in a headless Chromium. Without Chromium it skips the test, or fails on
// the build server (CI=true).
func browse(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests take a minute; -short leaves them out")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium, and CI=true: install the package chromium")
		}
		t.Skip("no Chromium on this machine: browser tests skipped")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// look sets the width of the window and the colour scheme.
func look(width int64, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.EmulateViewport(width, 900), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
		})
		return err
	}))
}

func awaitPromise(p *runtime.EvaluateParams) { yes := true; p.AwaitPromise = &yes }

// TestAccessible runs axe-core on every kind of page. No page may overflow at 320 px, violate
// the Content-Security-Policy or log to the console.
func TestAccessible(t *testing.T) {
	s := demoSite(t)
	ctx := browse(t)
	server := httptest.NewServer(s.server)
	t.Cleanup(server.Close)

	var mu sync.Mutex
	var complaints []string
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			// expected for error pages
			if text := m.String(); !strings.Contains(text, "the server responded with a status of") {
				mu.Lock()
				complaints = append(complaints, text)
				mu.Unlock()
			}
		}
	}()

	examine(t, ctx, server.URL, s.pagesToLookAt(t))
	mu.Lock()
	defer mu.Unlock()
	for _, c := range complaints {
		t.Errorf("console: %s", c)
	}
}

// examine runs axe-core on pages: each at the width of a phone or of a desktop in turns, with
// CI_LONG=1 at both, in light or dark in turns. It also checks that pages do not overflow at
// 320 px, and that at 1280 px no button breaks into letters and no navigation into two rows.
func examine(t *testing.T, ctx context.Context, server string, paths []string) {
	t.Helper()
	schemes := []string{"light", "dark"}
	for i, path := range paths {
		widths := []int64{360, 1280}
		if !dbtest.IsLong() {
			widths = widths[i%2 : i%2+1]
		}
		if err := chromedp.Do(ctx, look(widths[0], schemes[i/2%2]), chromedp.Navigate(server+path)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for j, width := range widths {
			scheme := schemes[(i/2+j)%2]
			if err := chromedp.Do(ctx, look(width, scheme)); err != nil {
				t.Fatal(err)
			}
			for _, violation := range violations(t, ctx) {
				t.Errorf("%s at %d px, %s: %s", path, width, scheme, violation)
			}
		}
		if err := chromedp.Do(ctx, look(1280, "light")); err != nil {
			t.Fatal(err)
		}
		faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](crooked))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			t.Errorf("%s at 1280 px: %s", path, fault)
		}
		if err := chromedp.Do(ctx, look(320, "light")); err != nil {
			t.Fatal(err)
		}
		overflow, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
		if err != nil {
			t.Fatal(err)
		}
		if overflow > 0 {
			t.Errorf("%s at 320 px: %d px too wide", path, overflow)
		}
	}
}

// crooked finds layout faults at the width of a desktop: a header or a navigation of
// administration in two rows, a button with one letter per line.
const crooked = `[
	...[...document.querySelectorAll("main a, main button")].filter(e => {
		const box = e.getBoundingClientRect()
		return box.width > 0 && box.width < 28 && box.height > 80
	}).slice(0, 3).map(e => "broken into letters: " + e.innerText),
	...[...document.querySelectorAll("main :is(td, th)")].filter(e => {
		const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode(), word = text?.data.match(/\p{L}{3,12}/u)
		if (!word) return false
		const range = document.createRange()
		range.setStart(text, word.index)
		range.setEnd(text, word.index + word[0].length)
		return range.getClientRects().length > 1
	}).slice(0, 3).map(e => "a short word is broken: " + e.innerText),
	...[...document.querySelectorAll(".site-header__row")].filter(e => e.getBoundingClientRect().height > 80).map(() => "the header takes two rows"),
	...(location.pathname.includes("/admin") ? [...document.querySelectorAll("main > .filter-links")] : []).filter(e => e.getBoundingClientRect().height > 80).map(() => "the ways take two rows"),
]`

// violations runs axe-core on the current page.
func violations(t *testing.T, ctx context.Context) (found []string) {
	t.Helper()
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run().then(r => JSON.stringify(r.violations.map(v =>
		({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))))`, awaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(raw), &list); err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		found = append(found, fmt.Sprintf("%s (%s): %s", v.ID, v.Help, strings.Join(v.Nodes, " | ")))
	}
	return found
}

// pagesToLookAt returns a page of each public kind, and appeals with each status and each
// additional fact, from the demo data.
func (s site) pagesToLookAt(t *testing.T) []string {
	t.Helper()
	quarter := record.QuarterOf(today()).String()
	paths := []string{
		"/kk", "/ru", "/kk/appeals", "/ru/appeals?overdue=1", "/en/appeals?q=zzzz&category=roads", "/kk/appeals?place_name=а",
		"/ru/appeals?category=gold", "/kk/appeals?status=declined&answered=1&sort=voices", "/kk/places", "/ru/places?q=шет", "/kk/places/610000000",
		"/ru/places/616000000", "/kk/places/616059000", "/kk/places/616065100", "/kk/places/610000000/silence", "/ru/places/616065100/silence", "/kk/places/710000000/silence",
		"/kk/record", "/ru/record?figure=on_time", "/kk/record?figure=days", "/kk/record/616000000", "/ru/record/610000000", "/kk/gap", "/ru/gap?place=610000000",
		"/kk/works", "/ru/works?place=710000000", "/ru/works/1", "/kk/works/2", "/kk/bodies", "/ru/bodies?volume=0", "/kk/bodies?level=2", "/ru/bodies?level=1&sort=days", "/kk/bodies/2",
		"/kk/votes", "/kk/votes/1", "/ru/votes/2", "/kk/votes/3", "/ru/votes/4", "/kk/votes/2/receipt",
		"/kk/promises", "/ru/promises?view=broken", "/kk/promises?view=moved", "/kk/about", "/ru/rules", "/kk/rules/concreteness", "/kk/accessibility", "/ru/privacy", "/en/api",
		"/kk/sign-in", "/ru/sign-in/code?ask=x", "/kk/unsubscribe/x", "/ru/invitation?token=x", "/kk/moderation-log", "/ru/appeals/new",
		"/kk/nothing", "/ru/bodies/999999", "/kk/bodies/2?from=2026", "/kk/styleguide",
	}
	add := func(path string, ids ...string) {
		for _, id := range ids {
			if full := []string{"/kk", "/ru"}[len(paths)%2] + fmt.Sprintf(path, id); !slices.Contains(paths, "/kk"+full[3:]) && !slices.Contains(paths, "/ru"+full[3:]) {
				paths = append(paths, full)
			}
		}
	}
	add("/appeals/%s", s.each(t, `select distinct on (status) number from appeals where public or status = 'rejected' order by status, voices desc`)...)
	for _, fact := range []string{
		`a.overdue_at is not null and a.open and escalated.outcome is null`,
		`a.paused_at is not null`,
		`exists (select 1 from extensions where appeal_id = a.id)`,
		`exists (select 1 from redirects where appeal_id = a.id)`,
		`a.open and escalated.ground = 'silent'`,
		`a.open and escalated.ground = 'contested'`,
		`a.status = 'declined' and escalated.ground = 'refused'`,
		`escalated.outcome = 'returned'`,
		`escalated.outcome = 'decided'`,
		`exists (select 1 from promises where appeal_id = a.id and outcome = 'broken')`,
		`exists (select 1 from promises where appeal_id = a.id and moved > 0 and outcome is null)`,
		`exists (select 1 from confirmations c join promises p on p.id = c.promise_id where p.appeal_id = a.id and c.by_author and c.holds)`,
		`exists (select 1 from confirmations c join promises p on p.id = c.promise_id where p.appeal_id = a.id and c.by_author and not c.holds)`,
		`exists (select 1 from answers w join answer_twins t on t.answer_id = w.id where w.appeal_id = a.id)`,
		`exists (select 1 from answers w join pictures p on p.answer_id = w.id join picture_repeats r on r.picture_id = p.id where w.appeal_id = a.id)`,
		`exists (select 1 from answers w where w.appeal_id = a.id and w.at >= (w.due + 1)::timestamp at time zone 'Asia/Almaty')`,
		`exists (select 1 from answers where appeal_id = a.id and round > 1)`,
		`exists (select 1 from verdicts v where v.appeal_id = a.id and v.verdict = 'partly')`,
	} {
		add("/appeals/%s", s.one(`select a.number from appeals a left join lateral (
			select ground, outcome from escalations where appeal_id = a.id order by at desc, id desc limit 1) escalated on true
			where a.public and `+fact+` order by a.voices desc, a.id limit 1`))
	}
	add("/bodies/%s", s.one(`select body_id::text from body_replies order by body_id desc limit 1`))
	for _, place := range []string{"616063000", "616057000"} { // with trends; with warnings
		body := s.one(`select id::text from bodies where place_code = ? and field = ''`, place)
		add("/bodies/%s", body)
		add("/bodies/%s?from="+quarter, body)
		add("/bodies/%s/promises", body)
	}
	return paths
}

// each returns a column of texts and fails if it is empty.
func (s site) each(t *testing.T, sql string) (list []string) {
	t.Helper()
	if err := s.db.Gorm.Raw(sql).Scan(&list).Error; err != nil || len(list) == 0 {
		t.Fatalf("%s: %v %v", sql, list, err)
	}
	return list
}

// TestLooksAtEveryPage: TestAccessible covers every page that the table of permissions opens
// to all visitors.
func TestLooksAtEveryPage(t *testing.T) {
	s := demoSite(t)
	paths := s.pagesToLookAt(t)
	table, err := os.ReadFile("testdata/permissions.txt")
	if err != nil {
		t.Fatal(err)
	}
	parameter := regexp.MustCompile(`:\w+`)
	for line := range strings.Lines(string(table)) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] != "GET" || !strings.HasPrefix(f[1], "/kk") || f[2] != "200" || strings.HasSuffix(f[1], ".csv") || f[1] == "/kk/places/suggest" {
			continue
		}
		route := regexp.MustCompile(`^/\w\w` + parameter.ReplaceAllString(strings.TrimPrefix(f[1], "/kk"), `[^/?]+`) + `(\?|$)`)
		if !slices.ContainsFunc(paths, route.MatchString) {
			t.Errorf("TestAccessible does not cover %s", f[1])
		}
	}
	for _, path := range paths {
		if a := s.get(path); a.Code >= 500 {
			t.Errorf("%s: %d", path, a.Code)
		}
	}
}

// TestWithoutScript: a search by the name of a place works without script.
func TestWithoutScript(t *testing.T) {
	s := demoSite(t)
	ctx := browse(t)
	server := httptest.NewServer(s.server)
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)

	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), look(360, "light"), chromedp.Navigate(server.URL+"/ru/appeals?place_name=Састобе")); err != nil {
		t.Fatal(err)
	}
	location, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.location.href`))
	if err != nil {
		t.Fatal(err)
	}
	count, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.querySelectorAll("main a[href^='/ru/appeals/']").length`))
	if err != nil {
		t.Fatal(err)
	}
	if count == 0 {
		t.Errorf("%s links to no appeal", location)
	}
}
