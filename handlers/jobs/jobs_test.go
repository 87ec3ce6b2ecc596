package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net"
	stdmail "net/mail"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	"jauap/models/mail"
	insert "jauap/models/modelstest/village"
	"jauap/models/notice"
	"jauap/models/secret"
)

func TestMain(m *testing.M) {
	if os.Getenv(childURL) != "" {
		if err := child(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	dbtest.Main(m)
}

// postbox is a real SMTP server.
type postbox struct {
	port  int
	mu    sync.Mutex
	mails []*stdmail.Message
	came  chan struct{}
	most  int           // number of mails after which connections wait; 0: no limit
	gate  chan struct{} // closed to let them continue
}

func newPostbox(t *testing.T) *postbox {
	t.Helper()
	b := &postbox{came: make(chan struct{}, 1000), gate: make(chan struct{})}
	server := smtp.NewServer(b)
	server.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.port = l.Addr().(*net.TCPAddr).Port
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return b
}

func (b *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &conversation{box: b}, nil }

type conversation struct{ box *postbox }

func (c *conversation) Mail(string, *smtp.MailOptions) error {
	c.box.mu.Lock()
	wait := c.box.most > 0 && len(c.box.mails) >= c.box.most
	c.box.mu.Unlock()
	if wait {
		<-c.box.gate
	}
	return nil
}
func (*conversation) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch {
	case strings.HasPrefix(to, "nobody@"):
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	case strings.HasPrefix(to, "busy@"):
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "later"}
	}
	return nil
}
func (c *conversation) Data(r io.Reader) error {
	m, err := stdmail.ReadMessage(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return err
	}
	m.Body = bytes.NewReader(body)
	c.box.mu.Lock()
	c.box.mails = append(c.box.mails, m)
	c.box.mu.Unlock()
	c.box.came <- struct{}{}
	return nil
}
func (*conversation) Reset()        {}
func (*conversation) Logout() error { return nil }

// wait waits for n more mails.
func (b *postbox) wait(t *testing.T, n int) {
	t.Helper()
	for range n {
		select {
		case <-b.came:
		case <-time.After(time.Minute): // real time: mails are sent in the background
			t.Fatalf("only %d mails arrived", len(b.mails))
		}
	}
}

func (b *postbox) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.mails)
}

// noon is the time of the fixed clock of these tests: a Wednesday, 12:00 in Asia/Almaty.
var noon = time.Date(2026, time.October, 14, 7, 0, 0, 0, time.UTC)

// world holds a village with an akim, and an author with a published appeal.
type world struct {
	*models.Store
	t      *testing.T
	db     *database.DB
	box    *postbox
	config Config
	by     models.Official
	author int64
	appeal int64
}

func newWorld(t *testing.T, email string) *world {
	t.Helper()
	db := dbtest.Open(t)
	store, err := models.Open(t.Context(), db, models.FixedClock(noon))
	w := &world{Store: store, t: t, db: db, box: newPostbox(t)}
	w.must(err)
	w.Store = w.WithSecret(secret.Random())
	sender, err := mail.NewSMTP(mail.Settings{Host: "127.0.0.1", Port: w.box.port, From: "Жауап <jauap@jauap.example>"})
	w.must(err)
	w.config = Config{Pool: db.Pool, Mail: sender, BaseURL: "https://jauap.example", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	w.must(insert.Insert(t.Context(), w.Session().Exec))
	w.must(w.EnsureBodies(t.Context()))
	w.author = w.person(email, "ru")
	body, err := w.CompetentBody(t.Context(), "616059000", "roads")
	w.must(err)
	w.by = models.Official{UserID: w.person("", "kk"), BodyID: body.ID}
	w.appeal = w.published()
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) person(email, lang string) int64 {
	w.t.Helper()
	id, err := w.CreateUser(w.t.Context(), models.NewUser{GivenName: "Айгүл", Email: email, Level: 1, Lang: lang})
	w.must(err)
	return id
}

func (w *world) published() int64 {
	w.t.Helper()
	filed, err := w.SubmitAppeal(w.t.Context(), models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000", AuthorID: w.author,
		Lang: "ru", Title: "Яма на улице Достык", Text: "Глубокая яма посреди дороги."})
	w.must(err)
	w.must(w.db.Gorm.Exec(`update events set noticed_at = at where kind = 'submitted'`).Error) // TestReceiptIsMailed covers the receipt
	w.must(w.PublishAppeal(w.t.Context(), filed.ID, w.by.UserID))
	return filed.ID
}

// row scans the row of a query into dest.
func (w *world) row(dest any, sql string, args ...any) {
	w.t.Helper()
	w.must(w.db.Gorm.Raw(sql, args...).Scan(dest).Error)
}

// run starts the jobs. stop ends them and waits.
func (w *world) run() (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, w.Store, w.config) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
	}
	w.t.Cleanup(stop)
	return stop
}

// work runs the job of a notice once.
func (w *world) work(id int64) error {
	job := &river.Job[notice.MailNotice]{JobRow: &rivertype.JobRow{}, Args: notice.MailNotice{Notice: id}}
	return (&sendNotice{post: post{w.Store, w.config, newMail(w.config)}}).Work(w.t.Context(), job)
}

// TestMails: notices are sent to a real SMTP server, once each, with one-click unsubscribing.
func TestMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	follower := w.person("marat@example.kz", "kk")
	w.must(notice.New(w.Store).Follow(t.Context(), follower, models.PlaceTarget("616000000")))
	stop := w.run()
	w.box.wait(t, 2) // mails about the publication
	_, err := w.PublishAnswer(t.Context(), w.appeal, w.by, models.NewAnswer{AnswerText: models.AnswerText{Action: "Яма будет засыпана."}})
	w.must(err)
	w.box.wait(t, 2)
	stop()

	var waiting, marked int
	w.row(&waiting, `select count(*) from river_job where state <> 'completed' and kind <> 'sweep'`)
	w.row(&marked, `select count(*) from notices where mailed_at is not null`)
	if waiting != 0 || marked != 4 || w.box.count() != 4 {
		t.Errorf("%d jobs waiting, %d notices marked, %d mails sent", waiting, marked, w.box.count())
	}
	ids := map[string]bool{}
	for _, m := range w.box.mails {
		ids[m.Header.Get("Message-ID")] = true
		link := strings.Trim(m.Header.Get("List-Unsubscribe"), "<>")
		if !strings.HasPrefix(link, "https://jauap.example/") || m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
			t.Errorf("unsubscribe by %q, %q", link, m.Header.Get("List-Unsubscribe-Post"))
		}
		_, token, _ := strings.Cut(link, "/unsubscribe/")
		w.must(notice.New(w.Store).Unsubscribe(t.Context(), token))
		if !strings.HasSuffix(m.Header.Get("Message-ID"), "@jauap.example>") || !strings.HasPrefix(m.Header.Get("Content-Type"), "multipart/alternative") {
			t.Errorf("%v", m.Header)
		}
	}
	if len(ids) != 4 {
		t.Errorf("%d different Message-IDs", len(ids))
	}
	w.must(w.JudgeAnswer(t.Context(), w.appeal, w.author, models.Unsolved, "Не засыпали."))
	_, err = w.PublishAnswer(t.Context(), w.appeal, w.by, models.NewAnswer{AnswerText: models.AnswerText{Action: "Засыпали."}})
	w.must(err)
	if _, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.row(&waiting, `select count(*) from river_job where state <> 'completed' and kind <> 'sweep'`)
	if waiting != 0 {
		t.Errorf("%d mails queued for unsubscribed users", waiting)
	}
}

// TestOnce: a job that runs again after the mark sends nothing. One that runs again before
// the mark, after a crash, sends the same Message-ID.
func TestOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	if n, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d notices, %v", n, err)
	}
	var notice int64
	w.row(&notice, `select id from notices`)
	for range 3 {
		w.must(w.work(notice))
	}
	if n := w.box.count(); n != 1 {
		t.Fatalf("%d mails", n)
	}
	w.must(w.db.Gorm.Exec(`update notices set mailed_at = null`).Error) // as after a crash between delivery and mark
	w.must(w.work(notice))
	if a, b := w.box.mails[0].Header.Get("Message-ID"), w.box.mails[1].Header.Get("Message-ID"); a != b || a == "" {
		t.Errorf("Message-IDs %q and %q", a, b)
	}
}

// TestStartMailsWaitingNotices: two programs that start with waiting events and notices mail
// each once.
func TestStartMailsWaitingNotices(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	const more = 20
	for range more {
		w.published()
	}
	// jobs queued by a process that has ended
	if _, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	one, two := w.run(), w.run()
	w.box.wait(t, more+1)
	one()
	two()
	if n := w.box.count(); n != more+1 {
		t.Errorf("%d mails of %d notices", n, more+1)
	}
}

// TestRefusals: the mail of an unknown address is canceled, that of a busy server retried, and
// while mail is switched off jobs are snoozed.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		email string
		want  func(error) bool
	}{
		{"nobody@example.kz", func(err error) bool {
			return errors.Is(err, mail.ErrAddress) && errors.As(err, new(*rivertype.JobCancelError))
		}},
		{"busy@example.kz", func(err error) bool { return err != nil && !errors.As(err, new(*rivertype.JobCancelError)) }},
	} {
		w := newWorld(t, test.email)
		if _, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := w.work(1); !test.want(err) {
			t.Errorf("%s: %v", test.email, err)
		}
		w.must(w.db.Gorm.Exec(`insert into switches (name, at) values ('no_mail', now())`).Error)
		w.must(w.LoadReference(t.Context()))
		if err := w.work(1); !errors.As(err, new(*rivertype.JobSnoozeError)) {
			t.Errorf("switched off: %v", err)
		}
		var marked int
		w.row(&marked, `select count(*) from notices where mailed_at is not null`)
		bounces, err := notice.New(w.Store).Bounces(t.Context())
		w.must(err)
		if want := strings.HasPrefix(test.email, "nobody@"); (bounces == 1) != want {
			t.Errorf("%s: %d addresses marked as bounced", test.email, bounces)
		}
		if marked != 0 || w.box.count() != 0 {
			t.Errorf("%s: %d marked, %d sent", test.email, marked, w.box.count())
		}
	}
	w := newWorld(t, "aigul@example.kz")
	if _, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Store = w.At(w.Now().AddDate(0, 0, notice.NewsDays+1))
	w.must(w.work(1))
	if w.box.count() != 0 {
		t.Error("an old notice was mailed")
	}
	if err := w.work(99); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("missing notice: %v", err)
	}
}

// TestRetries: a mail to a busy server is retried and sent when the server accepts it.
func TestRetries(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "busy@example.kz")
	stop := w.run()
	var errors, tries int
	for range 200 {
		w.row(&errors, `select coalesce(max(array_length(errors, 1)), 0) from river_job where kind <> 'sweep'`)
		if errors > 0 {
			break
		}
		w.row(new(int), `select count(*) from pg_sleep(0.05)`)
	}
	w.row(&tries, `select max_attempts from river_job where kind <> 'sweep'`)
	if errors < 1 || tries != 12 {
		t.Fatalf("failed tries: %d of %d", errors, tries)
	}
	w.must(w.db.Gorm.Exec(`update users set email = 'aigul@example.kz', mailbox = 'aigul@example.kz' where email = 'busy@example.kz'`).Error) // the server accepts mail to this address
	w.must(w.db.Gorm.Exec(`update river_job set state = 'available', scheduled_at = now()`).Error)                                            // the time of the next retry
	w.box.wait(t, 1)
	stop()
	var marked int
	w.row(&marked, `select count(*) from notices where mailed_at is not null`)
	if marked != 1 || w.box.count() != 1 {
		t.Errorf("%d marked, %d sent", marked, w.box.count())
	}
}

// TestBounceOf: only refusals caused by the address count as bounces.
func TestBounceOf(t *testing.T) {
	for refused, want := range map[mail.RefusedError]models.Bounce{
		{Code: 550, Enhanced: "5.1.1"}: models.BounceUnknown,
		{Code: 552, Enhanced: "5.2.2"}: models.BounceMailbox,
		{Code: 550, Enhanced: "5.7.1"}: "", // a policy against the sender
		{Code: 554}:                    "",
		{Code: 550}:                    models.BounceUnknown,
		{Code: 550, Enhanced: "5.4.4"}: models.BounceRefused,
	} {
		if got := bounceOf(refused); got != want {
			t.Errorf("%+v: %q, want %q", refused, got, want)
		}
	}
}

// TestDigestIsMailedOnce: a digest is sent once, with unsubscribe headers, and not if it is
// empty.
func TestDigestIsMailedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	w.must(w.db.Gorm.Exec(`update events set noticed_at = at`).Error)
	follower, idle := w.person("marat@example.kz", "kk"), w.person("idle@example.kz", "ru")
	w.must(notice.New(w.Store).Follow(t.Context(), follower, models.PlaceTarget("616000000")))
	w.must(notice.New(w.Store).Follow(t.Context(), idle, models.CategoryTarget("water")))
	w.Store = w.At(noon.AddDate(0, 0, 7)) // after the Monday on which digests are due
	if n, err := notice.New(w.Store).QueueDigests(t.Context()); err != nil || n != 2 {
		t.Fatalf("%d queued, %v", n, err)
	}
	stop := w.run()
	w.box.wait(t, 1)
	for waiting := 1; waiting > 0; {
		w.row(&waiting, `select count(*) from river_job, pg_sleep(0.02) where state <> 'completed' and kind <> 'sweep'`)
	}
	stop()
	var digest notice.MailDigest
	w.must(w.db.Gorm.Raw(`select user_id as "user", kind as digest, week from digests where user_id = ?`, follower).Row().Scan(&digest.User, &digest.Digest, &digest.Week))
	again := &river.Job[notice.MailDigest]{JobRow: &rivertype.JobRow{}, Args: digest}
	w.must((&sendDigest{post: post{w.Store, w.config, newMail(w.config)}}).Work(t.Context(), again))
	if w.box.count() != 1 {
		t.Fatalf("%d mails", w.box.count())
	}
	m := w.box.mails[0]
	link := strings.Trim(m.Header.Get("List-Unsubscribe"), "<>")
	if m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.Contains(m.Header.Get("Message-ID"), "digest.follower.") {
		t.Errorf("%v", m.Header)
	}
	_, token, _ := strings.Cut(link, "/unsubscribe/")
	w.must(notice.New(w.Store).Unsubscribe(t.Context(), token))
	account, err := account.New(w.Store).Account(t.Context(), follower)
	w.must(err)
	if account.Digests(models.FollowerDigest) || !account.Digests(models.OfficeDigest) {
		t.Error("the link must end the digest of follows only")
	}
}

// TestAnotherChannel: the jobs work with any Channel.
func TestAnotherChannel(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	if _, err := notice.New(w.Store).NoticeEvents(t.Context()); err != nil {
		t.Fatal(err)
	}
	phone := &pocket{}
	job := &river.Job[notice.MailNotice]{JobRow: &rivertype.JobRow{}, Args: notice.MailNotice{Notice: 1}}
	w.must((&sendNotice{post: post{w.Store, w.config, phone}}).Work(t.Context(), job))
	if len(phone.letters) != 1 || phone.letters[0].Text == "" || w.box.count() != 0 {
		t.Errorf("%d letters, %d mails", len(phone.letters), w.box.count())
	}
}

// pocket is a channel that collects letters.
type pocket struct{ letters []Letter }

func (*pocket) Name() string { return "pocket" }
func (p *pocket) Deliver(_ context.Context, l Letter) error {
	p.letters = append(p.letters, l)
	return nil
}

// TestReceiptIsMailed: the author gets a mail with the number, the responsible body and the deadline.
func TestReceiptIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	w.must(w.db.Gorm.Exec(`update events set noticed_at = at`).Error)
	filed, err := w.SubmitAppeal(t.Context(), models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000", AuthorID: w.author,
		Lang: "ru", Title: "Не горят фонари", Text: "На улице Достык не горят фонари."})
	w.must(err)
	stop := w.run()
	w.box.wait(t, 1)
	stop()
	receipt, err := w.Receipt(t.Context(), filed.Number, w.author)
	w.must(err)
	part, err := multipart.NewReader(w.box.mails[0].Body, boundary(t, w.box.mails[0])).NextPart() // decodes quoted-printable
	w.must(err)
	text, err := io.ReadAll(part)
	w.must(err)
	if part.Header.Get("Content-Type") != "text/plain; charset=UTF-8" {
		t.Errorf("%v", part.Header)
	}
	for _, want := range []string{filed.Number, "Не горят фонари", receipt.BodyName.RU, "День регистрации: " + numeric(receipt.RegisteredOn), "Срок ответа: " + numeric(receipt.AnswerDue),
		"https://jauap.example/ru/appeals/" + filed.Number + "/receipt"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func boundary(t *testing.T, m *stdmail.Message) string {
	t.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	return params["boundary"]
}

func numeric(d calendar.Date) string { return d.Time().Format("02.01.2006") }
