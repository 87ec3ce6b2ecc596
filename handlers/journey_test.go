package handlers_test

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"jauap/handlers/jobs"
	"jauap/models/database/dbtest"
	"jauap/models/notice"
	"jauap/views/i18n"
)

// TestJourney follows an appeal in a real browser, in Kazakh and Russian, with and without
// script: a resident signs in with a mailed code and files an appeal with a picture, a
// moderator publishes it, a neighbour gives a voice and follows the place, the akim takes it
// up, redirects another appeal, and answers with a promise and proof, the author gives a
// verdict, and an explanation reaches its followers. Without CI_LONG=1 it runs in Kazakh with
// script and in Russian without.
func TestJourney(t *testing.T) {
	for _, lang := range []i18n.Lang{i18n.KK, i18n.RU} {
		for name, scriptless := range map[string]bool{"script": false, "without": true} {
			t.Run(string(lang)+"/"+name, func(t *testing.T) {
				if scriptless != (lang == i18n.RU) {
					dbtest.Long(t)
				}
				o := newOffice(t)
				o.official("moderator", 0)
				j := &journey{officeSite: o, lang: string(lang), ctx: browse(t)}
				server := httptest.NewServer(o.server)
				t.Cleanup(server.Close)
				j.server = server.URL
				j.do(look(360, "light"), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
					_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: scriptless})
					return err
				}))
				j.run()
			})
		}
	}
}

type journey struct {
	*officeSite
	lang, server string
	ctx          context.Context
}

func (j *journey) run() {
	// A resident signs in and files an appeal with a picture.
	j.signIn("dauren@example.kz", "Дәурен")
	j.open("/appeals/new")
	j.click("button[value=roads]", "/appeals/new/place")
	j.open("/appeals/new/place?in=616059000")
	j.click("main button[value='616059000']", "/appeals/new/text")
	j.fill("title", "Достық көшесіндегі шұңқыр")
	j.fill("body", "Дәріхананың жанындағы жолда терең шұңқыр бар, балалар айналып өтеді.")
	j.upload("main input[type=file]")
	j.click("button[value=check]", "/appeals/new/check")
	j.click("main form[action$='/appeals/new/check'] button[type=submit]", "/receipt")
	number := j.part(2)

	// A moderator publishes it.
	j.signIn("moderator0@example.kz", "")
	j.open("/moderation/appeals/" + number)
	j.click("form[action$='/publish'] button", "")

	// A neighbour gives a voice and follows the place.
	j.signIn("neighbour@example.kz", "Салтанат")
	j.open("/appeals/" + number)
	j.see("img[src^='/media/']")
	j.click("form[action$='/voice'] button", "/appeals/"+number)
	j.see("form[action$='/voice/withdrawal']")
	j.open("/places/616059000")
	j.click("form[action$='/follows']:has([value=place]) button", "/places/616059000")

	// The akim takes it up, redirects another, and answers with a promise and proof.
	_, other := j.appeal(false)
	j.signIn(fmt.Sprintf("head%d@example.kz", j.body), "")
	j.open("/desk/appeals/" + number)
	j.click("form[action$='/take-up'] button", "")
	j.open("/desk/appeals/" + other)
	j.eval(`document.querySelector("details:has([name=redirect_to])").open = true`)
	j.eval(fmt.Sprintf(`document.querySelector("[name=redirect_to]").value = "%d"`, j.district))
	j.eval(`(s => { s.selectedIndex = s.options.length - 1 })(document.querySelector("[name=redirect_reason]"))`)
	j.fill("redirect_text", "Бұл жол аудандық маңызы бар жолға жатады.")
	j.click("form[action$='/redirect'] button", "")
	j.open("/desk/appeals/" + number + "/answer")
	j.fill("found", "Ұзындығы 12 метр бөлікте асфальт ойылған.")
	j.fill("action", "Жол мердігері шұңқырды жамайды.")
	j.fill("promise_text_1", "Шұңқыр жамалады")
	j.fill("promise_due_1", today().AddDays(10).String())
	j.upload("main input[type=file]")
	j.click("button[value=preview]", "/answer/preview")
	j.click("form[action$='/publish'] button", "")

	// The author gives a verdict.
	j.signIn("dauren@example.kz", "")
	j.open("/appeals/" + number)
	j.see("#answers, .answer")
	j.open("/appeals/" + number + "/author/judge")
	j.eval(`document.querySelector("[name=verdict][value=solved]").click()`)
	j.click("main form[action$='/judge'] button[type=submit]", "/appeals/"+number)

	// An executor writes an explanation of work, the head publishes it, and it reaches its followers.
	j.signIn(fmt.Sprintf("executor%d@example.kz", j.body), "")
	j.open("/desk/works/new")
	j.fill("category", "roads")
	j.fill("title", "Достық көшесін жөндеу")
	j.fill("text", "Жөндеу **наурызда** басталады.")
	j.fill("appeals", number)
	j.click("main form[action$='/desk/works'] button[value=preview]", "/preview")
	j.click("main form[action$='/hand'] button", "/desk/works")
	j.signIn(fmt.Sprintf("head%d@example.kz", j.body), "")
	if _, err := notice.New(j.store).NoticeEvents(j.t.Context()); err != nil {
		j.t.Fatal(err)
	}
	j.open("/inbox")
	j.click("main a[href*='/inbox/']", "/desk/works/drafts/1/preview")
	j.click("main form[action$='/publish'] button", "/desk/works")
	j.see("main a[href*='/desk/works/1']")
	j.must(jobs.Sweep(j.t.Context(), j.store)) // records the explanation on its appeals
	if _, err := notice.New(j.store).NoticeEvents(j.t.Context()); err != nil {
		j.t.Fatal(err)
	}
	j.signIn("neighbour@example.kz", "")
	j.open("/inbox")
	j.see("main a[href*='/inbox/']")

	// The public record at the end.
	j.signOut()
	j.open("/appeals/" + number)
	for kind, want := range map[string]int{"published": 1, "taken_up": 1, "answered": 1, "promised": 1, "resolved_confirmed": 1, "explained": 1} {
		if got := j.count(`select count(*) from events e join appeals a on a.id = e.appeal_id where a.number = ? and e.kind = ?`, number, kind); got != want {
			j.t.Errorf("%d events %s, want %d", got, kind, want)
		}
	}
	if got := j.count(`select count(*) from redirects r join appeals a on a.id = r.appeal_id where a.number = ?`, other); got != 1 {
		j.t.Errorf("%d redirects", got)
	}
	if got := j.count(`select count(*) from notices where work_id is not null or kind = 'explained'`); got == 0 {
		j.t.Error("no notice of the explanation")
	}
}

func (j *journey) do(steps ...chromedp.Action[chromedp.Void]) {
	j.t.Helper()
	ctx, cancel := context.WithTimeout(j.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		j.t.Fatalf("at %s: %v", j.location(), err)
	}
}

func (j *journey) location() string {
	at, _ := chromedp.Run(j.ctx, chromedp.Location())
	return at
}

func (j *journey) open(path string) {
	j.t.Helper()
	j.do(chromedp.Navigate(j.server + "/" + j.lang + path))
}

func (j *journey) eval(script string) {
	j.t.Helper()
	if _, err := chromedp.Run(j.ctx, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		j.t.Fatalf("at %s: %s: %v", j.location(), script, err)
	}
}

func (j *journey) fill(name, value string) {
	j.t.Helper()
	j.do(chromedp.SetValue(fmt.Sprintf("main [name='%s']", name), value))
}

func (j *journey) see(selector string) { j.t.Helper(); j.do(chromedp.WaitReady(selector)) }

// click presses a button and waits until the page, or the part that the script replaces, has
// loaded without that button and the path ends in arrives.
func (j *journey) click(selector, arrives string) {
	j.t.Helper()
	j.eval(fmt.Sprintf(`(b => { b.dataset.pressed = "1"; b.click() })(document.querySelector(%q))`, selector))
	ctx, cancel := context.WithTimeout(j.ctx, 15*time.Second) // waits for a browser
	defer cancel()
	for {
		came, err := chromedp.Run(j.ctx, chromedp.Evaluate[bool](`document.readyState == "complete" && !document.querySelector("[data-pressed]")`))
		path, _, _ := strings.Cut(strings.TrimPrefix(j.location(), j.server), "?")
		if err == nil && came && strings.HasSuffix(path, arrives) {
			return
		}
		select {
		case <-time.After(30 * time.Millisecond): // real time: the browser loads a page
		case <-ctx.Done():
			text, _ := chromedp.Run(j.ctx, chromedp.Evaluate[string](`document.querySelector("main").innerText.slice(0, 800)`))
			j.t.Fatalf("after clicking %s: at %s, want …%s\n%s", selector, j.location(), arrives, text)
		}
	}
}

// part returns the n-th part of the path, counted from 0.
func (j *journey) part(n int) string {
	return strings.Split(strings.TrimPrefix(j.location(), j.server+"/"), "/")[n]
}

func (j *journey) upload(selector string) {
	j.t.Helper()
	file := filepath.Join(j.t.TempDir(), "shunqyr.jpg")
	f, err := os.Create(file)
	j.must(err)
	j.must(jpeg.Encode(f, image.NewGray(image.Rect(0, 0, 640, 480)), nil))
	j.must(f.Close())
	j.do(chromedp.SetUploadFiles(selector, []string{file}))
}

func (j *journey) signOut() {
	j.t.Helper()
	j.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.ClearBrowserCookies, cdp.Empty{})
		return err
	}))
}

// signIn signs in with a mailed code. The first sign-in asks for a name.
func (j *journey) signIn(email, givenName string) {
	j.t.Helper()
	j.signOut()
	j.open("/sign-in")
	j.fill("email", email)
	j.click("main form[action$='/sign-in'] button[type=submit]", "/sign-in/code")
	_, _, text := j.newestMail()
	code := digits.FindString(text)
	if code == "" {
		j.t.Fatalf("no code in the mail:\n%s", text)
	}
	j.fill("code", code)
	if givenName == "" {
		j.click("main form[action$='/sign-in/code'] button[type=submit]", "/"+j.lang)
		return
	}
	j.click("main form[action$='/sign-in/code'] button[type=submit]", "/sign-in/code")
	j.fill("given_name", givenName)
	j.click("main form[action$='/sign-in/code'] button[type=submit]", "/"+j.lang)
}
