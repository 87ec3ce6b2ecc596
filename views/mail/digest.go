package mail

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// digest is a weekly mail, split into the parts that the text and the HTML share.
type digest struct {
	foot
	Lead     string
	Facts    []string
	Sections []section
}

// section is a heading with its lines.
type section struct {
	Title string
	Items []item
}

// item is one line; Link can be "".
type item struct{ Text, Link string }

// Digest returns a weekly mail in the language of ctx, which must have the site for absolute URLs.
// unsubscribe is the URL that ends this kind of digest.
func Digest(ctx context.Context, d notice.Digest, unsubscribe string) (Letter, error) {
	m := officeDigest(ctx, d)
	if d.Kind == models.FollowerDigest {
		m = followerDigest(ctx, d)
	}
	m.Greeting, m.Unsubscribe = i18n.T(ctx, "mail.greeting", "name", d.Name), unsubscribe
	var html bytes.Buffer
	if err := digestHTML(m).Render(ctx, &html); err != nil {
		return Letter{}, err
	}
	return Letter{Subject: m.Subject, Text: m.text(ctx), HTML: html.String()}, nil
}

// text returns the plain text.
func (d digest) text(ctx context.Context) string {
	paragraphs := []string{d.Lead + "\n" + strings.Join(d.Facts, "\n")}
	for _, s := range d.Sections {
		lines := []string{s.Title}
		for _, i := range s.Items {
			lines = append(lines, "- "+i.Text)
			if i.Link != "" {
				lines = append(lines, "  "+i.Link)
			}
		}
		paragraphs = append(paragraphs, strings.Join(lines, "\n"))
	}
	return d.foot.text(ctx, paragraphs...)
}

// officeDigest lists the open appeals of an official's bodies.
func officeDigest(ctx context.Context, d notice.Digest) digest {
	m := digest{
		foot: foot{
			Subject: i18n.T(ctx, "digest.subject_office", "date", numeric(ctx, d.Week)),
			Link:    paths.Absolute(ctx, paths.Desk(ctx)),
			Why:     i18n.T(ctx, "digest.why_office"),
		},
		Lead: i18n.T(ctx, "digest.lead_office"),
	}
	for _, body := range d.Bodies {
		m.Facts = append(m.Facts, i18n.T(ctx, "mail.body", "body", inLanguage(ctx, body)))
	}
	for _, part := range d.Parts {
		s := section{Title: i18n.T(ctx, "digest.part_"+part.Kind, "count", strconv.Itoa(part.Total))}
		for _, l := range part.Lines {
			s.Items = append(s.Items, officeItem(ctx, l))
		}
		if rest := part.Total - len(part.Lines); rest > 0 && len(part.Lines) > 0 {
			s.Items = append(s.Items, item{Text: i18n.T(ctx, "digest.more", "count", strconv.Itoa(rest))})
		}
		m.Sections = append(m.Sections, s)
	}
	return m
}

// officeItem is one open appeal or question.
func officeItem(ctx context.Context, l notice.DigestLine) item {
	if l.WorkID != 0 {
		return item{i18n.T(ctx, "digest.line_question", "title", l.Title, "date", numeric(ctx, l.Day)), paths.Absolute(ctx, paths.Work(ctx, l.WorkID))}
	}
	return item{i18n.T(ctx, "digest.line", "number", l.Number, "title", l.Title, "date", numeric(ctx, l.Day)), paths.Absolute(ctx, paths.Case(ctx, l.Number, ""))}
}

// followerDigest lists the events that a user follows.
func followerDigest(ctx context.Context, d notice.Digest) digest {
	from, to := numeric(ctx, d.From()), numeric(ctx, d.To())
	m := digest{
		foot: foot{
			Subject: i18n.T(ctx, "digest.subject_follower", "from", from, "to", to),
			Link:    paths.Absolute(ctx, paths.Inbox(ctx)),
			Why:     i18n.T(ctx, "digest.why_follower"),
		},
		Lead:  i18n.T(ctx, "digest.lead_follower"),
		Facts: []string{i18n.T(ctx, "digest.week", "from", from, "to", to)},
	}
	for _, p := range d.Around {
		s := section{Title: parts.FollowedName(ctx, p.Followed)}
		for _, c := range []struct {
			key string
			n   int
		}{
			{"digest.count_new", p.New}, {"digest.count_answered", p.Answered}, {"digest.count_overdue", p.Overdue},
			{"digest.count_kept", p.Kept}, {"digest.count_broken", p.Broken},
		} {
			if c.n > 0 {
				s.Items = append(s.Items, item{Text: i18n.T(ctx, c.key, "count", strconv.Itoa(c.n))})
			}
		}
		m.Sections = append(m.Sections, s)
	}
	named := section{Title: i18n.T(ctx, "digest.appeals")}
	for _, l := range d.Lines {
		what := i18n.T(ctx, "event."+string(l.Kind))
		named.Items = append(named.Items, item{i18n.T(ctx, "digest.what", "number", l.Number, "title", l.Title, "what", what),
			paths.Absolute(ctx, paths.Appeal(ctx, l.Number))})
	}
	m.Sections = append(m.Sections, named)
	return m
}

// numeric formats a date in digits.
func numeric(ctx context.Context, day calendar.Date) string { return i18n.DateNumeric(ctx, day.Time()) }
