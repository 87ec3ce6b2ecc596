package appeals

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
)

func TestParagraphs(t *testing.T) {
	got := parts.Paragraphs("бірінші\r\n\r\n\r\nекінші\nжол\n\n ")
	if want := []string{"бірінші", "екінші\nжол"}; !slices.Equal(got, want) {
		t.Errorf("paragraphs are %q, want %q", got, want)
	}
}

// The verdicts of other residents are only counted; the author's verdict is in the timeline.
func TestTimelineOmitsVerdictsOfOtherResidents(t *testing.T) {
	event := func(k models.EventKind, a models.Actor) models.EventLine {
		return models.EventLine{Event: models.Event{Kind: k, Actor: a}}
	}
	p := ShowPage{AppealPage: models.AppealPage{Events: []models.EventLine{
		event(models.AnswerGiven, models.ByBody), event(models.VerdictGiven, models.ByResident),
		event(models.VerdictGiven, models.ByAuthor), event(models.Escalated, models.ByResident),
	}}}
	if got := len(p.TimelineEvents()); got != 3 {
		t.Errorf("%d events, want 3", got)
	}
	if len(p.AppealPage.Events) != 4 || p.AppealPage.Events[1].Kind != models.VerdictGiven {
		t.Error("the events of the appeal were changed")
	}
}

// Structured data have what the page shows, without the name of the author.
func TestStructuredDataOmitsAuthor(t *testing.T) {
	ctx := clockSite(t, i18n.RU)
	d := models.AppealPage{
		Appeal:  models.Appeal{Card: models.Card{Number: "2026-000001", Lang: "kk", Title: "Шұңқыр", Voices: 7}, AuthorName: "Айгүл С."},
		Answers: []models.Answer{{ID: 5, AnswerText: models.AnswerText{Action: "Жөнделеді", Lang: "kk"}, BodyName: models.Names{RU: "Аппарат акима"}}},
	}
	raw, err := json.Marshal(appealJSON(ctx, d))
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	if strings.Contains(text, "Айгүл") {
		t.Errorf("the name of the author is in %s", text)
	}
	for _, want := range []string{`"DiscussionForumPosting"`, `"identifier":"2026-000001"`, `"Answer"`, `"GovernmentOrganization"`, `#answer-5`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in %s", want, text)
		}
	}
}
