package i18n

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed locales
var locales embed.FS

// words has the messages of all locale files, read once at start.
var words = load(locales)

// catalogue holds the messages of the three languages.
type catalogue struct {
	// fixed has the messages without placeholders and plural forms. They are most of the words of a
	// page; each needs only a map lookup.
	fixed map[Lang]map[string]string
	// files has every message, for Has and for the tests.
	files      map[Lang]map[string]*goi18n.Message
	localizers map[Lang]*goi18n.Localizer
}

// load reads locales/*.json. It panics on a broken file, which is an error of a programmer.
func load(files fs.FS) *catalogue {
	bundle := goi18n.NewBundle(language.Kazakh)
	c := &catalogue{
		fixed:      map[Lang]map[string]string{},
		files:      map[Lang]map[string]*goi18n.Message{},
		localizers: map[Lang]*goi18n.Localizer{},
	}
	for _, l := range Languages {
		c.fixed[l] = map[string]string{}
		c.files[l] = map[string]*goi18n.Message{}
	}
	paths, err := fs.Glob(files, "locales/*.json")
	if err != nil {
		panic(err)
	}
	for _, path := range paths {
		buf, err := fs.ReadFile(files, path)
		if err != nil {
			panic(err)
		}
		file, err := bundle.ParseMessageFileBytes(typeset(buf), path)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", path, err))
		}
		l, ok := Parse(file.Tag.String())
		if !ok {
			panic(path + ": the name does not end in .kk.json, .ru.json or .en.json")
		}
		for _, m := range file.Messages {
			if c.files[l][m.ID] != nil {
				panic(fmt.Sprintf("%s: %s is also in another file", path, m.ID))
			}
			c.files[l][m.ID] = m
			if !isPlural(m) && !strings.Contains(m.Other, "{{") {
				c.fixed[l][m.ID] = m.Other
			}
		}
	}
	for _, l := range Languages {
		c.localizers[l] = goi18n.NewLocalizer(bundle, string(l))
	}
	return c
}

// isPlural reports whether a message has other forms than "other".
func isPlural(m *goi18n.Message) bool {
	return m.Zero+m.One+m.Two+m.Few+m.Many != ""
}

// Has reports whether the locale files of l have the key.
func Has(l Lang, key string) bool { return words.files[l][key] != nil }

// T returns the message of key in the language of ctx. args are pairs of a placeholder's name and
// its value: T(ctx, "clock.due", "date", d) fills {{.Date}}. A time is formatted as its date, an
// integer with separated thousands (so pass a year or a code as a string), any other value as fmt
// prints it. A value with a method Time() time.Time, such as calendar.Date, is a time.
//
// In a test an unknown key or a missing value panics. On a page it shows the key, because an
// incomplete page is better than none.
func T(ctx context.Context, key string, args ...any) string {
	l := From(ctx)
	if text, ok := words.fixed[l][key]; ok {
		return text
	}
	return words.localize(l, key, &goi18n.LocalizeConfig{
		MessageID:      key,
		TemplateData:   values(ctx, args),
		TemplateParser: parser{},
	})
}

// N returns the plural form of the message of key for the number n in the language of ctx (CLDR
// plural classes: one and other in Kazakh and English; one, few, many and other in Russian).
// {{.Count}} is n with separated thousands; args are as in T.
func N(ctx context.Context, key string, n int, args ...any) string {
	l := From(ctx)
	data := values(ctx, args)
	data["Count"] = Number(ctx, n)
	return words.localize(l, key, &goi18n.LocalizeConfig{
		MessageID:      key,
		PluralCount:    n,
		TemplateData:   data,
		TemplateParser: parser{},
	})
}

// localize fills a message. An error panics in a test and gives the key on a page.
func (c *catalogue) localize(l Lang, key string, config *goi18n.LocalizeConfig) string {
	text, err := c.localizers[l].Localize(config)
	if err != nil {
		if testing.Testing() {
			panic(fmt.Sprintf("i18n: %s in %s: %v", key, l, err))
		}
		return key
	}
	return text
}

// values converts pairs of name and value into the data of a message.
func values(ctx context.Context, args []any) map[string]string {
	data := make(map[string]string, len(args)/2+1)
	for i := 0; i+1 < len(args); i += 2 {
		name := fmt.Sprint(args[i])
		data[strings.ToUpper(name[:1])+name[1:]] = value(ctx, args[i+1])
	}
	return data
}

// value formats the value of a placeholder.
func value(ctx context.Context, v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return Number(ctx, v)
	case int64:
		return Number(ctx, int(v))
	case time.Time:
		return Date(ctx, v)
	case interface{ Time() time.Time }: // a civil day
		return Date(ctx, v.Time())
	}
	return fmt.Sprint(v)
}
