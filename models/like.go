package models

import "strings"

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// contains and startsWith make LIKE patterns in which what was typed is only text.
func contains(q string) string   { return "%" + likeEscape.Replace(q) + "%" }
func startsWith(q string) string { return likeEscape.Replace(q) + "%" }
