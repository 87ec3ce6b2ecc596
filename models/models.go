// Package models has the data of the portal, its rules and its queries. Pages, imports and jobs
// use one Store, whose methods are the actions of the domain: SubmitAppeal, PublishAnswer,
// CastVoice. Packages below this one have what is not rows: working days, texts, the database.
//
// An appeal has several types, one for each use:
//
//   - Card: an appeal in a list
//   - Appeal: all that its row says
//   - AppealPage: its public page, with answers, events and pictures
//   - Authorship: what its page shows to its author only
//   - Receipt: the page of its author after filing
//   - DeskRow, Case: a line of a body's desk, and the page of an appeal there
//   - CaseAccess: why a viewer may see that page
//   - Review: its page for moderators
//   - lockedAppeal: its row under a lock, for an action
//   - appealRow: the columns that actions write
//
// A type with the suffix Row is a row of a table, written and read through GORM.
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
