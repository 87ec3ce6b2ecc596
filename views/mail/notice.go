package mail

import (
	"bytes"
	"context"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views"
	"jauap/views/i18n"
)

// longestQuote is how much of a text a mail repeats, in characters.
const longestQuote = 600

// notice is a mail of what happened, in pieces that the text and the HTML share.
type notice struct {
	Subject     string
	Greeting    string
	What        string   // happened
	Facts       []string // one line each
	Quote       string   // somebody's words, in QuoteLang
	QuoteLang   string
	Link        string // to the page
	Why         string // this reader is told
	Unsubscribe string // the link
}

// Notice is the mail of a notice, in the language of ctx. The context carries the
// site, for its address; unsubscribe is the address that ends such mails.
func Notice(ctx context.Context, l models.NoticeLetter, unsubscribe string) (Letter, error) {
	if l.Private {
		// mail lies open on its way and in the box: what it is about stands on the page behind the sign-in
		l.Title, l.Answer, l.Data.Text, l.Promises = "", "", "", nil
	}
	n := notice{
		Greeting:    i18n.T(ctx, "mail.greeting", "name", l.Name),
		What:        whatHappened(ctx, l),
		Facts:       facts(ctx, l),
		Quote:       l.Data.Text,
		QuoteLang:   l.Lang,
		Link:        views.Absolute(ctx, views.NoticeTarget(ctx, l.Notice)),
		Why:         why(ctx, l),
		Unsubscribe: unsubscribe,
	}
	if l.Answer != "" {
		n.Quote = l.Answer
	}
	if l.Kind == models.NoticeWork {
		n.Subject = i18n.T(ctx, "mail.subject_work", "title", l.Title)
	} else {
		n.Subject = i18n.T(ctx, "mail.subject", "number", l.Number, "what", n.What)
	}
	n.Quote = shorten(n.Quote, longestQuote)
	var html bytes.Buffer
	if err := noticeHTML(n).Render(ctx, &html); err != nil {
		return Letter{}, err
	}
	return Letter{Subject: n.Subject, Text: n.text(ctx), HTML: html.String()}, nil
}

// text is the plain form.
func (n notice) text(ctx context.Context) string {
	paragraphs := []string{n.Greeting, n.What + "\n" + strings.Join(n.Facts, "\n")}
	if n.Quote != "" {
		paragraphs = append(paragraphs, "> "+strings.ReplaceAll(n.Quote, "\n", "\n> "))
	}
	paragraphs = append(paragraphs, i18n.T(ctx, "mail.open")+"\n"+n.Link, n.Why,
		i18n.T(ctx, "mail.unsubscribe")+"\n"+n.Unsubscribe)
	return letter(ctx, n.Subject, paragraphs...).Text
}

func whatHappened(ctx context.Context, l models.NoticeLetter) string {
	if l.Kind == models.NoticeWork {
		return i18n.T(ctx, "event.explained")
	}
	return i18n.T(ctx, "event."+string(l.Kind))
}

// facts are what the event says beyond its kind, a line each.
func facts(ctx context.Context, l models.NoticeLetter) (lines []string) {
	add := func(line string) { lines = append(lines, line) }
	switch {
	case l.Kind == models.NoticeWork:
		add(i18n.T(ctx, "mail.work", "title", l.Title))
	case l.Title == "":
		add(i18n.T(ctx, "mail.appeal_no", "number", l.Number))
	default:
		add(i18n.T(ctx, "mail.appeal", "number", l.Number, "title", l.Title))
	}
	if l.Actor == models.ByBody && l.BodyName.KK != "" {
		add(i18n.T(ctx, "mail.body", "body", inLanguage(ctx, l.BodyName)))
	}
	if l.ToName.KK != "" {
		add(i18n.T(ctx, "parts.sent_to", "body", inLanguage(ctx, l.ToName)))
	}
	if l.Data.Verdict != "" {
		add(i18n.T(ctx, "parts.verdict", "verdict", i18n.T(ctx, "verdict."+l.Data.Verdict)))
	}
	if l.Data.Reason != "" {
		add(i18n.T(ctx, "parts.reason", "reason", i18n.T(ctx, "reason."+l.Data.Reason)))
	}
	if due, err := calendar.ParseDate(l.Data.Due); err == nil {
		add(i18n.T(ctx, "clock.due", "date", i18n.DateNumeric(ctx, due.Time())))
	}
	for _, p := range l.Promises {
		add(i18n.T(ctx, "mail.promise", "text", strings.TrimRight(p.Text, "."), "date", i18n.DateNumeric(ctx, p.Due.Time())))
	}
	return lines
}

// why says on what ground the reader is told.
func why(ctx context.Context, l models.NoticeLetter) string {
	about := inLanguage(ctx, l.About.Name)
	switch l.Source {
	case models.SourceAuthor:
		return i18n.T(ctx, "mail.why_author", "number", l.About.Number)
	case models.SourceVoice:
		return i18n.T(ctx, "mail.why_voice", "number", l.About.Number)
	case models.SourceAppeal:
		return i18n.T(ctx, "mail.why_appeal", "number", l.About.Number)
	case models.SourceOfficial:
		return i18n.T(ctx, "mail.why_official", "name", about)
	case models.SourcePlace:
		return i18n.T(ctx, "mail.why_place", "name", about)
	case models.SourceCategory:
		return i18n.T(ctx, "mail.why_category", "name", about)
	}
	return i18n.T(ctx, "mail.why_body", "name", about)
}

func inLanguage(ctx context.Context, n models.Names) string {
	if s := n.In(string(i18n.From(ctx))); s != "" {
		return s
	}
	return n.KK
}

// shorten cuts a text at a word, and says by an ellipsis that it goes on.
func shorten(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	cut := string(letters[:most])
	if space := strings.LastIndexAny(cut, " \n"); space > 0 {
		cut = cut[:space]
	}
	return cut + " …"
}
