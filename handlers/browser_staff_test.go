package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestAccessibleSignedIn is TestAccessible for the pages that need a session: of residents,
// officials, moderators and administrators.
func TestAccessibleSignedIn(t *testing.T) {
	s := demoSite(t)
	ctx := browse(t)
	server := httptest.NewServer(s.server)
	t.Cleanup(server.Close)
	var looked []string
	for _, person := range []struct {
		email string
		pages func(*visitor) []string
	}{
		{"aigerim@demo.example", residentPages},
		{"marat@demo.example", officePages},
		{"olga@demo.example", moderationPages},
		{"timur@demo.example", adminPages},
	} {
		v := s.visitor()
		v.post("/kk/sign-in/cast", "user", fmt.Sprint(s.id(person.email))).to("/kk")
		paths := person.pages(v)
		for _, path := range paths {
			v.get(path).wants(http.StatusOK)
		}
		carry(t, ctx, server.URL, v.cookies)
		examine(t, ctx, server.URL, paths)
		looked = append(looked, paths...)
	}
	complaint, v := s.complainant()
	v.get(complaint).wants(http.StatusOK)
	carry(t, ctx, server.URL, v.cookies)
	examine(t, ctx, server.URL, []string{complaint})
	looked = append(looked, complaint)
	for _, route := range s.server.Routes() {
		// without a session such a page redirects to the sign-in
		if route.Method == http.MethodGet && strings.HasPrefix(route.Path, "/kk/") && !strings.HasPrefix(route.Path, "/kk/inbox/") &&
			route.Path != "/kk/account/typed" && // shows a saved form only
			outcome(s.get(route.Path)) == "sign-in" && !slices.ContainsFunc(looked, kindOf(route.Path)) {
			t.Errorf("no page of the kind %s is checked", route.Path)
		}
	}
}

// kindOf returns a function that reports whether a path matches a route in any language.
func kindOf(route string) func(path string) bool {
	kind := regexp.MustCompile(`^/(kk|ru|en)` + regexp.MustCompile(`:[a-z]+`).ReplaceAllString(strings.TrimPrefix(route, "/kk"), `[^/]+`) + `(\?|$)`)
	return kind.MatchString
}

// carry replaces the cookies of the browser.
func carry(t *testing.T, ctx context.Context, server string, cookies map[string]string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
			return err
		}
		for name, value := range cookies {
			secure := strings.HasPrefix(name, "__")
			if _, err := cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: server,
				Path: "/", Secure: &secure}); err != nil {
				return err
			}
		}
		return nil
	})); err != nil {
		t.Fatal(err)
	}
}

// one returns the text selected by a query and fails if it is empty.
func (s site) one(sql string, args ...any) (v string) {
	s.t.Helper()
	if err := s.db.Gorm.Raw(sql, args...).Scan(&v).Error; err != nil || v == "" {
		s.t.Fatalf("%s: %q %v", sql, v, err)
	}
	return v
}

// links returns the distinct addresses of the links that match a selector.
func (a answer) links(selector string) (paths []string) {
	a.t.Helper()
	seen := map[string]bool{}
	a.wants(http.StatusOK).doc().Find(selector).Each(func(_ int, l *goquery.Selection) {
		if href, ok := l.Attr("href"); ok && !seen[href] {
			seen[href] = true
			paths = append(paths, href)
		}
	})
	return paths
}

func residentPages(v *visitor) []string {
	author := v.id("aigerim@demo.example")
	paths := []string{"/kk", "/kk/account", "/ru/account/factor", "/ru/my/appeals", "/kk/inbox", "/kk/appeals/new"}
	for _, status := range []string{"moderation", "registered", "answered"} {
		var number string
		if err := v.db.Gorm.Raw(`select number from appeals where author_id = ? and status = ? order by id limit 1`, author, status).Scan(&number).Error; err != nil {
			v.t.Fatal(err)
		}
		if number != "" {
			paths = append(paths, "/kk/appeals/"+number, "/ru/appeals/"+number+"/receipt")
			paths = append(paths, v.get("/kk/appeals/"+number).links("main a[href*='/author/']")...)
		}
	}
	v.post("/kk/appeals/new", "category", "roads").to("/kk/appeals/new/place")
	v.post("/kk/appeals/new/place", "place", "616059000").to("/kk/appeals/new/text")
	v.upload(nil, "title", filedTitle, "body", filedBody, "kind", "message", "go", "check").to("/kk/appeals/new/check")
	return append(paths, "/ru/appeals/new/place", "/kk/appeals/new/text", "/ru/appeals/new/check")
}

// complainant returns the signed-in author of an appeal that may be escalated, and the path
// of the complaint.
func (s site) complainant() (path string, v *visitor) {
	s.t.Helper()
	var late struct {
		Number string
		Author int64
	}
	err := s.db.Gorm.Raw(`select number, author_id as author from appeals where overdue_at is not null and open and public and author_id is not null order by id limit 1`).Scan(&late).Error
	if err != nil {
		s.t.Fatal(err)
	}
	s.sql(`update users set email = 'late@demo.example', mailbox = 'late@demo.example' where id = ?`, late.Author) // so that they can sign in
	v = s.visitor()
	v.signInByMail("late@demo.example")
	return "/kk/appeals/" + late.Number + "/complaint", v
}

func officePages(v *visitor) []string {
	paths := []string{"/kk/desk", "/ru/desk?view=late", "/kk/desk?view=promised", "/ru/desk?view=escalated", "/kk/desk?view=below"}
	const own = `join bodies b on b.id = a.body_id where b.place_code = '616059000' and b.field = ''`
	open := v.one(`select number from appeals a ` + own + ` and a.open and a.public order by a.id limit 1`)
	promised := v.one(`select number from appeals a join promises p on p.appeal_id = a.id ` + own + ` and p.outcome is null and a.public order by a.id limit 1`)
	answered := v.one(`select number || '/answers/' || max(w.id) from appeals a join answers w on w.appeal_id = a.id ` + own + ` and a.public and w.body_id = a.body_id group by number order by number limit 1`)
	work := v.one(`select w.id::text from works w join bodies b on b.id = w.body_id where b.place_code = '616059000' and b.field = '' order by w.id limit 1`)
	form := "/kk/desk/appeals/" + open + "/answer"
	v.post(form, "version", v.get(form).wants(http.StatusOK).doc().Find("[name=version]").AttrOr("value", "0"), "go", "preview", "found", "Шұңқыр бар",
		"action", "Шұңқыр жамалады", "cost", "none", "promise_text_1", "Жамалады", "promise_due_1", "2026-11-20").to(form)
	v.post("/kk/desk/works", "lang", "kk", "title", "Көше жарығы", "sum", "x", "cost", "sum").to("/kk/desk/works/drafts/1")
	v.post("/kk/desk/works", "place_name", "Састөбе ауылдық округі", "category", "lighting", "lang", "kk", "title", "Көше жарығы", "text", "Шамдар қойылады.", "stage", "planned", "go", "preview").
		to("/kk/desk/works/drafts/2/preview")
	v.post("/kk/desk/works/drafts/2/hand", "version", "1").to("/kk/desk/works")
	paths = append(paths, "/kk/desk/works/drafts/1", "/ru/desk/works/drafts/1/preview", "/kk/desk/works/drafts/2/preview")
	return append(paths, "/kk/desk/appeals/"+open, "/ru/desk/appeals/"+promised, form, "/ru/desk/appeals/"+open+"/answer/preview",
		"/kk/desk/appeals/"+answered, "/kk/desk/works", "/ru/desk/works/new", "/kk/desk/works/"+work, "/kk/desk/reply", "/ru/invitations/new", "/kk/votes/new")
}

func moderationPages(v *visitor) []string {
	waiting := v.one(`select number from appeals where status = 'moderation' order by id limit 1`)
	public := v.one(`select number from appeals where public order by id limit 1`)
	comment := v.one(`select id::text from comments order by id limit 1`)
	work := v.one(`select id::text from works order by id limit 1`)
	return []string{"/kk/moderation", "/kk/moderation/appeals/" + waiting, "/ru/moderation/appeals/" + public, "/kk/moderation/appeals/" + public + "/parts", "/ru/moderation/works/" + work, "/ru/moderation/objections",
		"/kk/moderation/comments", "/ru/moderation/comments/" + comment, "/kk/moderation/bans"}
}

func adminPages(v *visitor) []string {
	// so that the list of invitations and the audit log are not empty
	v.post("/kk/invitations", "email", "new@example.kz", "role", "head", "body", v.one(`select id::text from bodies where place_code = '616000000' and field = ''`)).to("/kk/invitations/new")
	return []string{"/ru/admin", "/ru/admin/users?q=а", "/kk/admin/users/" + fmt.Sprint(v.id("marat@demo.example")), "/kk/admin/bodies?q=түлкібас", "/ru/admin/bodies/1", "/kk/admin/bodies/new",
		"/kk/admin/categories", "/ru/admin/categories/roads", "/kk/admin/categories/new", "/ru/admin/bounces", "/kk/admin/calendar", "/ru/admin/laws", "/kk/admin/laws/art76", "/kk/admin/rules",
		"/ru/admin/audit", "/kk/admin", "/kk/invitations/new"}
}
