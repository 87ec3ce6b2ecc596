package parts

import (
	"bytes"
	"sync"

	"jauap/static"
)

// iconFile returns the file that has all icons.
var iconFile = sync.OnceValue(func() []byte {
	file, _ := static.Lookup(static.URL("icons.svg"))
	return file.Plain
})

// iconOf returns the id of an icon. A category that an administrator added has no icon of its own
// and gets that of other categories.
func iconOf(name string) string {
	if bytes.Contains(iconFile(), []byte(`id="`+name+`"`)) {
		return name
	}
	return "other"
}
