package mail

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views"
	"jauap/views/i18n"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	akimat  = models.Names{KK: "Састөбе ауылдық округі әкімінің аппараты", RU: "Аппарат акима Састобенского сельского округа", EN: "Office of the Akim of Sastobe Rural District"}
	sastobe = models.Names{KK: "Састөбе ауылдық округі", RU: "Састобенский сельский округ", EN: "Sastobe Rural District"}
	shet    = models.Names{KK: "Түлкібас ауданының әкімдігі", RU: "Акимат Тюлькубасского района", EN: "Akimat of Tulkibas District"}
)

func event(kind models.EventKind, source models.Source, change func(*models.NoticeLetter)) models.NoticeLetter {
	l := models.NoticeLetter{Name: "Айгүл", About: models.Followed{Number: "2026-000123"}}
	l.Notice = models.Notice{ID: 7, Kind: kind, At: time.Date(2026, 3, 5, 5, 0, 0, 0, time.UTC), Source: source, Public: true,
		AppealID: 3, Number: "2026-000123", Title: "Достық көшесіндегі шұңқыр", Lang: "kk", Actor: models.ByBody, BodyName: akimat}
	if change != nil {
		change(&l)
	}
	return l
}

// TestNoticeGolden keeps the words of some mails, whose bytes are what people get.
func TestNoticeGolden(t *testing.T) {
	letters := map[string]models.NoticeLetter{
		"answered": event(models.AnswerGiven, models.SourceAuthor, func(l *models.NoticeLetter) {
			l.Answer = "Шұңқыр 20 наурызға дейін жамалады.\nАсфальт қабаты 40 шаршы метрде жаңартылады."
			l.Promises = []models.LetterPromise{{Text: "Шұңқыр жамалады.", Due: calendar.NewDate(2026, 3, 20)}}
		}),
		"overdue": event(models.BecameOverdue, models.SourceVoice, func(l *models.NoticeLetter) {
			l.Actor, l.Data.Due = models.BySystem, "2026-04-01"
		}),
		"redirected": event(models.Redirected, models.SourceOfficial, func(l *models.NoticeLetter) {
			l.ToName, l.About = shet, models.Followed{Name: shet}
			l.Data = models.EventData{Reason: "not_competent", Text: "Бұл – аудандық маңызы бар жол.", Due: "2026-04-03"}
		}),
		"published": event(models.Published, models.SourcePlace, func(l *models.NoticeLetter) {
			l.About, l.Actor = models.Followed{Name: sastobe}, models.ByModerator
		}),
		"accepted": event(models.Accepted, models.SourceAuthor, func(l *models.NoticeLetter) {
			l.Actor, l.Public, l.Private, l.Data.Due = models.ByModerator, false, true, "2026-04-16"
		}),
		"private": event(models.AnswerGiven, models.SourceAuthor, func(l *models.NoticeLetter) {
			l.Public, l.Private, l.Answer = false, true, "Баланың емделуіне жолдама берілді."
			l.Promises = []models.LetterPromise{{Text: "Емдеу басталады.", Due: calendar.NewDate(2026, 3, 20)}}
		}),
		"rejected": event(models.WasRejected, models.SourceAuthor, func(l *models.NoticeLetter) {
			l.Actor, l.Public, l.Data = models.ByModerator, false, models.EventData{Reason: "advertising"}
		}),
		"work": event(models.NoticeWork, models.SourceCategory, func(l *models.NoticeLetter) {
			l.About = models.Followed{Name: models.Names{KK: "Жолдар", RU: "Дороги", EN: "Roads"}}
			l.WorkID, l.Title, l.Number, l.AppealID = 12, "Достық көшесін жөндеу", "", 0
		}),
	}
	for name, l := range letters {
		for _, lang := range i18n.Languages {
			t.Run(name+"."+string(lang), func(t *testing.T) {
				ctx := views.WithSite(i18n.With(t.Context(), lang), views.Site{BaseURL: "https://jauap.example"})
				letter, err := Notice(ctx, l, "https://jauap.example/"+string(lang)+"/unsubscribe/5.appeal.3.signature")
				if err != nil {
					t.Fatal(err)
				}
				got := "Subject: " + letter.Subject + "\n\n" + letter.Text
				file := filepath.Join("testdata", "notice_"+name+"."+string(lang)+".txt")
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
					t.Errorf("-want +got:\n%s", diff)
				}
				for _, line := range strings.Split(letter.Text, "\n") {
					line = strings.TrimPrefix(line, "> ")
					if !strings.Contains(strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&").Replace(letter.HTML), line) {
						t.Errorf("the HTML lacks %q", line)
					}
				}
			})
		}
	}
}

// TestNoticeIsCut: a mail repeats no more of a text than it has to.
func TestNoticeIsCut(t *testing.T) {
	l := event(models.Updated, models.SourceAuthor, func(l *models.NoticeLetter) { l.Data.Text = strings.Repeat("шұңқыр ", 500) })
	letter, err := Notice(i18n.With(t.Context(), i18n.KK), l, "https://jauap.example/kk/unsubscribe/x")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(letter.Text, "шұңқыр"); n > 90 || !strings.Contains(letter.Text, " …") {
		t.Errorf("%d times in\n%s", n, letter.Text)
	}
}
