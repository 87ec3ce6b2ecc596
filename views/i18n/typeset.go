package i18n

import (
	"regexp"
	"strings"
)

// joints replaces spaces where a line must not break: after a numero sign, before a dash. It runs
// when the locale files are read, because a no-break space is invisible in an editor.
var joints = strings.NewReplacer(
	"№ ", "№"+noBreakSpace,
	"No. {{", "No."+noBreakSpace+"{{",
	" – ", noBreakSpace+"– ",
	" %", noBreakSpace+"%",
	"{{.Km}} ", "{{.Km}}"+noBreakSpace,
)

var (
	abbreviated = regexp.MustCompile(`(\p{L}\.) (\d)`)          // art. 91
	measured    = regexp.MustCompile(`(\d) (\p{Lu}{2})(\P{L})`) // 10 MB
)

// typeset replaces spaces where a line must not break by no-break spaces.
func typeset(text []byte) []byte {
	text = []byte(joints.Replace(string(text)))
	text = abbreviated.ReplaceAll(text, []byte("$1"+noBreakSpace+"$2"))
	return measured.ReplaceAll(text, []byte("$1"+noBreakSpace+"$2$3"))
}
