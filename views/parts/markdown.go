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

// longestMarkdown bounds, in bytes, what is turned into HTML for one page.
const longestMarkdown = 32 << 10

// deepestMarkdown is how deep quotes, lists and emphasis may lie in each other;
// what lies deeper is left out. Readers of HTML give up somewhere above 500.
const deepestMarkdown = 40

// userLink is the relation of every link that somebody else wrote: it lends no
// weight to its target and gives it no hold on this page.
const userLink = "nofollow ugc noopener"

// Markdown turns what an official wrote into HTML that is safe to show. Raw HTML
// in it is left out, and what the writer makes passes a list of allowed elements
// after that, so that a mistake in one of the two is not enough.
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

// markdownPolicy has no pictures: those of a work are uploaded, with a
// description. It has no style, class or id either, which could imitate parts of
// the page.
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

// fitIntoPage makes the headings follow the h2 of the page without a gap, however
// the writer numbered them, marks the links and cuts what lies too deep.
type fitIntoPage struct{}

func (fitIntoPage) Transform(document *ast.Document, _ text.Reader, _ parser.Context) {
	var above []int // levels, as written, of the headings that enclose the current one
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
			// Without its address and rel the policy takes a link for bare text.
			if !html.IsDangerousURL(n.Destination) {
				n.SetAttributeString("rel", []byte(userLink))
			}
		case *ast.AutoLink:
			n.SetAttributeString("rel", []byte(userLink))
		}
		return ast.WalkContinue, nil
	})
}
