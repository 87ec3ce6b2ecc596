package parts

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"paragraphs", "Бір\n\nЕкі **үш**", "<p>Бір</p>\n<p>Екі <strong>үш</strong></p>\n"},
		{"headings without a gap", "# A\n\n### B\n\n## C\n\n# D", "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>\n"},
		{"headings no deeper than h6", "# A\n## B\n### C\n#### D\n##### E\n", "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n<h6>D</h6>\n<h6>E</h6>\n"},
		{"link", "[x](https://gov.kz/a?b=1&c=2)", `<p><a href="https://gov.kz/a?b=1&amp;c=2" rel="nofollow ugc noopener">x</a></p>` + "\n"},
		{"bare URL", "https://gov.kz", `<p><a href="https://gov.kz" rel="nofollow ugc noopener">https://gov.kz</a></p>` + "\n"},
		{"internal link", "[x](/kk/appeals/2026-000001)", `<p><a href="/kk/appeals/2026-000001" rel="nofollow ugc noopener">x</a></p>` + "\n"},
		{"list", "3. а\n4. б", "<ol start=\"3\">\n<li>а</li>\n<li>б</li>\n</ol>\n"},
		{"table without style", "|a|b|\n|:-:|--|\n|1|2|", "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"},
		{"dangerous link becomes text", "[x](javascript:alert(1))", "<p>x</p>\n"},
		{"no pictures", "![a](https://evil.example/x.gif)", "<p></p>\n"},
		{"special characters", `1 < 2 & "3"`, "<p>1 &lt; 2 &amp; &#34;3&#34;</p>\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Markdown(test.source)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// allowedInMarkdown lists the allowed elements with their attributes.
var allowedInMarkdown = map[string][]string{
	"a": {"href", "rel"}, "ol": {"start"},
	"p": nil, "br": nil, "hr": nil, "strong": nil, "em": nil, "del": nil, "blockquote": nil, "code": nil, "pre": nil, "ul": nil, "li": nil,
	"h3": nil, "h4": nil, "h5": nil, "h6": nil, "table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": nil, "td": nil,
}

func checkMarkdown(t *testing.T, source string) {
	t.Helper()
	html, err := Markdown(source)
	if err != nil {
		t.Fatalf("%.200q: %v", source, err)
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader("<main>" + html + "</main>"))
	if err != nil {
		t.Fatal(err)
	}
	if document.Find("main").Length() != 1 || document.Find("body").Children().Length() != 1 || document.Find("head").Children().Length() != 0 {
		t.Errorf("%.200q breaks out of its element: %.300q", source, html)
	}
	document.Find("main *").Each(func(_ int, s *goquery.Selection) {
		attributes, ok := allowedInMarkdown[goquery.NodeName(s)]
		if !ok {
			t.Errorf("%.200q gives the element <%s>", source, goquery.NodeName(s))
		}
		for _, a := range s.Nodes[0].Attr {
			if !slices.Contains(attributes, a.Key) {
				t.Errorf("%.200q gives <%s %s>", source, goquery.NodeName(s), a.Key)
			}
		}
		if href, ok := s.Attr("href"); ok {
			scheme, _, found := strings.Cut(href, ":")
			if found && !strings.ContainsAny(scheme, "/?#") && !slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) {
				t.Errorf("%.200q links to %q", source, href)
			}
			if s.AttrOr("rel", "") != userLink {
				t.Errorf("%.200q gives a link without rel: %.300q", source, html)
			}
		}
	})
}

var hostileMarkdown = []string{
	`<script>alert(1)</script>`,
	`<scr<script>ipt>alert(1)</script>`,
	"text\n\n<SCRIPT\nSRC=//evil.example/x.js>\n</SCRIPT>",
	`[x](javascript:alert(1))`,
	`[x](JaVaScRiPt:alert(1))`,
	"[x](java\tscript:alert(1))",
	`[x](&#106;avascript:alert(1))`,
	`[x](javascript&colon;alert(1))`,
	`[x](<javascript:alert(1)>)`,
	`[x](vbscript:msgbox(1))`,
	`[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
	`<javascript:alert(1)>`,
	`<data:text/html,x>`,
	`![x](javascript:alert(1))`,
	`![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)`,
	`<img src=x onerror=alert(1)>`,
	`<svg/onload=alert(1)>`,
	`<iframe src="https://evil.example"></iframe>`,
	`<a href="javascript:alert(1)" onclick="alert(1)">x</a>`,
	`<p style="position:fixed;inset:0" class="notice" id="main">x</p>`,
	`<form action=https://evil.example><input name=q><button>go</button></form>`,
	`<style>*{display:none}</style>`,
	`<base href=//evil.example>`,
	`<meta http-equiv=refresh content="0;url=//evil.example">`,
	`<object data=x></object><embed src=x>`,
	`</main></body></html><script>alert(1)</script>`,
	`<!-- --><script>alert(1)</script>`,
	`<math><mtext></p><style><img src onerror=alert(1)></style>`,
	"`</code><script>alert(1)</script>`",
	"```html\" onmouseover=alert(1)\n<script>alert(1)</script>\n```",
	`[x](https://gov.kz "title\" onmouseover=alert(1)")`,
	`[x]: javascript:alert(1)` + "\n\n[x]",
	`# <script>alert(1)</script> {onclick=alert(1)}`,
	"\x00\xff\xfe[x](\x00javascript:alert(1))",
	"|<script>|\n|--|\n|[x](javascript:1)|",
}

func TestHostileMarkdown(t *testing.T) {
	for _, source := range hostileMarkdown {
		checkMarkdown(t, source)
	}
}

// Nested and long input must not crash or block the page.
func TestHugeMarkdown(t *testing.T) {
	for name, piece := range map[string]string{
		"quotes": ">", "brackets": "[", "links": "[x](", "stars": "*a ", "nested": "**a *b ", "underscores": "_a_", "backticks": "a`", "lists": "- ", "tables": "|",
		"entities": "&", "tags": "<b>", "comments": "<!--", "images": "![", "letters": "ә", "lines": "a\n\n", "headings": "# a\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkMarkdown(t, strings.Repeat(piece, 10*longestMarkdown/len(piece)))
			checkMarkdown(t, strings.Repeat(piece, longestMarkdown/3/len(piece))+strings.Repeat("*a ", 5000)+strings.Repeat("b* ", 5000))
		})
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, source := range hostileMarkdown {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) { checkMarkdown(t, source) })
}
