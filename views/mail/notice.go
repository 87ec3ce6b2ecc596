package mail

import (
	"bytes"
	"context"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// longestQuote is the maximum length of a quoted text, in characters.
const longestQuote = 600

// foot has the parts that all mails with an unsubscribe link share.
type foot struct {
	Subject     string
	Greeting    string
	Link        string // to the page
	Why         string // why the recipient gets the mail
	Unsubscribe string // the link
}

// text returns the plain text: the paragraphs between the greeting and the link.
func (f foot) text(ctx context.Context, paragraphs ...string) string {
	all := append([]string{f.Greeting}, paragraphs...)
	all = append(all, i18n.T(ctx, "mail.open")+"\n"+f.Link, f.Why, i18n.T(ctx, "mail.unsubscribe")+"\n"+f.Unsubscribe)
	return letter(ctx, f.Subject, all...).Text
}

// noticeMail is the mail of a notice, split into the parts that the text and the HTML share.
type noticeMail struct {
	foot
	What      string   // what happened
	Facts     []string // one line each
	Quote     string   // a quoted text, in QuoteLang
	QuoteLang string
	Ask       string // what the recipient can do; often ""
}

// Notice returns the mail of a notice in the language of ctx, which must have the site for absolute
// URLs. unsubscribe is the URL that ends such mails.
func Notice(ctx context.Context, l notice.NoticeLetter, unsubscribe string) (Letter, error) {
	if l.Private || !l.Public && !l.HasPart() {
		// Mail can be read by others on its way and in the mailbox, so it has no content of private
		// appeals: that is on the page, behind the sign-in. Content that was hidden before the mail
		// was sent goes to the parties of the appeal only.
		l.Title, l.Answer, l.Data.Text, l.Promises = "", "", "", nil
	}
	n := noticeMail{
		foot: foot{
			Greeting:    i18n.T(ctx, "mail.greeting", "name", l.Name),
			Link:        paths.Absolute(ctx, parts.NoticeTarget(ctx, l.Notice)),
			Why:         why(ctx, l),
			Unsubscribe: unsubscribe,
		},
		What:      parts.NoticeText(ctx, l.Notice),
		Facts:     facts(ctx, l),
		Quote:     l.Data.Text,
		QuoteLang: l.Lang,
		Ask:       ask(ctx, l),
	}
	if l.Answer != "" {
		n.Quote = l.Answer
	}
	if l.Number == "" {
		n.Subject = i18n.T(ctx, "mail.subject_about", "what", n.What, "title", l.Title)
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

// text returns the plain text.
func (n noticeMail) text(ctx context.Context) string {
	paragraphs := []string{n.What + "\n" + strings.Join(n.Facts, "\n")}
	if n.Quote != "" {
		paragraphs = append(paragraphs, "> "+strings.ReplaceAll(n.Quote, "\n", "\n> "))
	}
	if n.Ask != "" {
		paragraphs = append(paragraphs, n.Ask)
	}
	return n.foot.text(ctx, paragraphs...)
}

// facts returns the data of the event, one line each.
func facts(ctx context.Context, l notice.NoticeLetter) (lines []string) {
	add := func(line string) { lines = append(lines, line) }
	switch {
	case l.Number == "":
		add(i18n.T(ctx, "mail.work", "title", l.Title))
	case l.Title == "":
		add(i18n.T(ctx, "mail.appeal_no", "number", l.Number))
	default:
		add(i18n.T(ctx, "mail.appeal", "number", l.Number, "title", l.Title))
	}
	if (l.Actor == models.ByBody || l.Kind == models.ComplaintSilent) && l.BodyName.KK != "" {
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
	if from, err := calendar.ParseDate(l.Data.FromDue); err == nil {
		add(i18n.T(ctx, "mail.from_due", "date", i18n.DateNumeric(ctx, from.Time())))
	}
	if due, err := calendar.ParseDate(l.Data.Due); err == nil {
		add(i18n.T(ctx, "clock.due", "date", i18n.DateNumeric(ctx, due.Time())))
	}
	if l.Data.Number != "" {
		if key := otherAppeal(l); key != "" {
			add(i18n.T(ctx, key, "number", l.Data.Number))
		}
	}
	if r := l.Receipt; r != nil {
		add(i18n.T(ctx, "mail.responsible", "body", inLanguage(ctx, r.BodyName)))
		if r.Status == models.Moderation {
			add(i18n.T(ctx, "mail.moderation_due", "date", i18n.DateNumeric(ctx, r.ModerationDue.Time())))
		}
		add(i18n.T(ctx, "mail.registered_on", "date", i18n.DateNumeric(ctx, r.RegisteredOn.Time())))
		add(i18n.T(ctx, "mail.answer_due", "date", i18n.DateNumeric(ctx, r.AnswerDue.Time())))
	}
	if l.Data.Left > 0 {
		add(i18n.N(ctx, "clock.left", l.Data.Left))
	}
	if l.Data.Law != "" {
		add(i18n.T(ctx, "mail.law", "law", lawName(ctx, l.Data.Law)))
	}
	for _, p := range l.Promises {
		add(i18n.T(ctx, "mail.promise", "text", strings.TrimRight(p.Text, "."), "date", i18n.DateNumeric(ctx, p.Due.Time())))
	}
	return lines
}

// otherAppeal returns the message key of the line about the other appeal of a merge.
func otherAppeal(l notice.NoticeLetter) string {
	switch {
	case l.Kind == models.WasMerged:
		return "mail.merged_into"
	case l.Kind == models.TookIn && l.Source == notice.SourceAuthor:
		return "merge.mail_joined"
	case l.Kind == models.TookIn:
		return "merge.mail_took_in"
	case l.Kind == models.WasParted:
		return "merge.mail_parted"
	case l.Kind == models.GaveBack:
		return "merge.mail_gave_back"
	}
	return ""
}

// lawName returns the name of a legal reference, or the text if it is not a key.
func lawName(ctx context.Context, law string) string {
	if ref := parts.SiteFrom(ctx).Reference; ref != nil {
		for _, l := range ref.Laws {
			if l.Key == law {
				return inLanguage(ctx, l.Name)
			}
		}
	}
	return law
}

// ask returns what the recipient can do.
func ask(ctx context.Context, l notice.NoticeLetter) string {
	own := l.Source == notice.SourceAuthor
	switch {
	case l.Kind == models.PromiseKept && (own || l.Source == notice.SourceVoice):
		return i18n.T(ctx, "mail.ask_kept")
	case l.Kind == notice.NoticeQuestion:
		return i18n.T(ctx, "mail.ask_question")
	case l.Kind == notice.NoticeHanded:
		return i18n.T(ctx, "mail.ask_handed")
	case !own:
		return ""
	}
	switch l.Kind {
	case models.Asked:
		return i18n.T(ctx, "mail.ask_asked")
	case models.AnswerGiven:
		last := calendar.Of(l.At).AddDays(calendar.VerdictDays)
		return i18n.T(ctx, "mail.ask_answered", "date", i18n.DateNumeric(ctx, last.Time()))
	case models.WasDeclined:
		return i18n.T(ctx, "mail.ask_declined")
	case models.BecameOverdue:
		return i18n.T(ctx, "mail.ask_overdue")
	case models.PromiseBroken:
		return i18n.T(ctx, "mail.ask_broken")
	case models.WasRejected, models.WasHidden:
		return i18n.T(ctx, "mail.ask_object")
	}
	return ""
}

// why returns why the recipient gets the mail.
func why(ctx context.Context, l notice.NoticeLetter) string {
	about := inLanguage(ctx, l.About.Name)
	switch l.Source {
	case notice.SourceAuthor:
		return i18n.T(ctx, "mail.why_author", "number", l.About.Number)
	case notice.SourceVoice:
		return i18n.T(ctx, "mail.why_voice", "number", l.About.Number)
	case notice.SourceAppeal:
		return i18n.T(ctx, "mail.why_appeal", "number", l.About.Number)
	case notice.SourceAsker:
		return i18n.T(ctx, "mail.why_asker", "title", l.About.Title)
	case notice.SourceOfficial:
		return i18n.T(ctx, "mail.why_official", "name", about)
	case notice.SourcePlace:
		return i18n.T(ctx, "mail.why_place", "name", about)
	case notice.SourceCategory:
		return i18n.T(ctx, "mail.why_category", "name", about)
	}
	return i18n.T(ctx, "mail.why_body", "name", about)
}

// inLanguage returns a name in the language of ctx, or the Kazakh name.
func inLanguage(ctx context.Context, n models.Names) string {
	if s := n.In(string(i18n.From(ctx))); s != "" {
		return s
	}
	return n.KK
}

// shorten cuts a text between words and adds an ellipsis.
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
