package dev

import (
	"context"
	"strings"

	"jauap/views/parts"
)

// lines splits a text into its non-empty lines.
func lines(text string) (list []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// ownLink returns the path of a line that is a URL of this portal, or "".
func ownLink(ctx context.Context, line string) string {
	path, ours := strings.CutPrefix(line, parts.SiteFrom(ctx).BaseURL+"/")
	if !ours {
		return ""
	}
	return "/" + path
}
