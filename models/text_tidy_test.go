package models

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

var blanks = []string{strings.Repeat("\u2800", 30), "\u200b\u3164\u115f\u1160\uffa0", "\u00ad\ufeff\U000e0020", "…—!", "👍"}

// TestBlankTextsAreRefused: a text without a visible letter or digit is refused in all fields.
func TestBlankTextsAreRefused(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for _, blank := range blanks {
		_, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Found: blank, Action: blank, Responsible: "\u3164"}})
		wantInvalid(t, "answer "+blank, err, "action: problem.required")
		_, err = c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жөнделеді."}, Promises: []NewPromise{{blank, day(2026, 4, 1)}}})
		if !errors.As(err, new(Invalid)) {
			t.Errorf("a promise of %q: %v", blank, err)
		}
		_, err = c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: blank})
		wantInvalid(t, "comment "+blank, err, "text: problem.required")
		bad := c.pothole()
		bad.Title, bad.Text = blank, blank
		_, err = c.SubmitAppeal(c.ctx, bad)
		wantInvalid(t, "appeal "+blank, err, "body: problem.required", "title: problem.required")
		wantInvalid(t, "addition "+blank, c.AddInformation(c.ctx, id, c.author, blank), "text: problem.required")
	}
	for name, statement := range map[string]string{
		"answers_visible":  `insert into answers (appeal_id, body_id, lang, action, due, at) select id, body_id, 'kk', U&'\2800\3164', current_date, now() from appeals limit 1`,
		"comments_visible": `insert into comments (appeal_id, text, at) select id, U&'\2800\3164 …', now() from appeals limit 1`,
	} {
		_, err := c.exec(c.ctx, statement)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.ConstraintName != name {
			t.Errorf("%s does not hold: %v", name, err)
		}
	}
}

// TestTextsAreTidied: stored texts have no invisible or reordering characters.
func TestTextsAreTidied(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Title, in.Text = "Жол \u202eнашар\u200b күйде"+strings.Repeat("\u0335", 90), "контеи\u0306нер тұр,\r\nқоқыс көп\u2028жиналған"
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	var got struct{ Title, Body string }
	c.must(c.readOne(c.ctx, &got, `select title, text as body from appeals where id = ?`, filed.ID))
	if got.Title != "Жол нашар күйде"+strings.Repeat("\u0335", 4) || got.Body != "контейнер тұр,\nқоқыс көп\nжиналған" {
		t.Errorf("stored: %q %q", got.Title, got.Body)
	}
	// 2,000 letters of which some are line ends, as a browser sends them
	id := c.published()
	_, err = c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: strings.Repeat("Қала көшесі тым лас\r\n", 99) + strings.Repeat("а", 20)})
	c.must(err)
}
