// Package dev has the pages for developers: the style guide and unsent mail.
package dev

import (
	"context"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// StyleguidePage shows each component in each state.
type StyleguidePage struct {
	Picture string // digest of a picture in the database; empty: no pictures
}

// sample returns a text of the style guide as a name.
func sample(ctx context.Context, key string) models.Names {
	s := i18n.T(ctx, key)
	return models.Names{KK: s, RU: s, EN: s}
}

// sampleCard returns an appeal with a status, due in dueIn calendar days.
func (p StyleguidePage) sampleCard(ctx context.Context, s models.Status, dueIn int) models.Card {
	due := parts.Today(ctx).AddDays(dueIn)
	answered := parts.SiteFrom(ctx).Now.Add(-30 * time.Hour)
	c := models.Card{
		Number: "2026-000123", Lang: string(i18n.From(ctx)),
		Title: i18n.T(ctx, "styleguide.title"), Excerpt: i18n.T(ctx, "styleguide.text"),
		Status: s, CategoryCode: "roads", Place: sample(ctx, "styleguide.place"), PlaceCode: "616059000",
		ReceivedAt: answered.AddDate(0, 0, -9), AnswerDue: &due, Voices: 1287, Comments: 5, Cover: p.Picture,
	}
	if !s.Open() {
		c.AnsweredAt = &answered
	}
	return c
}

// sampleWork returns a work at a stage.
func (p StyleguidePage) sampleWork(ctx context.Context, s models.Stage) models.WorkCard {
	from, to := parts.Today(ctx).AddDays(-12), parts.Today(ctx).AddDays(20)
	return models.WorkCard{
		ID: 1, Lang: string(i18n.From(ctx)), Title: i18n.T(ctx, "styleguide.work"), Stage: s, CategoryCode: "roads",
		Place: sample(ctx, "styleguide.place"), PlaceCode: "616059000", BodyName: sample(ctx, "styleguide.body"),
		PlannedFrom: &from, PlannedTo: &to, StartedOn: &from, DoneOn: &to, PublishedAt: parts.SiteFrom(ctx).Now, Cover: p.Picture,
	}
}

// samplePromises returns a promise in each state.
func samplePromises(ctx context.Context) []models.Promise {
	promise := func(id int64, dueIn int, outcome string) models.Promise {
		due := parts.Today(ctx).AddDays(dueIn)
		return models.Promise{ID: id, Text: i18n.T(ctx, "styleguide.promise"), FirstDue: due, Due: due, Outcome: outcome}
	}
	moved := promise(5, 21, "")
	moved.Moved, moved.FirstDue, moved.MoveReason = 1, parts.Today(ctx).AddDays(3), i18n.T(ctx, "styleguide.moved")
	return []models.Promise{promise(1, 12, ""), promise(2, 0, ""), promise(3, -2, "kept"), promise(4, -5, "broken"), moved}
}

// samplePictures returns a picture for each role.
func (p StyleguidePage) samplePictures(roles ...string) []models.Picture {
	var pictures []models.Picture
	for _, role := range roles {
		if p.Picture != "" {
			pictures = append(pictures, models.Picture{Digest: p.Picture, Width: 1200, Height: 900, Role: role})
		}
	}
	return pictures
}

// sampleAnswer returns an answer with all fields.
func (p StyleguidePage) sampleAnswer(ctx context.Context) models.Answer {
	cost := int64(1_800_000)
	return models.Answer{AnswerText: models.AnswerText{Lang: string(i18n.From(ctx)),
		Found: i18n.T(ctx, "styleguide.found"), Action: i18n.T(ctx, "styleguide.action"), Responsible: i18n.T(ctx, "styleguide.post"),
		Cost: &cost, Funding: i18n.T(ctx, "styleguide.funding"), Law: i18n.T(ctx, "styleguide.law"), Complaint: i18n.T(ctx, "styleguide.complaint")},
		ID: 1, Round: 1, BodyName: sample(ctx, "styleguide.body"), PostName: sample(ctx, "styleguide.akim"),
		At: parts.SiteFrom(ctx).Now.Add(-30 * time.Hour), Promises: samplePromises(ctx), Proof: p.samplePictures("proof", "proof")}
}

// sampleRefusal returns an answer that refuses the request.
func sampleRefusal(ctx context.Context) models.Answer {
	cost := int64(0)
	return models.Answer{AnswerText: models.AnswerText{Refusal: true, Lang: string(i18n.From(ctx)),
		Found: i18n.T(ctx, "styleguide.found"), Cost: &cost, Law: i18n.T(ctx, "styleguide.law"), Complaint: i18n.T(ctx, "styleguide.complaint")},
		ID: 2, Round: 2, BodyName: sample(ctx, "styleguide.above"), PostName: sample(ctx, "styleguide.akim"),
		At: parts.SiteFrom(ctx).Now.Add(-3 * time.Hour)}
}

// sampleEvents returns one event of each kind.
func sampleEvents(ctx context.Context) []models.EventLine {
	due := parts.Today(ctx).AddDays(20)
	var lines []models.EventLine
	for i, kind := range models.EventKinds {
		e := models.EventLine{Event: models.Event{Kind: kind, At: parts.SiteFrom(ctx).Now.Add(time.Duration(i-40) * 26 * time.Hour), Actor: models.ByBody},
			BodyName: sample(ctx, "styleguide.body")}
		switch kind {
		case models.Submitted, models.VerdictGiven, models.Confirmed, models.WasWithdrawn:
			e.Actor = models.ByAuthor
		case models.Published, models.Accepted, models.WasRejected, models.WasHidden:
			e.Actor = models.ByModerator
		case models.BecameOverdue, models.Uncontested:
			e.Actor = models.BySystem
		}
		switch kind {
		case models.Redirected, models.Escalated:
			e.ToName = sample(ctx, "styleguide.above")
			e.Data.Due = due.String()
		case models.Extended, models.PromiseMoved:
			e.Data.Due, e.Data.FromDue, e.Data.Text = due.String(), parts.Today(ctx).String(), i18n.T(ctx, "styleguide.moved")
		case models.VerdictGiven:
			e.Data.Verdict, e.Data.Text = "unsolved", i18n.T(ctx, "styleguide.comment")
		case models.WasRejected:
			e.Data.Reason = "advertising"
		case models.WasMerged:
			e.Data.Number = "2026-000101"
		}
		lines = append(lines, e)
	}
	return lines
}

// sampleComments returns a comment of each kind.
func sampleComments(ctx context.Context) []models.Comment {
	at := parts.SiteFrom(ctx).Now.Add(-5 * time.Hour)
	text := i18n.T(ctx, "styleguide.comment")
	return []models.Comment{
		{ID: 1, Text: text, At: at},
		{ID: 2, Official: true, BodyName: sample(ctx, "styleguide.body"), Text: i18n.T(ctx, "styleguide.action"), At: at},
		{ID: 3, Reason: "insult", At: at},
	}
}

// sampleClocks returns a clock in each state.
func sampleClocks(ctx context.Context) []models.Clock {
	var clocks []models.Clock
	for _, left := range []int{12, 2, 0, -3} {
		clocks = append(clocks, models.Clock{Running: true, Due: calendar.Of(parts.SiteFrom(ctx).Now), Left: left})
	}
	return clocks
}
