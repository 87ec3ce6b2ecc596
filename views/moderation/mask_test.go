package moderation

import (
	"context"
	"testing"

	"jauap/models/screen"
	"jauap/views/i18n"
)

// The marks that the portal proposes are among those that moderation accepts.
func TestProposedMarksAreAccepted(t *testing.T) {
	for _, lang := range i18n.Languages {
		ctx := i18n.With(context.Background(), lang)
		for _, kind := range screen.Kinds {
			if word := i18n.T(ctx, "mask."+string(kind)); !screen.IsMark(word) {
				t.Errorf("%s: %q is not an accepted mark", lang, word)
			}
		}
	}
}
