package i18n

import (
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	templ "github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

// bareWords has the words that templates may contain: names that are the same in every language.
var bareWords = map[string]bool{brand: true, "API": true, "CSV": true, "JSON": true, "KATO": true, "PDF": true, "RSS": true}

// spokenAttributes has the attributes that are shown or read aloud to users.
var spokenAttributes = map[string]bool{
	"alt": true, "aria-description": true, "aria-label": true, "aria-placeholder": true, "aria-roledescription": true,
	"aria-valuetext": true, "label": true, "placeholder": true, "title": true,
}

var (
	word      = regexp.MustCompile(`\p{L}[\p{L}\d’'-]*`)
	goLiteral = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`")
)

// Every visible word of a page comes from the locale files, so templates contain none.
func TestNoWordsInTemplates(t *testing.T) {
	for path, text := range sources(t, filepath.Join(root, "views"), ".templ") {
		for _, problem := range templateProblems(t, path, text) {
			t.Error(problem)
		}
	}
}

// templateProblems lists the words in a template, and the places where two messages follow each
// other, as if a sentence were built from parts.
func templateProblems(t *testing.T, path, text string) []string {
	file, err := templ.ParseString(text)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var problems []string
	report := func(line uint32, format string, args ...any) {
		problems = append(problems, fmt.Sprintf("%s:%d: %s", path, line+1, fmt.Sprintf(format, args...)))
	}
	v := visitor.New()
	v.Text = func(n *templ.Text) error {
		for _, w := range foreignWords(n.Value) {
			report(n.Range.From.Line, "the word %q is not from a locale file", w)
		}
		return nil
	}
	v.ConstantAttribute = func(n *templ.ConstantAttribute) error {
		if spokenAttributes[strings.ToLower(n.Key.String())] {
			for _, w := range foreignWords(n.Value) {
				report(0, "the word %q in %s is not from a locale file", w, n.Key)
			}
		}
		return nil
	}
	expression := func(e templ.Expression) {
		for _, literal := range goLiteral.FindAllString(e.Value, -1) {
			if strings.IndexFunc(strings.ReplaceAll(literal, brand, ""), isCyrillic) >= 0 {
				report(e.Range.From.Line, "the literal %s is not from a locale file", literal)
			}
		}
	}
	v.StringExpression = func(n *templ.StringExpression) error {
		expression(n.Expression)
		if value := strings.TrimSpace(n.Expression.Value); goLiteral.FindString(value) == value {
			for _, w := range foreignWords(strings.Trim(value, "\"`")) {
				report(n.Expression.Range.From.Line, "the word %q is not from a locale file", w)
			}
		}
		return nil
	}
	v.ExpressionAttribute = func(n *templ.ExpressionAttribute) error {
		expression(n.Expression)
		if value := strings.TrimSpace(n.Expression.Value); spokenAttributes[strings.ToLower(n.Key.String())] && goLiteral.FindString(value) == value {
			for _, w := range foreignWords(strings.Trim(value, "\"`")) {
				report(n.Expression.Range.From.Line, "the word %q in %s is not from a locale file", w, n.Key)
			}
		}
		return nil
	}
	pieces := func(children []templ.Node) {
		before := false
		for _, child := range children {
			switch n := child.(type) {
			case *templ.Whitespace:
			case *templ.Text:
				before = before && !strings.ContainsAny(n.Value, "·|/—–") // a separator between two complete messages
			case *templ.StringExpression:
				message := strings.Contains(n.Expression.Value, "i18n.T(") || strings.Contains(n.Expression.Value, "i18n.N(")
				if message && before {
					report(n.Expression.Range.From.Line, "two messages side by side: make them one, or two elements")
				}
				before = message
			default:
				before = false
			}
		}
	}
	element, template := v.Element, v.HTMLTemplate
	v.Element = func(n *templ.Element) error {
		pieces(n.Children)
		return element(n)
	}
	v.HTMLTemplate = func(n *templ.HTMLTemplate) error {
		pieces(n.Children)
		return template(n)
	}
	if err := file.Visit(v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return problems
}

// foreignWords returns the words of a text that a template must not contain. Single letters are
// allowed.
func foreignWords(text string) []string {
	var found []string
	for _, w := range word.FindAllString(html.UnescapeString(text), -1) {
		if !bareWords[w] && len([]rune(w)) > 1 && strings.IndexFunc(w, unicode.IsLetter) >= 0 {
			found = append(found, w)
		}
	}
	return found
}

func TestTemplateProblemsAreFound(t *testing.T) {
	const good = `package views

import "jauap/views/i18n"

// Words in a comment are fine: пікір.
templ page(title string, items []string) {
	<!DOCTYPE html>
	<html lang="kk" data-note="any words">
		<h1 class="big title" title={ i18n.T(ctx, "board.title") }>Жауап &middot; { title }</h1>
		if len(items) > 0 {
			<p aria-label={ title }>{ i18n.T(ctx, "board.title") } — { i18n.T(ctx, "board.lead") }</p>
		}
		for _, i := range items {
			<li>{ i }&nbsp;→ 12,5 %</li>
		}
		<a href="/feed.xml">RSS</a>
	</html>
}
`
	if got := templateProblems(t, "good.templ", good); len(got) != 0 {
		t.Errorf("found in a good template: %q", got)
	}
	for bad, want := range map[string]string{
		`<p>Read more</p>`:                                            `the word "Read"`,
		`<p>Толығырақ</p>`:                                            `the word "Толығырақ"`,
		`<img alt="a photo"/>`:                                        `the word "photo" in alt`,
		`<button aria-label="Close">×</button>`:                       `the word "Close" in aria-label`,
		`<input placeholder="Іздеу"/>`:                                `the word "Іздеу" in placeholder`,
		`<p>{ "Басты бет" }</p>`:                                      `the literal "Басты бет"`,
		`<p>{ "Home" }</p>`:                                           `the word "Home"`,
		`<p title={ "Home" }></p>`:                                    `the word "Home" in title`,
		"if true {\n<p>Hidden</p>\n}":                                 `the word "Hidden"`,
		"<p>{ i18n.T(ctx, \"a.b\") } { i18n.N(ctx, \"a.c\", 2) }</p>": "two messages side by side",
	} {
		got := templateProblems(t, "bad.templ", "package views\n\ntempl page() {\n"+bad+"\n}\n")
		if !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: found %q, want %q", bad, got, want)
		}
	}
}
