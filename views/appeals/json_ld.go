package appeals

import (
	"context"
	"time"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// Structured data of schema.org for search engines. It has only what the page shows, and no names
// of residents.

// linkedData is an object of JSON-LD.
type linkedData map[string]any

// set sets a key unless the value is empty.
func (d linkedData) set(key, value string) {
	if value != "" {
		d[key] = value
	}
}

// siteJSON describes the portal and its search.
func siteJSON(ctx context.Context) linkedData {
	return linkedData{
		"@context":    "https://schema.org",
		"@type":       "WebSite",
		"name":        i18n.T(ctx, "app.name"),
		"description": i18n.T(ctx, "home.lead"),
		"url":         paths.Absolute(ctx, paths.Home(ctx)),
		"inLanguage":  string(i18n.From(ctx)),
		"potentialAction": linkedData{
			"@type":       "SearchAction",
			"target":      paths.Absolute(ctx, paths.Appeals(ctx)) + "?q={search_term_string}",
			"query-input": "required name=search_term_string",
		},
	}
}

// appealJSON describes an appeal as a posting with the official answers as its comments.
func appealJSON(ctx context.Context, d models.AppealPage) linkedData {
	post := linkedData{
		"@context":      "https://schema.org",
		"@type":         "DiscussionForumPosting",
		"headline":      d.Title,
		"text":          d.Text,
		"inLanguage":    d.Lang,
		"identifier":    d.Number,
		"url":           paths.Absolute(ctx, paths.Appeal(ctx, d.Number)),
		"datePublished": d.ReceivedAt.UTC().Format(time.RFC3339),
		// Authors are never named here.
		"author":          linkedData{"@type": "Person", "name": i18n.T(ctx, "parts.by_resident")},
		"about":           parts.Category(ctx, d.CategoryCode),
		"contentLocation": linkedData{"@type": "Place", "name": parts.Name(ctx, d.Place)},
		"commentCount":    d.Comments + len(d.Answers),
		"interactionStatistic": linkedData{
			"@type":                "InteractionCounter",
			"interactionType":      "https://schema.org/AgreeAction",
			"userInteractionCount": d.Voices,
		},
	}
	if d.Cover != "" {
		post.set("image", paths.Absolute(ctx, paths.Photo(d.Cover, "large")))
	}
	var answers []linkedData
	for _, a := range d.Answers {
		answer := linkedData{
			"@type":       "Answer",
			"text":        a.Action,
			"inLanguage":  a.Lang,
			"dateCreated": a.At.UTC().Format(time.RFC3339),
			"url":         paths.Absolute(ctx, paths.Appeal(ctx, d.Number)) + "#" + parts.AnswerID(a),
			"author":      linkedData{"@type": "GovernmentOrganization", "name": parts.Name(ctx, a.BodyName)},
		}
		answer.set("abstract", a.Found)
		answers = append(answers, answer)
	}
	if len(answers) > 0 {
		post["comment"] = answers
	}
	return post
}
