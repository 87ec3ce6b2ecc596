package views

import (
	"context"
	"time"

	"jauap/models"
	"jauap/views/i18n"
)

// Structured data after schema.org, for search engines. It says nothing that the
// page does not say, and never who a person is.

// linkedData is one object of JSON-LD; keys with empty values are left out by set.
type linkedData map[string]any

func (d linkedData) set(key, value string) {
	if value != "" {
		d[key] = value
	}
}

// siteJSON describes the portal, with its search.
func siteJSON(ctx context.Context) linkedData {
	return linkedData{
		"@context":    "https://schema.org",
		"@type":       "WebSite",
		"name":        i18n.T(ctx, "app.name"),
		"description": i18n.T(ctx, "home.lead"),
		"url":         Absolute(ctx, HomePath(ctx)),
		"inLanguage":  string(i18n.From(ctx)),
		"potentialAction": linkedData{
			"@type":       "SearchAction",
			"target":      Absolute(ctx, AppealsPath(ctx)) + "?q={search_term_string}",
			"query-input": "required name=search_term_string",
		},
	}
}

// appealJSON describes an appeal as a posting whose comments are the official answers.
func appealJSON(ctx context.Context, d models.Dossier) linkedData {
	post := linkedData{
		"@context":      "https://schema.org",
		"@type":         "DiscussionForumPosting",
		"headline":      d.Title,
		"text":          d.Text,
		"inLanguage":    d.Lang,
		"identifier":    d.Number,
		"url":           Absolute(ctx, AppealPath(ctx, d.Number)),
		"datePublished": d.ReceivedAt.UTC().Format(time.RFC3339),
		// A person is a resident here, whoever it is.
		"author":          linkedData{"@type": "Person", "name": i18n.T(ctx, "parts.by_resident")},
		"about":           category(ctx, d.CategoryCode),
		"contentLocation": linkedData{"@type": "Place", "name": name(ctx, d.Place)},
		"commentCount":    d.Comments + len(d.Answers),
		"interactionStatistic": linkedData{
			"@type":                "InteractionCounter",
			"interactionType":      "https://schema.org/AgreeAction",
			"userInteractionCount": d.Voices,
		},
	}
	if d.Cover != "" {
		post.set("image", Absolute(ctx, PhotoPath(d.Cover, "large")))
	}
	var answers []linkedData
	for _, a := range d.Answers {
		answer := linkedData{
			"@type":       "Answer",
			"text":        a.Action,
			"inLanguage":  a.Lang,
			"dateCreated": a.At.UTC().Format(time.RFC3339),
			"url":         Absolute(ctx, AppealPath(ctx, d.Number)) + "#" + answerID(a),
			"author":      linkedData{"@type": "GovernmentOrganization", "name": name(ctx, a.BodyName)},
		}
		answer.set("abstract", a.Found)
		answers = append(answers, answer)
	}
	if len(answers) > 0 {
		post["comment"] = answers
	}
	return post
}
