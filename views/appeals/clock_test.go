package appeals

import (
	"context"
	"strings"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// clockSite returns a context with a fixed date and the national calendar.
func clockSite(t *testing.T, lang i18n.Lang) context.Context {
	ctx := parts.WithSite(t.Context(), parts.Site{
		Now:       time.Date(2026, time.April, 20, 6, 0, 0, 0, time.UTC),
		Reference: &models.Reference{Calendar: calendar.New(calendar.Default())},
	})
	return i18n.With(ctx, lang)
}

// The examples are those of the law: received on Saturday, 21 March 2026.
func TestClockStepsExplainEveryChange(t *testing.T) {
	received := time.Date(2026, time.March, 21, 7, 0, 0, 0, time.UTC)
	registered := calendar.NewDate(2026, time.March, 26)
	event := func(kind models.EventKind, day int, data models.EventData) models.EventLine {
		return models.EventLine{
			Event:  models.Event{Kind: kind, At: time.Date(2026, time.April, day, 7, 0, 0, 0, time.UTC), Data: data},
			ToName: models.Names{KK: "Түлкібас ауданының әкімдігі"},
		}
	}
	d := models.AppealPage{Appeal: models.Appeal{Card: models.Card{ReceivedAt: received}, RegisteredOn: &registered}}
	published := event(models.Published, 1, models.EventData{Due: "2026-04-16"})
	published.At = time.Date(2026, time.March, 31, 7, 0, 0, 0, time.UTC) // the last day to redirect
	d.Events = []models.EventLine{
		published,
		event(models.Redirected, 2, models.EventData{Due: "2026-04-23"}),
		event(models.Extended, 10, models.EventData{Due: "2026-05-20", FromDue: "2026-04-23"}),
		event(models.Reopened, 15, models.EventData{}), // without a date: the deadline by law applies
		event(models.Escalated, 16, models.EventData{Due: "2026-05-15"}),
		event(models.ReturnedDown, 17, models.EventData{Due: "2026-05-06"}),
		event(models.ClockPaused, 18, models.EventData{Law: "ҚР Заңы, 5-бап", Left: 9}),
		event(models.ClockResumed, 20, models.EventData{Due: "2026-05-08", Left: 9}),
		event(models.ClockRecomputed, 21, models.EventData{Due: "2026-05-11", FromDue: "2026-05-08"}),
		event(models.AnswerGiven, 22, models.EventData{}),
	}
	steps := clockSteps(clockSite(t, i18n.KK), d)
	want := [][]string{
		{"21 наурыз", "26 наурыз", "64-бабы"},
		{"15 жұмыс күні", "16 сәуір", "76-бабы"},
		{"Түлкібас ауданының әкімдігі", "2 сәуір", "23 сәуір", "65-бабы"},
		{"20 мамыр", "2 айдан", "76-бабы"},
		{"15 сәуір", "5 жұмыс күні", "22 сәуір"},
		{"20 жұмыс күні", "15 мамыр", "91–99"},
		{"17 сәуір", "6 мамыр", "91–99"},
		{"18 сәуір", "9", "ҚР Заңы, 5-бап"},
		{"20 сәуір", "9", "8 мамыр"},
		{"21 сәуір", "8 мамыр", "11 мамыр"},
		{"22 сәуір", "15 күн", "7 мамыр"},
	}
	if len(steps) != len(want) {
		t.Fatalf("%d steps, want %d: %q", len(steps), len(want), steps)
	}
	for i, parts := range want {
		plain := strings.ReplaceAll(steps[i], "\u00a0", " ")
		for _, part := range parts {
			if !strings.Contains(plain, part) {
				t.Errorf("step %d does not contain %q: %s", i+1, part, plain)
			}
		}
	}
}

// If moderation takes longer than the days to redirect, the appeal is registered when the body
// receives it.
func TestClockStepsAfterLongModeration(t *testing.T) {
	received := time.Date(2026, time.March, 21, 7, 0, 0, 0, time.UTC)
	registered := calendar.NewDate(2026, time.April, 1)
	d := models.AppealPage{Appeal: models.Appeal{Card: models.Card{ReceivedAt: received}, RegisteredOn: &registered}}
	d.Events = []models.EventLine{{Event: models.Event{Kind: models.Published, At: time.Date(2026, time.April, 1, 7, 0, 0, 0, time.UTC), Data: models.EventData{Due: "2026-04-22"}}}}
	steps := clockSteps(clockSite(t, i18n.RU), d)
	for i, part := range []string{"модерация длилась", "22 апреля"} {
		if plain := strings.ReplaceAll(steps[i], "\u00a0", " "); !strings.Contains(plain, part) {
			t.Errorf("step %d does not contain %q: %s", i+1, part, plain)
		}
	}
}

func TestClockStepsBeforePublication(t *testing.T) {
	if steps := clockSteps(clockSite(t, i18n.RU), models.AppealPage{}); steps != nil {
		t.Errorf("an appeal without registration has the steps %q", steps)
	}
}
