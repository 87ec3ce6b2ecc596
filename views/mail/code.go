// Package mail is what the portal writes to people, in their language. Every mail
// has a plain text; the sentences are those of the locale files.
package mail

import (
	"context"
	"strings"

	"jauap/models/account"
	"jauap/views/i18n"
)

// Letter is the subject, the plain text and, where there is one, the HTML of a mail.
type Letter struct{ Subject, Text, HTML string }

// letter joins paragraphs; the last line says what the portal is and that nobody
// reads answers.
func letter(ctx context.Context, subject string, paragraphs ...string) Letter {
	paragraphs = append(paragraphs, i18n.T(ctx, "letter.signature"))
	return Letter{Subject: subject, Text: strings.Join(paragraphs, "\n\n") + "\n"}
}

// Code is the one-time code of a sign-in. The link opens the page with the code
// filled in.
func Code(ctx context.Context, digits, link string) Letter {
	return letter(ctx, i18n.T(ctx, "letter.code_subject", "code", digits),
		i18n.T(ctx, "letter.code", "code", digits),
		i18n.T(ctx, "letter.code_term", "minutes", account.CodeMinutes),
		i18n.T(ctx, "letter.code_link")+"\n"+link,
		i18n.T(ctx, "letter.code_ignore"))
}
