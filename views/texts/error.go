// Package texts has the pages of text: about, rules, privacy, and the pages of errors and refusals.
package texts

// errorText has the message keys of an error page.
type errorText struct{ title, text, next string }

// text returns the texts for the status, or those for any other error.
func (p ErrorPage) text() errorText {
	if t, ok := errorTexts[p.Status]; ok {
		return t
	}
	return errorText{"error.other.title", "error.other.text", "error.other.next"}
}

// errorTexts has the texts of the statuses.
var errorTexts = map[int]errorText{
	400: {"error.400.title", "error.400.text", "error.400.next"},
	403: {"error.403.title", "error.403.text", "error.403.next"},
	404: {"error.404.title", "error.404.text", "error.404.next"},
	405: {"error.405.title", "error.405.text", "error.405.next"},
	409: {"error.409.title", "error.409.text", "error.409.next"},
	413: {"error.413.title", "error.413.text", "error.413.next"},
	414: {"error.414.title", "error.414.text", "error.414.next"},
	422: {"error.422.title", "error.422.text", "error.422.next"},
	429: {"error.429.title", "error.429.text", "error.429.next"},
	431: {"error.431.title", "error.431.text", "error.431.next"},
	500: {"error.500.title", "error.500.text", "error.500.next"},
	503: {"error.503.title", "error.503.text", "error.503.next"},
}

// searchable reports whether the page has a search. While the server or its database has a problem
// a search would fail too.
func (p ErrorPage) searchable() bool { return p.Status < 500 && p.Status != 429 }
