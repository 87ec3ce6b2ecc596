// Package mail writes the mails of the portal in the languages of the recipients. Each mail has a
// plain text; the sentences are in the locale files.
package mail

import (
	"context"
	"strings"

	"jauap/models/account"
	"jauap/views/i18n"
)

// Letter is a mail: subject, plain text and, for some, HTML.
type Letter struct{ Subject, Text, HTML string }

// letter joins paragraphs. The last paragraph names the portal and says that replies are not read.
func letter(ctx context.Context, subject string, paragraphs ...string) Letter {
	paragraphs = append(paragraphs, i18n.T(ctx, "letter.signature"))
	return Letter{Subject: subject, Text: strings.Join(paragraphs, "\n\n") + "\n"}
}

// Code is the mail with the code of a sign-in. The link opens the page with the code filled in.
func Code(ctx context.Context, digits, link string) Letter {
	return letter(ctx, i18n.T(ctx, "letter.code_subject", "code", digits),
		i18n.T(ctx, "letter.code", "code", digits),
		i18n.T(ctx, "letter.code_term", "minutes", account.CodeMinutes),
		i18n.T(ctx, "letter.code_link")+"\n"+link,
		i18n.T(ctx, "letter.code_ignore"))
}
