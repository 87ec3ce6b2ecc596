// Package moderation has the pages of moderators, and the public log of moderation.
package moderation

import (
	"context"
	"slices"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/screen"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// Form has the values of a rejected form about an appeal. Act is the action of the form. All forms
// are on one page, so the names of the fields start with the action.
type Form struct {
	Act         string         // action of the form
	Reason      string         // reason code
	Text        string         // explanation for the author
	Into        string         // number of the appeal to merge into
	Title, Body string         // the masked texts
	Until       string         // last day of a ban, YYYY-MM-DD
	Upheld      string         // decision on an objection: "1" or "0"
	Invalid     models.Invalid // errors of the form
}

// value returns the entered value of a field if act is the action of the rejected form.
func (f Form) value(act, typed string) string {
	if f.Act == act {
		return typed
	}
	return ""
}

// problem returns the error in a field of the form of an action.
func (f Form) problem(ctx context.Context, act, field string) string {
	if f.Act != act {
		return ""
	}
	return parts.ProblemOf(ctx, f.Invalid, field)
}

// problems returns the errors for the summary, with the ids of the fields.
func (f Form) problems(ctx context.Context) []parts.Problem {
	problems := parts.ProblemsOf(ctx, f.Invalid, "title", "body", "into", "reason", "text", "until")
	for i := range problems {
		problems[i].Field = f.Act + "-" + problems[i].Field
	}
	return problems
}

// moderationTabs returns links to the pages of moderation.
func moderationTabs(ctx context.Context, current string) []parts.FilterLink {
	links := []parts.FilterLink{
		{Text: i18n.T(ctx, "moderation.queue"), Href: paths.Moderation(ctx)},
		{Text: i18n.T(ctx, "moderation.objections"), Href: paths.Objections(ctx)},
		{Text: i18n.T(ctx, "moderation.comments"), Href: paths.ModerationComments(ctx)},
		{Text: i18n.T(ctx, "moderation.bans"), Href: paths.Bans(ctx)},
		{Text: i18n.T(ctx, "moderation.log"), Href: paths.ModerationLog(ctx)},
	}
	for i := range links {
		links[i].Current = links[i].Href == current
	}
	return links
}

// reasonOptions returns the reasons for a form; none is preselected.
func reasonOptions(ctx context.Context, reasons []string) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "moderation.choose")}}
	for _, r := range reasons {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "reason."+r)})
	}
	return options
}

// moderationClock returns the clock of moderation.
func moderationClock(ctx context.Context, by calendar.Date) models.Clock {
	return models.Clock{Running: true, Due: by, Left: parts.SiteFrom(ctx).Reference.Calendar.WorkingDaysBetween(parts.Today(ctx), by)}
}

// segment is a part of a text. Kind is the kind of personal data that it looks like, or "".
type segment struct {
	Text string
	Kind screen.Kind
}

// segments splits a text at what looks like personal data.
func segments(ctx context.Context, text string) []segment {
	var pieces []segment
	end := 0
	for _, f := range screen.Find(text, parts.ScreenKinds(ctx)) {
		pieces = append(pieces, segment{Text: text[end:f.Start]}, segment{text[f.Start:f.End], f.Kind})
		end = f.End
	}
	return append(pieces, segment{Text: text[end:]})
}

// foundKinds returns the distinct kinds of personal data that a text seems to contain.
func foundKinds(ctx context.Context, text string) []screen.Kind {
	found := screen.Find(text, parts.ScreenKinds(ctx))
	return slices.DeleteFunc(slices.Clone(parts.ScreenKinds(ctx)), func(kind screen.Kind) bool {
		return !slices.ContainsFunc(found, func(f screen.Finding) bool { return f.Kind == kind })
	})
}

// foundWord returns the name of a kind of personal data.
func foundWord(ctx context.Context, kind screen.Kind) string {
	switch kind {
	case screen.Email:
		return i18n.T(ctx, "moderation.found_email")
	case screen.Card:
		return i18n.T(ctx, "moderation.found_card")
	case screen.IIN:
		return i18n.T(ctx, "moderation.found_iin")
	case screen.Phone:
		return i18n.T(ctx, "moderation.found_phone")
	case screen.IBAN:
		return i18n.T(ctx, "moderation.found_iban")
	case screen.IDCard:
		return i18n.T(ctx, "moderation.found_idcard")
	case screen.Address:
		return i18n.T(ctx, "moderation.found_address")
	}
	return i18n.T(ctx, "moderation.found_plate")
}

// masked returns a text with the proposed marks in the language of the text.
func masked(ctx context.Context, lang, text string) string {
	if l, ok := i18n.Parse(lang); ok {
		ctx = i18n.With(ctx, l)
	}
	return screen.Mask(text, parts.ScreenKinds(ctx), func(k screen.Kind) string { return i18n.T(ctx, "mask."+string(k)) })
}

// typedOr returns the entered value of a field, or the proposal if the form was not sent.
func (f Form) typedOr(act, typed, proposal string) string {
	if f.Act == act {
		return typed
	}
	return proposal
}

// heldRules returns the screening rules that flagged an appeal.
func heldRules(held string) []string { return strings.Fields(held) }
