package parts

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestMarkdown is the maximum length of a converted text, in bytes.
const longestMarkdown = 32 << 10

// deepestMarkdown is the maximum nesting of quotes, lists and emphasis; deeper content is dropped.
// HTML parsers fail somewhere above 500 levels.
const deepestMarkdown = 40

// userLink is the rel attribute of links in users' texts: they pass no search ranking to the target
// and give it no access to this page.
const userLink = "nofollow ugc noopener"

// Markdown converts the text of an official into safe HTML. The renderer omits raw HTML, and its
// output passes a list of allowed elements, so that a mistake in one of the two is not enough.
func Markdown(source string) (string, error) {
	if len(source) > longestMarkdown {
		cut := longestMarkdown
		for cut > 0 && !utf8.RuneStart(source[cut]) {
			cut--
		}
		source = source[:cut]
	}
	var page bytes.Buffer
	if err := markdownWriter.Convert([]byte(source), &page); err != nil {
		return "", err
	}
	return markdownPolicy.Sanitize(page.String()), nil
}

var markdownWriter = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
	goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(fitIntoPage{}, 1000))),
)

// markdownPolicy allows no pictures: pictures of a work are uploaded, with a description. It allows
// no style, class or id, which could imitate parts of the page.
var markdownPolicy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "strong", "em", "del", "blockquote", "code", "pre", "ul", "ol", "li", "h3", "h4", "h5", "h6",
		"table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowURLSchemes("https", "http", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile("^" + userLink + "$")).OnElements("a")
	p.RequireParseableURLs(true)
	return p
}()

// fitIntoPage numbers the headings from h3 without skipped levels, marks links and drops content
// that is nested too deeply.
type fitIntoPage struct{}

// Transform changes the parsed document in place.
func (fitIntoPage) Transform(document *ast.Document, _ text.Reader, _ parser.Context) {
	var above []int // levels in the source of the headings above the current one
	depth := 0
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		if depth++; depth > deepestMarkdown {
			n.RemoveChildren(n)
		}
		switch n := n.(type) {
		case *ast.Heading:
			for len(above) > 0 && above[len(above)-1] >= n.Level {
				above = above[:len(above)-1]
			}
			above = append(above, n.Level)
			n.Level = min(2+len(above), 6)
		case *ast.Link:
			// Without href and rel the policy keeps only the text of a link.
			if !html.IsDangerousURL(n.Destination) {
				n.SetAttributeString("rel", []byte(userLink))
			}
		case *ast.AutoLink:
			n.SetAttributeString("rel", []byte(userLink))
		}
		return ast.WalkContinue, nil
	})
}
