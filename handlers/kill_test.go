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

// The child is a copy of this test program that serves until it is killed.
const (
	childURL  = "JAUAP_TEST_SERVE_URL"
	childName = "jauap_serve_child" // application name of its database sessions
)

// child serves the database of childURL on a free port and prints its address as the first
// line.
func child() error {
	ctx := context.Background()
	db, err := database.Open(ctx, database.Config{URL: os.Getenv(childURL), MaxConns: 6})
	if err != nil {
		return err
	}
	store, err := models.Open(ctx, db, models.FixedClock(noon))
	if err != nil {
		return err
	}
	key, err := secret.New("the same key for every life of the program")
	if err != nil {
		return err
	}
	_, local, _ := net.ParseCIDR("127.0.0.1/32")
	server, err := handlers.New(store.WithSecret(key), handlers.Config{BaseURL: "https://jauap.example", Sessions: db.Sessions(),
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

// killed is the program that is killed repeatedly.
type killed struct {
	*officeSite
	program  *exec.Cmd
	address  string
	requests atomic.Int64  // handled in this life
	deadline int64         // number of requests before the kill; 0: no kill
	kill     chan struct{} // closed at the deadline
}

// start starts the program, which is to be killed after deadline responses.
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

// end kills the program and waits until its statements in the database have ended.
func (k *killed) end() {
	k.t.Helper()
	k.must(k.program.Process.Kill())
	_ = k.program.Wait() // returns the error of the signal
	for n := 1; n > 0; {
		n = k.count(`select count(*) from pg_stat_activity, pg_sleep(0.01) where application_name = ?`, childName)
	}
}

// client is a browser with a connection that may break.
type client struct {
	k       *killed
	cookies map[string]string
	from    string
}

// post sends a form, with a picture unless it is nil, and returns the target of the redirect.
// ok is false without a complete redirect response.
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

// task is an action of a user, retried until it is acknowledged.
type task struct {
	what string               // title of the filed appeal, or number of the answered one
	last func(c *client) bool // sends the last request; reports whether it was acknowledged
	all  func(c *client) bool // sends all requests
	sent bool                 // the last request was sent
	done bool                 // acknowledged
}

// work performs the actions in order until the program is dead.
func (c *client) work(todo []*task) {
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

// filing files an appeal with a picture, in the steps of a browser.
func filing(title string, picture []byte) *task {
	p := &task{what: title}
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

// answering drafts and publishes an answer with a promise.
func answering(number string) *task {
	p := &task{what: number}
	path := "/kk/desk/appeals/" + number
	p.last = func(c *client) bool {
		p.sent = true
		to, ok := c.post(path+"/answer/publish", nil, "version", "1")
		return ok && to == path
	}
	p.all = func(c *client) bool {
		// 409 if the draft was saved but the response was lost
		_, _ = c.post(path+"/answer", nil, "version", "0", "go", "preview", "found", "Шұңқыр бар", "action", "Шұңқыр жамалады",
			"responsible", "Бас маман", "cost", "none", "complaint", "Шағым бере аласыз", "promise_text_1", "Жамалады", "promise_due_1", "2026-11-20")
		return p.last(c)
	}
	return p
}

// TestKilledWhileFiling: a program that is killed with SIGKILL while users file and answer
// appeals loses no acknowledged action and repeats none. An action without a response is done
// once or not at all, and once after the same request is sent again.
func TestKilledWhileFiling(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a program repeatedly")
	}
	const lives, residents, each, answers = 6, 4, 9, 36
	k := &killed{officeSite: newOffice(t)}
	jobs := map[*client][]*task{}
	var all []*task
	for r := range residents {
		v := k.site.resident(t, 60+r)
		c := &client{k, v.cookies, fmt.Sprintf("198.51.100.%d", 60+r)}
		for n := range each {
			jobs[c] = append(jobs[c], filing(fmt.Sprintf("Шұңқыр № %d-%d", r, n), photo(t, uint8(r*each+n))))
		}
		all = append(all, jobs[c]...)
	}
	var filed []*task
	filed = append(filed, all...)
	var answered []*task
	head := []*client{{k, maps.Clone(k.head.cookies), "203.0.113.1"}, {k, maps.Clone(k.head.cookies), "203.0.113.2"}}
	for n := range answers {
		_, number := k.appeal(false)
		p := answering(number)
		jobs[head[n%2]] = append(jobs[head[n%2]], p)
		answered = append(answered, p)
	}

	// check compares the acknowledged actions with the database.
	check := func(when string) {
		t.Helper()
		for _, p := range filed {
			n := k.count(`select count(*) from appeals where title = ?`, p.what)
			if n > 1 || p.done && n == 0 {
				t.Errorf("%s: %q was filed %d times; acknowledged: %v", when, p.what, n, p.done)
			}
			if whole := k.count(`select count(*) from appeals a join drafts d on d.appeal_id = a.id join pictures p on p.appeal_id = a.id
				join events e on e.appeal_id = a.id and e.kind = 'submitted' where a.title = ?`, p.what); whole != n {
				t.Errorf("%s: %q was filed %d times, %d times with draft, picture and event", when, p.what, n, whole)
			}
		}
		for _, p := range answered {
			n := k.count(`select count(*) from answers w join appeals a on a.id = w.appeal_id where a.number = ?`, p.what)
			if n > 1 || p.done && n == 0 {
				t.Errorf("%s: %s was answered %d times; acknowledged: %v", when, p.what, n, p.done)
			}
			if whole := k.count(`select count(*) from answers w join appeals a on a.id = w.appeal_id and a.status = 'answered' join promises p on p.answer_id = w.id
				join events e on e.appeal_id = a.id and e.kind = 'answered' join events m on m.appeal_id = a.id and m.kind = 'promised'
				where a.number = ?`, p.what); whole != n {
				t.Errorf("%s: %s was answered %d times, %d times with promise and events", when, p.what, n, whole)
			}
		}
	}
	done := func(list []*task) (n, cut int) {
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
		deadline := int64(0) // the last life ends when all actions are done
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
		t.Logf("life %d, killed after %d responses: %d appeals and %d answers acknowledged, %d and %d interrupted", life+1, deadline, a, b, cutA, cutB)
		check(fmt.Sprintf("after life %d", life+1))
	}
	if a, _ := done(filed); a != len(filed) {
		t.Errorf("%d of %d appeals were filed", a, len(filed))
	}
	if b, _ := done(answered); b != len(answered) {
		t.Errorf("%d of %d answers were published", b, len(answered))
	}
}
