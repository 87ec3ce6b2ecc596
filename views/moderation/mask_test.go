package moderation

import (
	"context"
	"testing"

	"jauap/models/screen"
	"jauap/views/i18n"
)

// TestMarksAreOfTheList: what the portal proposes as a mark is what moderation accepts as one.
func TestMarksAreOfTheList(t *testing.T) {
	for _, lang := range i18n.Languages {
		ctx := i18n.With(context.Background(), lang)
		for _, kind := range screen.Kinds {
			if word := i18n.T(ctx, "mask."+string(kind)); !screen.IsMark(word) {
				t.Errorf("%s: %q is not in the list of screen", lang, word)
			}
		}
	}
}
