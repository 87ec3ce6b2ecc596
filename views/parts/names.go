package parts

import (
	"context"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

// Name returns a name in the language of the page, or the Kazakh name if it has no translation.
func Name(ctx context.Context, n models.Names) string {
	if s := n.In(string(i18n.From(ctx))); s != "" {
		return s
	}
	return n.KK
}

// Category returns the name of a category, or its code if the reference data do not have it.
func Category(ctx context.Context, code string) string {
	if ref := SiteFrom(ctx).Reference; ref != nil {
		if c, ok := ref.Category(code); ok {
			return Name(ctx, c.Name)
		}
	}
	return code
}

// AuthorLevel describes how the identity of an author was verified.
func AuthorLevel(ctx context.Context, level int) string {
	switch level {
	case 0, 1:
		return i18n.T(ctx, "moderation.level_1")
	case 2:
		return i18n.T(ctx, "moderation.level_2")
	case 3:
		return i18n.T(ctx, "moderation.level_3")
	}
	return i18n.T(ctx, "moderation.level_none")
}

// ReasonWord returns the text of a reason, or "" for none.
func ReasonWord(ctx context.Context, reason string) string {
	if reason == "" {
		return ""
	}
	return i18n.T(ctx, "reason."+reason)
}

// Paragraphs splits a plain text at empty lines.
func Paragraphs(text string) (parts []string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// TrailText returns the name of a place and of all places above it, the smallest first.
func TrailText(ctx context.Context, trail []models.Place) string {
	var names []string
	for i := len(trail) - 1; i >= 0; i-- {
		names = append(names, Name(ctx, trail[i].Name))
	}
	return strings.Join(names, ", ")
}
