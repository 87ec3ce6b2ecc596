package i18n

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// forms returns the texts of a message by plural class.
func forms(m *goi18n.Message) map[string]string {
	all := map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
	for class, text := range all {
		if text == "" && class != "other" {
			delete(all, class)
		}
	}
	return all
}

// everyMessage calls f for each key of each language.
func everyMessage(f func(l Lang, key string, m *goi18n.Message)) {
	for _, l := range Languages {
		for key, m := range words.files[l] {
			f(l, key, m)
		}
	}
}

func TestKeysAreInAllLanguages(t *testing.T) {
	everyMessage(func(l Lang, key string, _ *goi18n.Message) {
		for _, other := range Languages {
			if !Has(other, key) {
				t.Errorf("%s is in %s but not in %s", key, l, other)
			}
		}
	})
}

func TestMessagesAreNotEmpty(t *testing.T) {
	everyMessage(func(l Lang, key string, m *goi18n.Message) {
		for class, text := range forms(m) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s (%s) is empty", l, key, class)
			}
			if text != strings.TrimSpace(text) {
				t.Errorf("%s: %s (%s) begins or ends with a space: %q. Is it a part of a sentence?", l, key, class, text)
			}
		}
	})
}

// pluralClasses has the CLDR plural classes for integers.
var pluralClasses = map[Lang][]string{
	KK: {"one", "other"},
	RU: {"few", "many", "one", "other"},
	EN: {"one", "other"},
}

func TestPluralClasses(t *testing.T) {
	everyMessage(func(l Lang, key string, m *goi18n.Message) {
		var got []string
		for class := range forms(m) {
			got = append(got, class)
		}
		slices.Sort(got)
		if isPlural(m) && !slices.Equal(got, pluralClasses[l]) {
			t.Errorf("%s: %s has the forms %v, want %v", l, key, got, pluralClasses[l])
		}
		for _, other := range Languages {
			if o := words.files[other][key]; o != nil && isPlural(o) != isPlural(m) {
				t.Errorf("%s has plural forms in one of %s and %s only", key, l, other)
			}
		}
	})
}

// A Kazakh noun stays singular after a numeral, so its forms differ only if the sentence does.
func TestKazakhNounStaysSingular(t *testing.T) {
	for key, m := range words.files[KK] {
		for class, text := range forms(m) {
			if plural := regexp.MustCompile(`\{\{\.Count\}\} \p{L}+(лар|лер|дар|дер|тар|тер)(\P{L}|$)`).FindString(text); plural != "" {
				t.Errorf("%s (%s): %q is plural after a numeral", key, class, plural)
			}
		}
	}
}

// A value has no case ending: «{{.Date}}-ға» would depend on the vowels of the value.
func TestPlaceholdersHaveNoEnding(t *testing.T) {
	ending := regexp.MustCompile(`\}\}[-’']?\p{L}|\p{L}[-’']?\{\{`)
	everyMessage(func(l Lang, key string, m *goi18n.Message) {
		for class, text := range forms(m) {
			text := strings.ReplaceAll(text, "}}-бет", "}}") // an ordinal, «3-бет», has the same suffix for every number
			if ending.MatchString(text) {
				t.Errorf("%s: %s (%s) joins a placeholder to letters: %q", l, key, class, text)
			}
		}
	})
}

func TestSamePlaceholders(t *testing.T) {
	names := func(m *goi18n.Message, text string) []string {
		n := placeholders(text)
		if isPlural(m) && !slices.Contains(n, "Count") {
			n = append(n, "Count") // "one appeal" may omit the numeral
		}
		slices.Sort(n)
		return n
	}
	for key, m := range words.files[KK] {
		want := names(m, m.Other)
		for _, l := range Languages {
			other := words.files[l][key]
			if other == nil {
				continue
			}
			for class, text := range forms(other) {
				if diff := cmp.Diff(want, names(other, text)); diff != "" {
					t.Errorf("%s (%s) in %s differs from Kazakh:\n%s", key, class, l, diff)
				}
			}
		}
	}
}

func TestMessagesHaveNoMarkup(t *testing.T) {
	everyMessage(func(l Lang, key string, m *goi18n.Message) {
		for class, text := range forms(m) {
			if _, err := (parser{}).Parse(text, "", ""); err != nil {
				t.Errorf("%s: %s (%s): %v", l, key, class, err)
			}
			if strings.ContainsAny(text, "<>") {
				t.Errorf("%s: %s (%s) contains markup: %q", l, key, class, text)
			}
		}
	})
}

// foreign lists the Latin words that Kazakh and Russian texts may contain: names known in this
// spelling.
var foreign = map[string]bool{
	"API": true, "Atom": true, "CC": true, "BY": true, "CSP": true, "CSV": true, "DATABASE": true, "URL": true,
	"EDS": true, "English": true, "GET": true, "GeoNames": true, "GitHub": true, "HTML": true, "HTTP": true, "HTTPS": true,
	"AVIF": true, "HEIC": true, "iPhone": true, "JPEG": true, "JSON": true, "KATO": true, "Markdown": true, "MIT": true, "Open": true, "Otinish": true, "PDF": true,
	"PNG": true, "PostgreSQL": true, "RSS": true, "SMS": true, "Telegram": true, "WCAG": true, "WebP": true, "WhatsApp": true,
	"Who": true, "s": true, "On": true, "First": true, "XLSX": true, "XML": true,
	"JavaScript": true, "PIN": true, "QR": true,
	"e": true, "eGov": true, "eOtinish": true, "kz": true, "gov": true,
}

var (
	latinWord    = regexp.MustCompile(`[A-Za-z]+`)
	cyrillicWord = regexp.MustCompile(`\p{Cyrillic}+`)
	mailAddress  = regexp.MustCompile(`[a-z.]+@[a-z.]+`) // an example address
	mixedWord    = regexp.MustCompile(`\p{Cyrillic}[A-Za-z]|[A-Za-z]\p{Cyrillic}`)
)

// A Latin letter that looks like a Cyrillic one is invisible to users and breaks search. A word in
// the wrong script can also be a forgotten translation.
func TestScripts(t *testing.T) {
	everyMessage(func(l Lang, key string, m *goi18n.Message) {
		for class, text := range forms(m) {
			bare := placeholder.ReplaceAllString(text, "")
			if mixed := mixedWord.FindString(strings.ReplaceAll(bare, "eӨтініш", "")); mixed != "" {
				t.Errorf("%s: %s (%s) mixes scripts in one word (%q): %q", l, key, class, mixed, text)
			}
			if l == EN {
				for _, word := range cyrillicWord.FindAllString(bare, -1) {
					if word != "Жауап" && !ownNames[key] {
						t.Errorf("en: %s (%s) contains %q", key, class, word)
					}
				}
				continue
			}
			for _, word := range latinWord.FindAllString(mailAddress.ReplaceAllString(bare, ""), -1) {
				if !foreign[word] && !ownNames[key] {
					t.Errorf("%s: %s (%s) contains the Latin word %q: %q", l, key, class, word, text)
				}
			}
		}
	})
}

// ownNames has the keys of the names of languages: each is in its own language on every page.
var ownNames = map[string]bool{"language.kk": true, "language.ru": true, "language.en": true}

// A long text that is the same in Kazakh and Russian was not translated.
func TestKazakhDiffersFromRussian(t *testing.T) {
	for key, m := range words.files[KK] {
		ru := words.files[RU][key]
		if ru == nil || ownNames[key] {
			continue
		}
		if len([]rune(m.Other)) > 25 && m.Other == ru.Other {
			t.Errorf("%s is the same in Kazakh and Russian: %q", key, m.Other)
		}
	}
}

// encoding/json keeps the last of two equal keys without an error.
func TestNoDuplicateKeys(t *testing.T) {
	paths, err := fs.Glob(locales, "locales/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		buf, err := fs.ReadFile(locales, p)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(buf))
		if _, err := decoder.Token(); err != nil { // the opening brace
			t.Fatalf("%s: %v", p, err)
		}
		seen := map[string]bool{}
		for decoder.More() {
			token, err := decoder.Token()
			if err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			key := token.(string)
			if seen[key] {
				t.Errorf("%s has the key %s twice", p, key)
			}
			seen[key] = true
			var value json.RawMessage
			if err := decoder.Decode(&value); err != nil {
				t.Fatalf("%s: %s: %v", p, key, err)
			}
		}
		area, _, _ := strings.Cut(path.Base(p), ".")
		for key := range seen {
			inFamily := slices.ContainsFunc(families, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
			if !strings.HasPrefix(key, area+".") && !inFamily && area != "core" {
				t.Errorf("%s: %s does not begin with the area of its file", p, key)
			}
		}
	}
}
