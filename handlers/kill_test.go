package handlers_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"jauap/handlers"
	"jauap/models"
	"jauap/models/database"
	"jauap/models/mail"
	"jauap/models/secret"
)

// A copy of this test program that only serves, to be killed.
const (
	childURL  = "JAUAP_TEST_SERVE_URL"
	childName = "jauap_serve_child" // of its sessions in the database
)

// child serves the database of childURL on a port of its own, whose address is the
// first line that it prints.
func child() error {
	ctx := context.Background()
	db, err := database.Open(ctx, database.Config{URL: os.Getenv(childURL), MaxConns: 6})
	if err != nil {
		return err
	}
	store, err := models.Open(ctx, db)
	if err != nil {
		return err
	}
	key, err := secret.New("the same key for every life of the program")
	if err != nil {
		return err
	}
	_, local, _ := net.ParseCIDR("127.0.0.1/32")
	server, err := handlers.New(store.At(noon).WithSecret(key), handlers.Config{BaseURL: "https://jauap.example", Sessions: db.Sessions(),
		Log: slog.New(slog.DiscardHandler), Mail: mail.Folder{Dir: os.TempDir()}, Secret: key, TrustedProxies: []*net.IPNet{local}})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	return server.Serve(ctx, l)
}

// killed is the program that is killed again and again, and what reaches it.
type killed struct {
	*officeSite
	program  *exec.Cmd
	address  string
	requests atomic.Int64  // answered in this life
	deadline int64         // so many, and then it is killed; 0: never
	kill     chan struct{} // closed at the deadline
}

// start begins a life of the program, which ends after so many answers.
func (k *killed) start(deadline int64) {
	k.t.Helper()
	k.requests.Store(0)
	k.deadline, k.kill = deadline, make(chan struct{})
	k.program = exec.Command(os.Args[0])
	k.program.Env = append(os.Environ(), childURL+"="+k.db.URL, "PGAPPNAME="+childName)
	k.program.Stderr = os.Stderr
	out, err := k.program.StdoutPipe()
	k.must(err)
	k.must(k.program.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	k.must(err)
	k.address = strings.TrimSpace(line)
}

// end kills the program and waits until nothing of what it had sent to the database is under way.
func (k *killed) end() {
	k.t.Helper()
	k.must(k.program.Process.Kill())
	_ = k.program.Wait() // by the signal
	for n := 1; n > 0; {
		n = k.count(`select count(*) from pg_stat_activity, pg_sleep(0.01) where application_name = ?`, childName)
	}
}

// client is a browser whose connection may break.
type client struct {
	k       *killed
	cookies map[string]string
	from    string
}

// post sends a form, with a picture if there is one, and returns where the answer
// leads; ok is false when no answer came or it was none that leads on.
func (c *client) post(path string, picture []byte, fields ...string) (to string, ok bool) {
	var body bytes.Buffer
	contentType := "application/x-www-form-urlencoded"
	if picture == nil {
		form := url.Values{}
		for i := 0; i < len(fields); i += 2 {
			form.Add(fields[i], fields[i+1])
		}
		body.WriteString(form.Encode())
	} else {
		form := multipart.NewWriter(&body)
		for i := 0; i < len(fields); i += 2 {
			_ = form.WriteField(fields[i], fields[i+1])
		}
		file, _ := form.CreateFormFile("pictures", "IMG_0001.JPG")
		_, _ = file.Write(picture)
		_ = form.Close()
		contentType = form.FormDataContentType()
	}
	r, err := http.NewRequest(http.MethodPost, "http://"+c.k.address+path, &body)
	if err != nil {
		return "", false
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("X-Forwarded-For", c.from)
	for name, value := range c.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return "", false
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return "", false
	}
	for _, cookie := range answer.Cookies() {
		c.cookies[cookie.Name] = cookie.Value
	}
	if c.k.requests.Add(1) == c.k.deadline {
		close(c.k.kill)
	}
	return answer.Header.Get("Location"), answer.StatusCode == http.StatusSeeOther
}

// press is one thing that somebody wants done, and presses for until it is.
type press struct {
	what string               // title of the appeal, or number of the one that is answered
	last func(c *client) bool // the button that does it; reports whether it was acknowledged
	all  func(c *client) bool // from the beginning
	sent bool                 // the button was pressed, and no answer came
	done bool                 // acknowledged
}

// work presses for one thing after the other until the program is dead.
func (c *client) work(todo []*press) {
	for _, p := range todo {
		if p.done {
			continue
		}
		p.done = p.sent && p.last(c) || p.all(c)
		if !p.done {
			return
		}
	}
}

// filing is an appeal with a picture, through the steps that a browser takes.
func filing(title string, picture []byte) *press {
	p := &press{what: title}
	p.last = func(c *client) bool {
		p.sent = true
		to, ok := c.post("/kk/appeals/new/check", nil)
		done := ok && strings.HasSuffix(to, "/receipt")
		if done {
			delete(c.cookies, "draft")
		}
		return done
	}
	p.all = func(c *client) bool {
		for _, step := range []struct {
			path    string
			picture []byte
			fields  []string
		}{
			{"/kk/appeals/new", nil, []string{"category", "roads"}},
			{"/kk/appeals/new/place", nil, []string{"place", "616059000"}},
			{"/kk/appeals/new/text", picture, []string{"title", title, "body", filedBody + title, "kind", "message", "lang", "kk", "go", "check"}},
		} {
			if _, ok := c.post(step.path, step.picture, step.fields...); !ok {
				return false
			}
		}
		return p.last(c)
	}
	return p
}

// answering is an answer with a promise: its draft, and its publication.
func answering(number string) *press {
	p := &press{what: number}
	path := "/kk/desk/appeals/" + number
	p.last = func(c *client) bool {
		p.sent = true
		to, ok := c.post(path+"/answer/publish", nil, "version", "1")
		return ok && to == path
	}
	p.all = func(c *client) bool {
		// a draft that was saved and not acknowledged is saved: the version says so with 409
		_, _ = c.post(path+"/answer", nil, "version", "0", "go", "preview", "found", "Шұңқыр бар", "action", "Шұңқыр жамалады",
			"responsible", "Бас маман", "cost", "none", "complaint", "Шағым бере аласыз", "promise_text_1", "Жамалады", "promise_due_1", "2026-11-20")
		return p.last(c)
	}
	return p
}

// TestKilledWhileFiling: a program that is killed with SIGKILL in the middle of filing
// and answering loses nothing that it has acknowledged and does nothing twice. What
// it has not acknowledged is done once or not at all, and once when the same button
// is pressed again.
func TestKilledWhileFiling(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a program again and again; -short leaves it out")
	}
	const lives, residents, each, answers = 6, 4, 9, 36
	k := &killed{officeSite: newOffice(t)}
	jobs := map[*client][]*press{}
	var all []*press
	for r := range residents {
		v := k.site.resident(t, 60+r)
		c := &client{k, v.cookies, fmt.Sprintf("198.51.100.%d", 60+r)}
		for n := range each {
			jobs[c] = append(jobs[c], filing(fmt.Sprintf("Шұңқыр № %d-%d", r, n), photo(t, uint8(r*each+n))))
		}
		all = append(all, jobs[c]...)
	}
	var filed []*press
	filed = append(filed, all...)
	var answered []*press
	head := []*client{{k, maps.Clone(k.head.cookies), "203.0.113.1"}, {k, maps.Clone(k.head.cookies), "203.0.113.2"}}
	for n := range answers {
		_, number := k.appeal(false)
		p := answering(number)
		jobs[head[n%2]] = append(jobs[head[n%2]], p)
		answered = append(answered, p)
	}

	// check compares what was acknowledged with what the database holds.
	check := func(when string) {
		t.Helper()
		for _, p := range filed {
			n := k.count(`select count(*) from appeals where title = ?`, p.what)
			if n > 1 || p.done && n == 0 {
				t.Errorf("%s: %q is filed %d times; acknowledged: %v", when, p.what, n, p.done)
			}
			if whole := k.count(`select count(*) from appeals a join drafts d on d.appeal_id = a.id join pictures p on p.appeal_id = a.id
				join events e on e.appeal_id = a.id and e.kind = 'submitted' where a.title = ?`, p.what); whole != n {
				t.Errorf("%s: %q is filed %d times, with its draft, picture and event %d times", when, p.what, n, whole)
			}
		}
		for _, p := range answered {
			n := k.count(`select count(*) from answers w join appeals a on a.id = w.appeal_id where a.number = ?`, p.what)
			if n > 1 || p.done && n == 0 {
				t.Errorf("%s: %s is answered %d times; acknowledged: %v", when, p.what, n, p.done)
			}
			if whole := k.count(`select count(*) from answers w join appeals a on a.id = w.appeal_id and a.status = 'answered' join promises p on p.answer_id = w.id
				join events e on e.appeal_id = a.id and e.kind = 'answered' join events m on m.appeal_id = a.id and m.kind = 'promised'
				where a.number = ?`, p.what); whole != n {
				t.Errorf("%s: %s is answered %d times, with its promise and events %d times", when, p.what, n, whole)
			}
		}
	}
	done := func(list []*press) (n, cut int) {
		for _, p := range list {
			if p.done {
				n++
			} else if p.sent {
				cut++
			}
		}
		return n, cut
	}

	for life := range lives {
		deadline := int64(0) // the last life ends when everything is done
		if life < lives-1 {
			deadline = 12 + rand.Int64N(30)
		}
		k.start(deadline)
		var people sync.WaitGroup
		for c, todo := range jobs {
			people.Go(func() { c.work(todo) })
		}
		if deadline > 0 {
			finished := make(chan struct{})
			go func() { people.Wait(); close(finished) }()
			select {
			case <-k.kill:
			case <-finished:
			}
			k.end()
		}
		people.Wait()
		if deadline == 0 {
			k.end()
		}
		a, cutA := done(filed)
		b, cutB := done(answered)
		t.Logf("life %d, killed after %d answers: %d appeals and %d answers acknowledged, %d and %d cut off", life+1, deadline, a, b, cutA, cutB)
		check(fmt.Sprintf("after life %d", life+1))
	}
	if a, _ := done(filed); a != len(filed) {
		t.Errorf("%d of %d appeals were filed in the end", a, len(filed))
	}
	if b, _ := done(answered); b != len(answered) {
		t.Errorf("%d of %d answers were published in the end", b, len(answered))
	}
}
