package dev

import (
	"context"
	"strings"

	"jauap/views/parts"
)

// lines splits a text, without the empty lines.
func lines(text string) (list []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// ownLink is the path that a line leads to, when the line is an address of this portal.
func ownLink(ctx context.Context, line string) string {
	path, ours := strings.CutPrefix(line, parts.SiteFrom(ctx).BaseURL+"/")
	if !ours {
		return ""
	}
	return "/" + path
}
