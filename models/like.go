package models

import "strings"

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// contains makes a LIKE pattern in which what was typed is only text.
func LikeContaining(q string) string { return "%" + likeEscape.Replace(q) + "%" }
