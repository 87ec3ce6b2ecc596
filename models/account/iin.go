package account

import "jauap/models/screen"

// ValidIIN reports whether s has the form of an individual identification number; see screen.ValidIIN, which also finds
// it in texts. It is never stored or shown; see Identity.
func ValidIIN(s string) bool { return screen.ValidIIN(s) }
