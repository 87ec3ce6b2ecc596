package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jauap/models"
	"jauap/models/notice"
	"jauap/views/i18n"
)

// examples returns addresses to fetch for each route with parameters. TestEveryRoute fails
// for a new route without examples.
func (s site) examples(t *testing.T) map[string][]string {
	t.Helper()
	var appeals, places, works, bodies, promising, votes, counted []string
	rows := func(sql string, into *[]string) {
		if err := s.db.Gorm.Raw(sql).Scan(into).Error; err != nil {
			t.Fatal(err)
		}
		if len(*into) == 0 {
			t.Fatalf("no rows: %s", sql)
		}
	}
	rows(`select number from appeals where public order by id`, &appeals)
	rows(`select distinct on (level, unit) code from places order by level, unit, code`, &places)
	rows(`select id::text from works order by id`, &works)
	rows(`select distinct on (level) id::text from bodies order by level, id desc`, &bodies)
	rows(`select distinct body_id::text from promises order by 1 limit 5`, &promising)
	rows(`select id::text from votes order by id`, &votes)
	rows(`select vote_id::text from vote_results where file is not null`, &counted)
	var units []string
	rows(`select distinct on (level, unit) code from places where level <= 2 order by level, unit, code`, &units)
	var photos []string
	rows(`select '/media/' || digest || '-small.jpg' from pictures where work_id is not null order by id limit 3`, &photos)
	table := map[string][]string{
		"/a/:number":   {"/a/" + appeals[0]},
		"/media/:file": photos,
		"/static/*":    nil, // TestEveryRoute fetches the files that pages link to
		// For developers. The style guide has invented links; TestAccessible checks it.
		"/kk/styleguide": nil, "/ru/styleguide": nil, "/en/styleguide": nil, "/dev/mail": nil, "/dev/mail/:file": nil,
	}
	for _, lang := range i18n.Languages {
		l := "/" + string(lang)
		table[l+"/invitation"] = nil // needs the token of a mail
		table[l+"/inbox/:id"] = []string{l + "/inbox/1"}
		table[l+"/unsubscribe/:token"] = []string{l + "/unsubscribe/" + notice.New(s.store).UnsubscribeToken(1, models.CategoryTarget("roads"))}
		for _, path := range []string{"/receipt", "/complaint", "/author/:act"} { // for the author only
			table[l+"/appeals/:number"+path] = []string{l + "/appeals/" + appeals[0] + strings.ReplaceAll(path, ":act", "add")}
		}
		for _, n := range appeals {
			table[l+"/appeals/:number"] = append(table[l+"/appeals/:number"], l+"/appeals/"+n)
		}
		for _, c := range places {
			table[l+"/places/:code"] = append(table[l+"/places/:code"], l+"/places/"+c)
			table[l+"/places/:code/silence"] = append(table[l+"/places/:code/silence"], l+"/places/"+c+"/silence")
		}
		for _, b := range bodies {
			table[l+"/bodies/:id"] = append(table[l+"/bodies/:id"], l+"/bodies/"+b)
		}
		table[l+"/bodies/:id/record.csv"] = []string{l + "/bodies/" + bodies[0] + "/record.csv"}
		for _, b := range promising {
			table[l+"/bodies/:id/promises"] = append(table[l+"/bodies/:id/promises"], l+"/bodies/"+b+"/promises")
		}
		for _, c := range units {
			table[l+"/record/:code"] = append(table[l+"/record/:code"], l+"/record/"+c)
		}
		for _, v := range votes {
			table[l+"/votes/:id"] = append(table[l+"/votes/:id"], l+"/votes/"+v)
		}
		table[l+"/votes/:id/receipt"] = []string{l + "/votes/" + votes[0] + "/receipt"}
		table[l+"/votes/:id/:file"] = []string{l + "/votes/" + counted[0] + "/vote-" + counted[0] + ".pb"}
		for _, w := range works {
			table[l+"/works/:id"] = append(table[l+"/works/:id"], l+"/works/"+w)
		}
	}
	return table
}

// TestEveryRoute fetches every route in every language, checks the page, and follows all links
// within the site.
func TestEveryRoute(t *testing.T) {
	s := demoSite(t)
	examples := s.examples(t)
	seen, posted := map[string]bool{}, map[string]bool{}
	var queue []string
	for _, route := range s.server.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		paths, listed := examples[route.Path]
		if !listed {
			// TestPermissions covers routes that need a session.
			if strings.ContainsAny(route.Path, ":*") && outcome(s.get(route.Path)) != "sign-in" {
				t.Errorf("route %s has no example", route.Path)
			}
			paths = []string{route.Path}
		}
		queue = append(queue, paths...)
	}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		a := s.get(path)
		if a.Code == http.StatusFound || a.Code == http.StatusSeeOther { // to a language or to the sign-in
			queue = append(queue, a.Header().Get("Location"))
			continue
		}
		if a.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, a.Code)
			continue
		}
		if strings.HasPrefix(a.Header().Get("Content-Type"), "text/html") {
			links, posts := checkPage(t, path, a.doc())
			for _, post := range posts {
				if !posted[post] && s.do(http.MethodPost, post).Code == http.StatusNotFound {
					t.Errorf("%s: a form posts to %s, which does not exist", path, post)
				}
				posted[post] = true
			}
			for _, link := range links {
				// Filters have endless combinations and are the same in every language. Follow
				// them in Kazakh only, and not from a filtered list.
				if !strings.Contains(link, "?") || strings.HasPrefix(path, "/kk") && !strings.Contains(path, "?") {
					queue = append(queue, link)
				}
			}
		}
		if len(seen) > 10000 {
			t.Fatal("more than 10,000 addresses")
		}
	}
	t.Logf("%d addresses", len(seen))
}

// checkPage checks the rules for all pages. It returns the addresses of links and of posted
// forms within the site.
func checkPage(t *testing.T, path string, doc *goquery.Document) (links, posts []string) {
	t.Helper()
	wrong := func(format string, args ...any) { t.Helper(); t.Errorf(path+": "+format, args...) }

	if n := doc.Find("h1").Length(); n != 1 {
		wrong("%d h1", n)
	}
	lang, _ := doc.Find("html").Attr("lang")
	if lang == "" || !strings.HasPrefix(path, "/"+lang) {
		wrong("lang is %q", lang)
	}
	if strings.TrimSpace(doc.Find("title").Text()) == "" {
		wrong("no title")
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id, _ := e.Attr("id")
		if ids[id] {
			wrong("id %q twice", id)
		}
		ids[id] = true
	})
	doc.Find("[aria-describedby], [aria-labelledby], label[for]").Each(func(_ int, e *goquery.Selection) {
		for _, name := range []string{"aria-describedby", "aria-labelledby", "for"} {
			v, _ := e.Attr(name)
			for _, id := range strings.Fields(v) {
				if !ids[id] {
					wrong("%s refers to %q, which does not exist", name, id)
				}
			}
		}
	})
	if inline := doc.Find("[style], script:not([src]):not([type='application/ld+json']), style").Length(); inline > 0 {
		wrong("%d inline styles or scripts", inline)
	}
	base, _ := url.Parse(path)
	for selector, attr := range map[string]string{"a[href]": "href", "img[src]": "src", "script[src]": "src", "link[href]": "href",
		"form[action]": "action", "use[href]": "href", "[data-suggest]": "data-suggest"} {
		doc.Find(selector).Each(func(_ int, e *goquery.Selection) {
			v, _ := e.Attr(attr)
			to, err := base.Parse(strings.TrimPrefix(v, "https://jauap.example"))
			if err != nil {
				wrong("bad address %q", v)
				return
			}
			if to.Host != "" || slices.Contains([]string{"mailto", "tel"}, to.Scheme) {
				return
			}
			if to.Path == base.Path && to.Fragment != "" && goquery.NodeName(e) == "a" && !ids[to.Fragment] {
				wrong("link to #%s, which does not exist", to.Fragment)
			}
			to.Fragment = ""
			if goquery.NodeName(e) == "form" {
				if method, _ := e.Attr("method"); strings.EqualFold(method, "post") {
					posts = append(posts, to.Path)
					return
				}
				to.RawQuery = ""
			}
			links = append(links, to.String())
		})
	}
	return links, posts
}

// TestHead: pages answer HEAD requests, which link previews and health checks send.
func TestHead(t *testing.T) {
	s := demoSite(t)
	for _, path := range []string{"/kk", "/ru/appeals", "/health"} {
		a := s.do(http.MethodHead, path).wants(http.StatusOK)
		if path != "/health" && a.Header().Get("ETag") == "" {
			t.Errorf("HEAD %s: no ETag", path)
		}
	}
}

// TestPublicPagesAreCacheable: public pages set no cookie, are publicly cacheable and support
// ETags.
func TestPublicPagesAreCacheable(t *testing.T) {
	s := demoSite(t)
	for _, lang := range i18n.Languages {
		for _, page := range []string{"", "/appeals", "/works", "/places", "/about"} {
			path := fmt.Sprintf("/%s%s", lang, page)
			a := s.get(path).wants(http.StatusOK)
			if c := a.Header().Get("Set-Cookie"); c != "" {
				t.Errorf("%s sets a cookie: %s", path, c)
			}
			if !strings.HasPrefix(a.Header().Get("Cache-Control"), "public") {
				t.Errorf("%s: Cache-Control %q", path, a.Header().Get("Cache-Control"))
			}
			s.get(path, "If-None-Match", a.Header().Get("ETag")).wants(http.StatusNotModified)
		}
	}
}
