package register

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"jauap/models"
)

// TestRegisterWordsAreTheShownOnes: a register may contain the texts that the portal shows for
// kinds and statuses.
func TestRegisterWordsAreTheShownOnes(t *testing.T) {
	t.Parallel()
	own := map[models.Status]bool{models.Moderation: true, models.Contested: true, models.Merged: true, models.Rejected: true, "gone": true}
	for _, lang := range []string{"kk", "ru", "en"} {
		content, err := os.ReadFile("../../views/i18n/locales/core." + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(content, &messages); err != nil {
			t.Fatal(err)
		}
		for _, k := range models.Kinds {
			word, _ := messages["kind."+string(k)].(string)
			if kindWords[foldWord(word)] != k || kindWords[string(k)] != k {
				t.Errorf("%s: %q is not understood as %s", lang, word, k)
			}
		}
		statuses := 0
		for key, word := range messages {
			name, isStatus := strings.CutPrefix(key, "status.")
			if !isStatus || own[models.Status(name)] {
				continue
			}
			statuses++
			if got := statusWords[foldWord(word.(string))]; got != models.Status(name) || statusWords[name] != models.Status(name) {
				t.Errorf("%s: %q is understood as %q, not %s", lang, word, got, name)
			}
		}
		if statuses != len(statusWordsOf()) {
			t.Errorf("%s shows %d statuses, registers may write %d", lang, statuses, len(statusWordsOf()))
		}
	}
}

func statusWordsOf() map[models.Status]bool {
	all := map[models.Status]bool{}
	for _, s := range statusWords {
		all[s] = true
	}
	return all
}

// TestLangOf: the language of short and mixed texts.
func TestLangOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Абай көшесінде шұңқыр бар":                       "kk",
		"Яма на улице Қабанбай батыра, у дома 5, с осени": "ru",
		"Нет воды":                          "ru",
		"There is a pothole in Abai street": "en",
	} {
		if got := langOf(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestHoldsIIN: numbers with a valid date and check digit, in any notation.
func TestHoldsIIN(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"ЖСН 990101500016.":         true,
		"990101500708":              true, // valid by the second check sum
		"990101500017":              false,
		"990230600014":              false, // 30 February
		"1990101500016":             false, // thirteen digits
		"шот KZ86125KZT5004100100":  false,
		"тел. 87172555555, 990101 ": false,
	} {
		if got := holdsIIN(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestCompetenceInMemory: competence and CompetentBody return the same bodies.
func TestCompetenceInMemory(t *testing.T) {
	t.Parallel()
	s := withPlaces(t)
	c, err := s.readCompetence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	if err := s.db.Read(t.Context(), &codes, `select code from places`); err != nil {
		t.Fatal(err)
	}
	for _, place := range codes {
		for _, category := range s.core.Reference().Categories {
			want, err := s.core.CompetentBody(t.Context(), place, category.Code)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.body(place, category.Level); got != want.ID {
				t.Errorf("%s in %s: body %d, want %d", category.Code, place, got, want.ID)
			}
		}
	}
}
