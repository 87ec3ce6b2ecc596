package handlers_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/vote"
)

var update = flag.Bool("update", false, "rewrite the golden files; read their difference before committing")

var trailing = regexp.MustCompile(` +\n`)

// TestPermissions requests every route as each kind of user and compares the statuses with
// testdata/permissions.txt, the table of permissions. Each request has its own appeal, filed
// by the author and assigned to the office of the executor and the head. Forms are sent
// empty, so 422 means that the action is permitted. A new route changes the table, so the
// change is reviewed.
func TestPermissions(t *testing.T) {
	o := newOffice(t)
	moderator, admin := o.official("moderator", 0), o.official("admin", 0)
	// sleeping is a head and moderator without a second factor.
	sleeping := o.site.appointed(t, "sleeping@example.kz", "head", &o.body)
	o.sql(`insert into roles (user_id, role, since) select id, 'moderator', ? from users where email = 'sleeping@example.kz'`, noon)
	o.sql(`update sign_ins set factor_at = null where user_id = (select id from users where email = 'sleeping@example.kz')`)
	people := []struct {
		name string
		*visitor
	}{
		{"nobody", o.visitor()}, {"author", o.resident}, {"resident", o.site.resident(t, 9)}, {"stranger", o.official("executor", o.otherBody)},
		{"executor", o.executor}, {"head", o.head}, {"superior", o.superior}, {"moderator", moderator}, {"admin", admin}, {"sleeping", sleeping},
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-62s", "")
	for _, p := range people {
		fmt.Fprintf(&table, " %-9s", p.name)
	}
	table.WriteString("\n")
	for _, route := range o.walkable() {
		method, path, _ := strings.Cut(route, " ")
		fmt.Fprintf(&table, "%-62s", route)
		for i, p := range people {
			p.from = fmt.Sprintf("198.51.100.%d:1", i+1)
			address := o.address(path)
			var a answer
			if method == http.MethodPost {
				a = p.send(method, address, url.Values{})
			} else {
				a = p.get(address)
			}
			if a.Code >= 500 {
				t.Errorf("%s %s as %s: %d", method, address, p.name, a.Code)
			}
			fmt.Fprintf(&table, " %-9s", outcome(a))
		}
		table.WriteString("\n")
	}
	got := trailing.ReplaceAllString(table.String(), "\n")
	const golden = "testdata/permissions.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for _, line := range gotLines {
		if !slices.Contains(wantLines, line) {
			t.Errorf("not in the table: %s", line)
		}
	}
	for _, line := range wantLines {
		if !slices.Contains(gotLines, line) {
			t.Errorf("only in the table: %s", line)
		}
	}
}

// outcome returns the status, or the kind of a redirect that refuses the request.
func outcome(a answer) string {
	to := a.Header().Get("Location")
	switch {
	case strings.Contains(to, "/sign-in?"):
		return "sign-in"
	case strings.Contains(to, "/account/factor?"):
		return "factor"
	}
	return fmt.Sprint(a.Code)
}

// walkable is every route once, in Kazakh, but for those that would end the
// session that asks; they have tests of their own.
func (o *officeSite) walkable() (routes []string) {
	for _, r := range o.server.Routes() {
		if r.Method != http.MethodGet && r.Method != http.MethodPost ||
			strings.HasPrefix(r.Path, "/ru") || strings.HasPrefix(r.Path, "/en") || strings.HasPrefix(r.Path, "/dev") ||
			slices.Contains([]string{"/kk/sign-out", "/kk/account/remove", "/kk/account/sessions/others/end", "/kk/styleguide"}, r.Path) {
			continue
		}
		routes = append(routes, r.Method+" "+r.Path)
	}
	slices.SortFunc(routes, func(a, b string) int {
		_, p, _ := strings.Cut(a, " ")
		_, q, _ := strings.Cut(b, " ")
		return strings.Compare(p+a, q+b)
	})
	return slices.Compact(routes)
}

// address fills the parameters of a route with existing rows.
func (o *officeSite) address(path string) string {
	o.t.Helper()
	number, user := "", fmt.Sprint(o.author)
	if strings.Contains(path, ":number") {
		if strings.Contains(path, "/moderation/") {
			number = o.waiting(o.t.T, o.author, "Жолда терең шұңқыр бар.")[0]
		} else {
			_, number = o.appeal(false)
		}
	}
	id := "999999"
	switch {
	case strings.HasSuffix(path, "/factors/reset"): // resetting the author's factors would sign them out
	case strings.Contains(path, "/users/"):
		id = user
	case strings.Contains(path, "/bodies/"):
		id = fmt.Sprint(o.body)
	case strings.Contains(path, "/comments/"):
		a, _ := o.appeal(false)
		o.must(o.db.Gorm.Raw(`insert into comments (appeal_id, user_id, text, at) values (?, ?, 'Рақмет.', ?) returning id::text`,
			a, o.author, noon).Scan(&id).Error)
	case strings.Contains(path, "/works/drafts/"):
		draft, err := o.store.BeginWorkDraft(o.t.Context(), models.Official{UserID: o.author, BodyID: o.body}, models.WorkForm{Title: "Көше жөндеу"}) // no user of the test changes it
		o.must(err)
		id = fmt.Sprint(draft)
	case strings.Contains(path, "/votes/:id"):
		id = fmt.Sprint(o.vote(vote.One))
	case strings.Contains(path, "/works/"):
		w, err := o.store.PublishWork(o.t.Context(), models.Official{UserID: o.author, BodyID: o.body}, models.NewWork{Place: "616059000",
			Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Жөндеу басталды.", Stage: models.Planned})
		o.must(err)
		id = fmt.Sprint(w)
	}
	act, code := "withdraw", "616059000"
	if strings.Contains(path, "/moderation/") {
		act = "publish"
	}
	if strings.Contains(path, "/record/:code") {
		code = "616000000"
	}
	if strings.Contains(path, "/categories/") {
		code = "roads"
	}
	return strings.NewReplacer(":number", number, ":id", id, ":act", act, ":code", code, ":key", "art76", ":token", "x", ":file", "x.jpg", "*", "x").Replace(path)
}
