package mail

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/parts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	akimat  = models.Names{KK: "Састөбе ауылдық округі әкімінің аппараты", RU: "Аппарат акима Састобенского сельского округа", EN: "Office of the Akim of Sastobe Rural District"}
	sastobe = models.Names{KK: "Састөбе ауылдық округі", RU: "Састобенский сельский округ", EN: "Sastobe Rural District"}
	shet    = models.Names{KK: "Түлкібас ауданының әкімдігі", RU: "Акимат Тюлькубасского района", EN: "Akimat of Tulkibas District"}
)

// event returns a notice for Айгүл, the author, or Марат, an official.
func event(kind models.EventKind, source notice.Source, change func(*notice.NoticeLetter)) notice.NoticeLetter {
	l := notice.NoticeLetter{Name: "Айгүл", About: notice.Followed{Number: "2026-000123"}}
	l.Notice = notice.Notice{ID: 7, Kind: kind, At: time.Date(2026, 3, 5, 5, 0, 0, 0, time.UTC), Source: source, Public: true,
		AppealID: 3, Number: "2026-000123", Title: "Достық көшесіндегі шұңқыр", Lang: "kk", Actor: models.ByBody, BodyName: akimat}
	if source == notice.SourceOfficial {
		l.Name, l.About = "Марат", notice.Followed{Name: akimat}
	}
	if change != nil {
		change(&l)
	}
	return l
}

// notices returns mails of every kind by name, some kinds with several mails.
func notices() map[string]notice.NoticeLetter {
	author, official, voice, appeal := notice.SourceAuthor, notice.SourceOfficial, notice.SourceVoice, notice.SourceAppeal
	says := func(actor models.Actor, data models.EventData) func(*notice.NoticeLetter) {
		return func(l *notice.NoticeLetter) { l.Actor, l.Data = actor, data }
	}
	to := func(name models.Names, actor models.Actor, data models.EventData) func(*notice.NoticeLetter) {
		return func(l *notice.NoticeLetter) { l.Actor, l.Data, l.ToName = actor, data, name }
	}
	answer := func(l *notice.NoticeLetter) {
		l.Answer = "Шұңқыр 20 наурызға дейін жамалады.\nАсфальт қабаты 40 шаршы метрде жаңартылады."
		l.Promises = []notice.LetterPromise{{Text: "Шұңқыр жамалады.", Due: calendar.NewDate(2026, 3, 20)}}
	}
	moderated := func(reason, text string) func(*notice.NoticeLetter) {
		return func(l *notice.NoticeLetter) {
			l.Actor, l.Public, l.Data = models.ByModerator, false, models.EventData{Reason: reason, Text: text}
		}
	}
	question := func(text string) func(*notice.NoticeLetter) {
		return func(l *notice.NoticeLetter) {
			l.WorkID, l.Title, l.Number, l.AppealID, l.Comment = 12, "Достық көшесін жөндеу", "", 0, 31
			l.Data.Text = text
		}
	}
	promise := models.EventData{Text: "Шұңқыр жамалады", Due: "2026-03-20"}
	all := []notice.NoticeLetter{
		event(models.Submitted, author, func(l *notice.NoticeLetter) {
			l.Actor, l.Public = models.ByAuthor, false
			l.Receipt = &models.Receipt{Status: models.Moderation, BodyName: akimat, ModerationDue: calendar.NewDate(2026, 3, 6),
				RegisteredOn: calendar.NewDate(2026, 3, 5), AnswerDue: calendar.NewDate(2026, 4, 1)}
		}),
		event(models.Published, notice.SourcePlace, func(l *notice.NoticeLetter) {
			l.About, l.Actor = notice.Followed{Name: sastobe}, models.ByModerator
		}),
		event(models.Accepted, author, func(l *notice.NoticeLetter) {
			l.Actor, l.Public, l.Private, l.Data.Due = models.ByModerator, false, true, "2026-04-16"
		}),
		event(models.WasRejected, author, moderated("advertising", "")),
		event(models.WasHidden, author, moderated("personal_data", "Мәтінде көршінің телефоны бар.")),
		event(models.WasRestored, author, says(models.ByModerator, models.EventData{})),
		event(models.MadePrivate, author, func(l *notice.NoticeLetter) {
			l.Actor, l.Public, l.Private, l.Data.Reason = models.ByModerator, false, true, "private_matter"
		}),
		event(models.KeptPrivate, author, func(l *notice.NoticeLetter) {
			l.Actor, l.Public, l.Private, l.Data.Reason = models.ByModerator, false, true, "private_matter"
		}),
		event(models.WasMasked, author, says(models.ByModerator, models.EventData{})),
		event(models.TextMasked, official, says(models.ByModerator, models.EventData{Reason: "personal_data"})),
		event(models.PictureHidden, official, says(models.ByModerator, models.EventData{Reason: "personal_data"})),
		event(models.PictureRestored, author, says(models.ByModerator, models.EventData{})),
		event(models.AuthorWarned, author, says(models.ByModerator, models.EventData{Reason: "insult"})),
		event(models.ObjectionUpheld, author, says(models.ByModerator, models.EventData{Text: "Мәтінде жарнама жоқ екен."})),
		event(models.ObjectionKept, author, moderated("", "Мәтін дүкенді жарнамалайды.")),
		event(models.TakenUp, author, nil),
		event(models.Updated, appeal, says(models.ByBody, models.EventData{Text: "Бригада ертең шығады."})),
		event(models.Asked, author, says(models.ByBody, models.EventData{Text: "Шұңқыр нақты қай үйдің тұсында?"})),
		event(models.Linked, official, says(models.ByAuthor, models.EventData{Text: "ЖТ-2026-00412345"})),
		event(models.Redirected, official, func(l *notice.NoticeLetter) {
			l.ToName, l.About = shet, notice.Followed{Name: shet}
			l.Data = models.EventData{Reason: "not_competent", Text: "Бұл – аудандық маңызы бар жол.", Due: "2026-04-03"}
		}),
		event(models.Extended, author, says(models.ByBody, models.EventData{Text: "Сараптама қорытындысын күтіп отырмыз.", FromDue: "2026-04-01", Due: "2026-05-04"})),
		event(models.WasMerged, author, says(models.ByModerator, models.EventData{Number: "2026-000101"})),
		event(models.TookIn, voice, says(models.ByModerator, models.EventData{Number: "2026-000101", Voices: 4})),
		event(models.WasParted, author, says(models.BySystem, models.EventData{Number: "2026-000101", Reason: "other_withdrawn", Due: "2026-04-10"})),
		event(models.GaveBack, author, says(models.ByModerator, models.EventData{Number: "2026-000101"})),
		event(models.WasWithdrawn, official, says(models.ByAuthor, models.EventData{})),
		event(models.ClockPaused, author, says(models.ByBody, models.EventData{Text: "Сот шешімі күшіне енгенге дейін.", Law: "ӘРПК 76-бап"})),
		event(models.ClockResumed, author, says(models.ByBody, models.EventData{Due: "2026-04-10"})),
		event(models.ClockRecomputed, author, says(models.BySystem, models.EventData{FromDue: "2026-04-01", Due: "2026-04-02"})),
		event(models.DueNear, official, says(models.BySystem, models.EventData{Due: "2026-04-01", Left: 3})),
		event(models.ComplaintNear, official, says(models.BySystem, models.EventData{Due: "2026-04-29", Left: 3})),
		event(models.BecameOverdue, author, says(models.BySystem, models.EventData{Due: "2026-04-01"})),
		event(models.AnswerGiven, author, answer),
		event(models.WasDeclined, author, func(l *notice.NoticeLetter) {
			l.Answer = "Жол жекеменшік аумақта орналасқан."
		}),
		event(models.AnswerRevised, author, says(models.ByBody, models.EventData{Text: "Көшенің атауы түзетілді."})),
		event(models.VerdictGiven, official, says(models.ByAuthor, models.EventData{Verdict: "partly", Text: "Жолдың бір жағы ғана жамалды."})),
		event(models.Confirmed, official, says(models.ByAuthor, models.EventData{Verdict: "solved"})),
		event(models.Uncontested, author, says(models.BySystem, models.EventData{})),
		event(models.Reopened, official, says(models.ByAuthor, models.EventData{Verdict: "unsolved", Text: "Шұңқыр әлі бар.", Due: "2026-04-20"})),
		event(models.PromiseNear, official, says(models.BySystem, promise)),
		event(models.PromiseKept, voice, says(models.ByBody, models.EventData{Text: "Шұңқыр жамалды."})),
		event(models.PromiseMoved, author, says(models.ByBody, models.EventData{Text: "Жаңбыр салдарынан жұмыс тоқтады.", FromDue: "2026-03-20", Due: "2026-04-10"})),
		event(models.PromiseBroken, author, says(models.BySystem, promise)),
		event(models.PromiseConfirmed, official, says(models.ByAuthor, models.EventData{Text: "Шұңқыр жоқ."})),
		event(models.PromiseDoubted, official, says(models.ByAuthor, models.EventData{Text: "Шұңқыр қайта пайда болды."})),
		event(models.Escalated, official, to(shet, models.ByAuthor, models.EventData{Reason: "overdue", Due: "2026-04-29", Text: "Бір ай бойы жауап жоқ."})),
		event(models.ComplaintDecided, author, func(l *notice.NoticeLetter) { l.BodyName = shet }),
		event(models.ReturnedDown, official, func(l *notice.NoticeLetter) {
			l.BodyName, l.ToName = shet, akimat
			l.Data = models.EventData{Text: "Шұңқырды жамап, фотосын жариялаңыз.", Due: "2026-05-06"}
		}),
		event(models.ComplaintSilent, appeal, func(l *notice.NoticeLetter) {
			l.Actor, l.BodyName, l.Data.Due = models.BySystem, shet, "2026-04-29"
		}),
		event(notice.NoticeWork, notice.SourceCategory, func(l *notice.NoticeLetter) {
			l.About = notice.Followed{Name: models.Names{KK: "Жолдар", RU: "Дороги", EN: "Roads"}}
			l.WorkID, l.Title, l.Number, l.AppealID = 12, "Достық көшесін жөндеу", "", 0
		}),
		event(notice.NoticeQuestion, official, question("Жұмыс қашан бітеді?")),
		event(notice.NoticeHanded, official, nil),
		event(notice.NoticeReply, author, says(models.ByBody, models.EventData{Text: "Бригада жолға шықты."})),
	}
	letters := map[string]notice.NoticeLetter{
		"answered_private": event(models.AnswerGiven, author, func(l *notice.NoticeLetter) {
			l.Public, l.Private, l.Answer = false, true, "Баланың емделуіне жолдама берілді."
			l.Promises = []notice.LetterPromise{{Text: "Емдеу басталады.", Due: calendar.NewDate(2026, 3, 20)}}
		}),
		"reply_work": event(notice.NoticeReply, notice.SourceAsker, func(l *notice.NoticeLetter) {
			question("Жұмыс 20 наурызда бітеді.")(l)
			l.About = notice.Followed{Target: models.Target{Kind: models.MuteWork, ID: "12"}, Title: l.Title}
		}),
		"handed_work": event(notice.NoticeHanded, official, func(l *notice.NoticeLetter) {
			l.Draft, l.Title, l.Number, l.AppealID, l.Public = 12, "Достық көшесін жөндеу", "", 0, false
		}),
		"handed_private":   event(notice.NoticeHanded, official, func(l *notice.NoticeLetter) { l.Public, l.Private = false, true }),
		"overdue_voice":    event(models.BecameOverdue, voice, says(models.BySystem, models.EventData{Due: "2026-04-01"})),
		"updated_author":   event(models.Updated, appeal, says(models.ByAuthor, models.EventData{Text: "12-үйдің тұсында."})),
		"escalated_author": event(models.Escalated, author, to(shet, models.ByAuthor, models.EventData{Reason: "overdue", Due: "2026-04-29"})),
		"published_body": event(models.Published, notice.SourceBody, func(l *notice.NoticeLetter) {
			l.About, l.Actor = notice.Followed{Name: akimat}, models.ByModerator
		}),
		"overdue_official": event(models.BecameOverdue, official, says(models.BySystem, models.EventData{Due: "2026-04-01"})),
	}
	for _, l := range all {
		letters[string(l.Kind)] = l
	}
	return letters
}

// digests returns both weekly mails.
func digests() map[string]notice.Digest {
	week := calendar.NewDate(2026, 3, 9)
	line := func(part, number, title string, day calendar.Date) notice.DigestLine {
		return notice.DigestLine{Part: part, Number: number, Title: title, Lang: "kk", Day: day}
	}
	return map[string]notice.Digest{
		"office": {Name: "Марат", Kind: models.OfficeDigest, Week: week, Bodies: []models.Names{akimat}, Parts: []notice.DigestPart{
			{Kind: "late", Total: 1, Lines: []notice.DigestLine{line("late", "2026-000101", "Көше шамдары жанбайды", calendar.NewDate(2026, 3, 4))}},
			{Kind: "due", Total: 7, Lines: []notice.DigestLine{line("due", "2026-000123", "Достық көшесіндегі шұңқыр", calendar.NewDate(2026, 3, 12))}},
			{Kind: "escalated", Total: 1},
			{Kind: "promise", Total: 1, Lines: []notice.DigestLine{line("promise", "2026-000098", "Су құбыры жарылды", calendar.NewDate(2026, 3, 13))}},
			{Kind: "question", Total: 1, Lines: []notice.DigestLine{{WorkID: 12, Title: "Достық көшесін жөндеу", Lang: "kk", Day: calendar.NewDate(2026, 3, 6)}}},
			{Kind: "new", Total: 1, Lines: []notice.DigestLine{line("new", "2026-000130", "Қоқыс шығарылмайды", calendar.NewDate(2026, 3, 27))}},
		}},
		"follower": {Name: "Айгүл", Kind: models.FollowerDigest, Week: week, Around: []notice.DigestPlace{
			{Followed: notice.Followed{Target: models.PlaceTarget("616059000"), Name: sastobe}, New: 4, Answered: 2, Overdue: 1, Kept: 1, Broken: 1},
			{Followed: notice.Followed{Target: models.BodyTarget(3), Name: akimat}, Answered: 2},
		}, Lines: []notice.DigestLine{
			{Number: "2026-000123", Title: "Достық көшесіндегі шұңқыр", Lang: "kk", Kind: models.AnswerGiven},
			{Number: "2026-000098", Title: "Су құбыры жарылды", Lang: "kk", Kind: models.PromiseBroken},
		}},
	}
}

// TestGolden compares every mail with its file, byte by byte.
func TestGolden(t *testing.T) {
	for _, lang := range i18n.Languages {
		ctx := parts.WithSite(i18n.With(t.Context(), lang), parts.Site{BaseURL: "https://jauap.example"})
		unsubscribe := "https://jauap.example/" + string(lang) + "/unsubscribe/5.appeal.3.signature"
		letters := map[string]Letter{}
		for name, l := range notices() {
			letter, err := Notice(ctx, l, unsubscribe)
			if err != nil {
				t.Fatal(err)
			}
			letters["notice_"+name] = letter
		}
		for name, d := range digests() {
			letter, err := Digest(ctx, d, unsubscribe)
			if err != nil {
				t.Fatal(err)
			}
			letters["digest_"+name] = letter
		}
		for name, letter := range letters {
			t.Run(name+"."+string(lang), func(t *testing.T) {
				golden(t, name+"."+string(lang)+".txt", "Subject: "+letter.Subject+"\n\n"+letter.Text)
				golden(t, name+"."+string(lang)+".html", letter.HTML)
				html := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&").Replace(letter.HTML)
				for _, line := range strings.Split(letter.Text, "\n") {
					for _, mark := range []string{"> ", "- ", "  "} {
						line = strings.TrimPrefix(line, mark)
					}
					if !strings.Contains(html, line) {
						t.Errorf("the HTML does not contain %q", line)
					}
				}
			})
		}
	}
}

// golden compares a text with a file of testdata, or writes the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// Each kind of event has a mail here, or is one that sends no mail.
func TestEveryKindIsMailedOrSilent(t *testing.T) {
	letters := notices()
	for _, kind := range models.EventKinds {
		_, mailed := letters[string(kind)]
		silent := slices.Contains(notice.Silent, kind)
		if kind == models.Explained {
			_, mailed = letters[string(notice.NoticeWork)] // reported by this notice
		}
		if mailed == silent {
			t.Errorf("%s: has a mail: %v, silent: %v", kind, mailed, silent)
		}
	}
}

// TestNoticeIsCut checks that a long text is quoted in part.
func TestNoticeIsCut(t *testing.T) {
	l := event(models.Updated, notice.SourceAuthor, func(l *notice.NoticeLetter) { l.Data.Text = strings.Repeat("шұңқыр ", 500) })
	letter, err := Notice(i18n.With(t.Context(), i18n.KK), l, "https://jauap.example/kk/unsubscribe/x")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(letter.Text, "шұңқыр"); n > 90 || !strings.Contains(letter.Text, " …") {
		t.Errorf("%d times in\n%s", n, letter.Text)
	}
}

// Content that is hidden while a mail waits is sent to the parties of the appeal only.
func TestContentHiddenBeforeSending(t *testing.T) {
	said := "Көршінің телефоны 87011234567"
	hide := func(l *notice.NoticeLetter) {
		l.Public, l.Title, l.Answer, l.Data.Text = false, said, said, said
		l.Promises = []notice.LetterPromise{{Text: said, Due: calendar.NewDate(2026, 3, 20)}}
	}
	ctx := parts.WithSite(i18n.With(t.Context(), "kk"), parts.Site{BaseURL: "https://jauap.example"})
	for source, want := range map[notice.Source]bool{notice.SourceAuthor: true, notice.SourceOfficial: true,
		notice.SourceVoice: false, notice.SourceAppeal: false, notice.SourcePlace: false} {
		letter, err := Notice(ctx, event(models.AnswerGiven, source, hide), "")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(letter.Subject+letter.Text+letter.HTML, said); got != want {
			t.Errorf("content sent to %s: %v, want %v", source, got, want)
		}
	}
}
