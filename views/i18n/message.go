package i18n

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// placeholder matches the only action that a message may contain. Conditions and pipelines would
// build sentences from parts, which breaks in at least one of the three languages.
var placeholder = regexp.MustCompile(`\{\{\s*\.([A-Z][A-Za-z0-9]*)\s*\}\}`)

// placeholders returns the distinct names in a message text, in order of appearance.
func placeholders(text string) []string {
	var names []string
	seen := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			names = append(names, m[1])
		}
	}
	return names
}

// parser makes go-i18n split a message once into texts and names. It replaces text/template, which
// takes several times as long to fill a sentence and would allow more than placeholders.
type parser struct{}

// Cacheable reports true: a parsed message never changes.
func (parser) Cacheable() bool { return true }

// Parse splits a message into texts and names. Other actions than placeholders are an error.
func (parser) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	var p pieces
	end := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(src, -1) {
		p = append(p, piece{text: src[end:m[0]], name: src[m[2]:m[3]]})
		end = m[1]
	}
	p = append(p, piece{text: src[end:]})
	for _, piece := range p {
		if strings.Contains(piece.text, "{{") {
			return nil, fmt.Errorf("message %q has more than {{.Name}} placeholders", src)
		}
	}
	return p, nil
}

// piece is a text and the name of the value after it; the last piece of a message has no name.
type piece struct{ text, name string }

// pieces is a parsed message.
type pieces []piece

// Execute fills the placeholders from data, a map[string]string. A missing value is an error.
func (p pieces) Execute(data any) (string, error) {
	values, _ := data.(map[string]string)
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.text)
		if piece.name == "" {
			continue
		}
		value, ok := values[piece.name]
		if !ok {
			return "", fmt.Errorf("no value for {{.%s}}", piece.name)
		}
		b.WriteString(value)
	}
	return b.String(), nil
}
