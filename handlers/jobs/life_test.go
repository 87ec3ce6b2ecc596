package jobs

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/notice"
	"jauap/models/secret"
	letters "jauap/views/mail"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestLifeByTheClock takes an appeal through its whole life by setting the clock, and compares
// all letters sent, in the language of each reader, with golden files.
func TestLifeByTheClock(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	key, err := secret.New("the key of a life, always the same one")
	w.must(err)
	w.Store = w.WithSecret(key)
	// ignore the event of the appeal that newWorld has published
	w.must(w.db.Gorm.Exec(`update events set noticed_at = at`).Error)

	head := func(place, name, lang string) models.Official {
		body, err := w.BodyOf(t.Context(), place, "")
		w.must(err)
		id, err := w.CreateUser(t.Context(), models.NewUser{GivenName: name, Email: "head." + place + "@example.kz", Level: 2, IINHash: []byte(name), Lang: lang})
		w.must(err)
		w.must(w.At(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)).GrantRole(t.Context(), models.NewRole{UserID: id, Role: "head", BodyID: &body.ID}))
		return models.Official{UserID: id, BodyID: body.ID}
	}
	author := func(lang string) int64 { return w.person(fmt.Sprintf("author.%s@example.kz", lang), lang) }
	akim, district := head("616059000", "Марат", "kk"), head("616000000", "Ерлан", "ru")
	aigerim, follower := author("kk"), author("ru")
	moderator := w.person("", "ru")

	l := &lettersOf{world: w, names: map[int64]string{akim.UserID: "akim", district.UserID: "district", aigerim: "author", follower: "follower"}}
	at := func(month time.Month, day, hour int, what string, do func(s *models.Store) error) {
		t.Helper()
		now := w.At(time.Date(2026, month, day, hour, 0, 0, 0, calendar.Zone))
		w.must(Sweep(t.Context(), now))
		if do != nil {
			w.must(do(now))
		}
		l.collect(now, what)
	}
	ctx := t.Context()
	var id int64
	var number string
	at(time.March, 5, 10, "filed", func(s *models.Store) error {
		filed, err := s.SubmitAppeal(ctx, models.NewAppeal{Kind: models.Message, Category: "roads", Place: "616059000", AuthorID: aigerim,
			Lang: "kk", Title: "Достық көшесіндегі шұңқыр", Text: "Дәріхананың жанындағы жолда терең шұңқыр бар. Қашан жөнделеді?"})
		id, number = filed.ID, filed.Number
		return err
	})
	at(time.March, 5, 11, "published", func(s *models.Store) error { return s.PublishAppeal(ctx, id, moderator) })
	w.must(notice.New(w.At(time.Date(2026, 3, 5, 12, 0, 0, 0, calendar.Zone))).Follow(ctx, follower, models.Target{Kind: "appeal", ID: fmt.Sprint(id)}))
	at(time.March, 6, 9, "taken up", func(s *models.Store) error { return s.TakeUpAppeal(ctx, id, akim) })
	at(time.March, 27, 9, "warned, three working days left", nil)
	at(time.March, 31, 9, "warned, one working day left", nil)
	at(time.April, 2, 9, "overdue", nil)
	at(time.April, 7, 9, "escalated by silence", nil)
	answer := func(s *models.Store, by models.Official, found, action string, promises ...models.NewPromise) error {
		cost := int64(640_000)
		_, err := s.PublishAnswer(ctx, id, by, models.NewAnswer{AnswerText: models.AnswerText{Found: found, Action: action, Responsible: "Әкімнің орынбасары", Cost: &cost,
			Funding: "Округ бюджеті", Complaint: "Үш ай ішінде жоғары тұрған органға шағым беруге болады."}, Promises: promises})
		return err
	}
	at(time.April, 10, 15, "answered above", func(s *models.Store) error {
		return answer(s, district, "Достық көшесі 9 сәуірде қаралды: 4 шұңқыр бар.", "Шұңқырлар асфальтпен бітеледі.",
			models.NewPromise{Text: "Төрт шұңқырды бітеу", Due: calendar.NewDate(2026, time.April, 15)})
	})
	at(time.April, 12, 9, "promise near", nil)
	at(time.April, 13, 9, "promise moved", func(s *models.Store) error {
		return s.MovePromise(ctx, w.promise(id), district, calendar.NewDate(2026, time.April, 18), "Асфальт зауыты жабық болды.")
	})
	at(time.April, 19, 9, "promise broken", nil)
	at(time.April, 20, 19, "contested", func(s *models.Store) error {
		return s.JudgeAnswer(ctx, id, aigerim, models.Unsolved, "Шұңқырлар әлі тұр.")
	})
	at(time.April, 24, 15, "answered again", func(s *models.Store) error {
		return answer(s, akim, "23 сәуірде төрт шұңқыр бітелді, ауданы 14 шаршы метр.", "Жұмыс аяқталды, акт жасалды.")
	})
	at(time.April, 27, 19, "resolved", func(s *models.Store) error {
		return s.JudgeAnswer(ctx, id, aigerim, models.Solved, "Рақмет, жол жөнделді.")
	})

	d, err := w.AppealPage(ctx, number)
	w.must(err)
	var story []string
	for _, e := range d.Events {
		story = append(story, fmt.Sprintf("%s %s %s", e.At.In(calendar.Zone).Format("2006-01-02 15:04"), e.Actor, e.Kind))
	}
	if d.Status != models.ResolvedConfirmed {
		t.Errorf("final status is %s", d.Status)
	}
	l.golden("story", strings.Join(story, "\n")+"\n")
	for _, lang := range []string{"kk", "ru"} {
		l.golden("letters."+lang, l.texts[lang])
	}
}

// promise returns the newest promise of an appeal.
func (w *world) promise(appeal int64) (id int64) {
	w.row(&id, `select id from promises where appeal_id = ? order by id desc limit 1`, appeal)
	return id
}

// lettersOf collects the letters to all users, by language.
type lettersOf struct {
	*world
	names map[int64]string
	last  int64
	texts map[string]string
}

// collect creates the notices of new events and appends their letters.
func (l *lettersOf) collect(now *models.Store, what string) {
	l.t.Helper()
	_, err := notice.New(now).NoticeEvents(l.t.Context())
	l.must(err)
	var ids []int64
	l.row(&ids, `select id from notices where id > ? order by id`, l.last)
	p := post{store: now, config: l.config}
	for _, id := range ids {
		l.last = id
		n, err := notice.New(now).NoticeLetter(l.t.Context(), id)
		l.must(err)
		in := p.reader(l.t.Context(), n.UserLang)
		letter, err := letters.Notice(in, n, p.unsubscribe(in, n.UserID, n.Target()))
		l.must(err)
		if l.texts == nil {
			l.texts = map[string]string{}
		}
		l.texts[n.UserLang] += fmt.Sprintf("======== %s, %s, to the %s\nSubject: %s\n\n%s\n", n.At.In(calendar.Zone).Format("2006-01-02 15:04"), what, l.names[n.UserID], letter.Subject, letter.Text)
	}
}

// golden compares with a file of testdata.
func (l *lettersOf) golden(name, got string) {
	l.t.Helper()
	path := "testdata/life." + name + ".txt"
	if *update {
		l.must(os.MkdirAll("testdata", 0o755))
		l.must(os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	l.must(err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		l.t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
