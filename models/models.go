// Package models is what is true: the data of the portal, its rules and its
// queries. Every door (pages, imports, jobs) works through one Store, whose
// methods are sentences of the domain: SubmitAppeal, PublishAnswer, CastVoice.
//
// What is not rows (working days, text folding, the database server) lives in
// leaf packages below this one.
package models

// Names is one name in the three languages of the portal.
type Names struct {
	KK, RU, EN string
}

// In returns the name in lang ("kk", "ru", "en"); Kazakh for any other.
func (n Names) In(lang string) string {
	switch lang {
	case "ru":
		return n.RU
	case "en":
		return n.EN
	}
	return n.KK
}
