package parts

import (
	"bytes"
	"sync"

	"jauap/static"
)

// symbols is the file that icons are drawn from.
var symbols = sync.OnceValue(func() []byte {
	file, _ := static.Lookup(static.URL("icons.svg"))
	return file.Plain
})

// iconOf is the symbol of a name. A category that an administrator has added has none
// of its own, and gets that of the others.
func iconOf(name string) string {
	if bytes.Contains(symbols(), []byte(`id="`+name+`"`)) {
		return name
	}
	return "other"
}
