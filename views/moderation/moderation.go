// Package moderation holds the pages of moderators, and the public log of moderation.
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

// Form is what was typed about an appeal; Act says into which form. The
// fields of each form begin with its act, since all stand on one page.
type Form struct {
	Act         string
	Reason      string
	Text        string
	Into        string // number of the appeal to merge into
	Title, Body string // masked
	Until       string // the last day of a ban, YYYY-MM-DD
	Upheld      string // "1" or "0"
	Invalid     models.Invalid
}

// value is what a field holds when the form of an act is drawn: what was typed
// into it, or nothing.
func (f Form) value(act, typed string) string {
	if f.Act == act {
		return typed
	}
	return ""
}

// problem is what is wrong with a field of the form of an act.
func (f Form) problem(ctx context.Context, act, field string) string {
	if f.Act != act {
		return ""
	}
	return parts.ProblemOf(ctx, f.Invalid, field)
}

// problems lists them for the top of the page, by the ids of the fields.
func (f Form) problems(ctx context.Context) []parts.Problem {
	problems := parts.ProblemsOf(ctx, f.Invalid, "title", "body", "into", "reason", "text", "until")
	for i := range problems {
		problems[i].Field = f.Act + "-" + problems[i].Field
	}
	return problems
}

// moderationTabs are the ways within moderation.
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

// reasonOptions are the reasons to choose from, none chosen.
func reasonOptions(ctx context.Context, reasons []string) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "moderation.choose")}}
	for _, r := range reasons {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "reason."+r)})
	}
	return options
}

// moderationClock is what is left of moderation's own term.
func moderationClock(ctx context.Context, by calendar.Date) models.Clock {
	return models.Clock{Running: true, Due: by, Left: parts.SiteFrom(ctx).Reference.Calendar.WorkingDaysBetween(parts.Today(ctx), by)}
}

// segment is a piece of a text, with what it looks like; "" for nothing special.
type segment struct {
	Text string
	Kind screen.Kind
}

// segments cuts a text at what looks like personal data of the kinds that are looked for.
func segments(ctx context.Context, text string) []segment {
	var pieces []segment
	end := 0
	for _, f := range screen.Find(text, parts.ScreenKinds(ctx)) {
		pieces = append(pieces, segment{Text: text[end:f.Start]}, segment{text[f.Start:f.End], f.Kind})
		end = f.End
	}
	return append(pieces, segment{Text: text[end:]})
}

// foundKinds are the kinds of personal data that a text seems to hold, each once.
func foundKinds(ctx context.Context, text string) []screen.Kind {
	found := screen.Find(text, parts.ScreenKinds(ctx))
	return slices.DeleteFunc(slices.Clone(parts.ScreenKinds(ctx)), func(kind screen.Kind) bool {
		return !slices.ContainsFunc(found, func(f screen.Finding) bool { return f.Kind == kind })
	})
}

// foundWord names what a piece of a text looks like.
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

// masked is a text with the proposed marks, in the language of the text.
func masked(ctx context.Context, lang, text string) string {
	if l, ok := i18n.Parse(lang); ok {
		ctx = i18n.With(ctx, l)
	}
	return screen.Mask(text, parts.ScreenKinds(ctx), func(k screen.Kind) string { return i18n.T(ctx, "mask."+string(k)) })
}

// typedOr is what was typed into a form, or the proposal where nothing was.
func (f Form) typedOr(act, typed, proposal string) string {
	if f.Act == act {
		return typed
	}
	return proposal
}

// heldRules are the rules of the first pass that hold an appeal.
func heldRules(held string) []string { return strings.Fields(held) }
