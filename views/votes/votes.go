package votes

import (
	"context"
	"slices"
	"strconv"
	"time"

	"jauap/models"
	"jauap/models/vote"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// pageURL returns the URL of the next or previous page, or "" without a cursor.
func (p IndexPage) pageURL(ctx context.Context, after, before models.Cursor) string {
	code := ""
	if p.Place != nil {
		code = p.Place.Code
	}
	return paths.VotesPage(ctx, code, after, before)
}

// mayAnnounce reports whether the user is the head of a body.
func mayAnnounce(ctx context.Context) bool { return parts.ViewerFrom(ctx).Has("head") }

func phaseColor(p vote.Phase) string {
	switch p {
	case vote.Open:
		return "success"
	case vote.Waiting:
		return "warning"
	case vote.Stopped:
		return "danger"
	case vote.Counted:
		return "info"
	}
	return "neutral"
}

func phaseIcon(p vote.Phase) string {
	switch p {
	case vote.Counted:
		return "check-circle"
	case vote.Stopped:
		return "warning"
	}
	return "clock"
}

// times says when a vote opens and its last minute. A vote that closes at midnight would otherwise
// seem to be open on the next day.
func times(ctx context.Context, v vote.Vote) string {
	return i18n.T(ctx, "vote.times", "from", i18n.DateTime(ctx, v.OpensAt), "to", i18n.DateTime(ctx, v.ClosesAt.Add(-time.Minute)))
}

// option returns the title of the option at a position.
func option(v vote.Vote, position int) string {
	if position < 1 || position > len(v.Options) {
		return ""
	}
	return v.Options[position-1].Title
}

// percent returns a share in whole percent.
func percent(part, of int) string {
	if of == 0 {
		return "0 %"
	}
	return strconv.Itoa((200*part+of)/(2*of)) + "\u00a0%"
}

// bySupport returns the positions of the options, the most support first.
func bySupport(r vote.Result) []int {
	order := make([]int, len(r.Support))
	for i := range order {
		order[i] = i + 1
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(r.Support[b-1] - r.Support[a-1]) })
	return order
}

// won reports whether the option at a position won.
func won(r vote.Result, position int) bool { return slices.Contains(r.Winners, position) }

// ranks returns how many preferences the form of a ranked vote asks for.
func ranks(v vote.Vote) int { return min(len(v.Options), 10) }

// rankOptions returns the options of a drop-down list of preferences.
func rankOptions(ctx context.Context, v vote.Vote) []parts.Option {
	list := []parts.Option{{Value: "", Text: i18n.T(ctx, "vote.no_choice")}}
	for _, o := range v.Options {
		list = append(list, parts.Option{Value: strconv.Itoa(o.Position), Text: o.Title})
	}
	return list
}

// chosen returns the choice of a rank as the value of a form.
func chosen(choices []int, rank int) string {
	if rank >= len(choices) || choices[rank] == 0 {
		return ""
	}
	return strconv.Itoa(choices[rank])
}

func fieldOf(ctx context.Context, invalid models.Invalid, name, label, hint, value string, most int) parts.Field {
	return parts.Field{Name: name, Label: label, Hint: hint, Value: value, Problem: parts.ProblemOf(ctx, invalid, name), Max: most}
}

func kindOptions(ctx context.Context) (list []parts.Option) {
	for _, k := range vote.Kinds {
		list = append(list, parts.Option{Value: string(k), Text: i18n.T(ctx, "vote.kind_"+string(k))})
	}
	return list
}

func whoOptions(ctx context.Context) (list []parts.Option) {
	for _, w := range vote.Whos {
		list = append(list, parts.Option{Value: string(w), Text: i18n.T(ctx, "vote.who_"+string(w))})
	}
	return list
}

func channelOptions(ctx context.Context) (list []parts.Option) {
	for _, c := range vote.Channels {
		list = append(list, parts.Option{Value: c, Text: i18n.T(ctx, "vote.channel_"+c)})
	}
	return list
}

// formFields are the fields of NewForm in their order, for the summary of problems.
func formFields(ctx context.Context) []parts.Option {
	return []parts.Option{{Value: "place", Text: i18n.T(ctx, "vote.place")}, {Value: "kind", Text: i18n.T(ctx, "vote.kind")},
		{Value: "who", Text: i18n.T(ctx, "vote.who")}, {Value: "lang", Text: i18n.T(ctx, "vote.lang")}, {Value: "title", Text: i18n.T(ctx, "vote.question")},
		{Value: "text", Text: i18n.T(ctx, "vote.text")}, {Value: "options", Text: i18n.T(ctx, "vote.options")}, {Value: "budget", Text: i18n.T(ctx, "vote.budget")},
		{Value: "opens", Text: i18n.T(ctx, "vote.opens")}, {Value: "closes", Text: i18n.T(ctx, "vote.closes")}, {Value: "quorum", Text: i18n.T(ctx, "vote.quorum")},
		{Value: "binding", Text: i18n.T(ctx, "vote.binding")}, {Value: "promise", Text: i18n.T(ctx, "vote.promise")},
		{Value: "answer_due", Text: i18n.T(ctx, "vote.answer_due")}, {Value: "seed_name", Text: i18n.T(ctx, "vote.seed_name")}}
}

// recountCommand is the command that counts the published file of a vote again.
func recountCommand(v vote.Vote) string {
	return "jauap recount vote-" + strconv.FormatInt(v.ID, 10) + ".pb"
}
