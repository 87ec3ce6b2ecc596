// Package screen checks the texts of residents automatically. It finds possible personal data and
// proposes to mask it, but never decides. The portal publishes its rules. The package does no I/O
// and imports only models/text of this project.
package screen

import (
	"cmp"
	"slices"
	"strings"

	"jauap/models/text"
)

// Kind is a kind of personal data.
type Kind string

// The kinds of personal data.
const (
	Email Kind = "email"
	Card  Kind = "card"  // bank card: 16 digits, Luhn check
	IIN   Kind = "iin"   // individual identification number (ЖСН/ИИН), by date and check digit
	Phone Kind = "phone" // of Kazakhstan and Russia, or of another country with a plus sign
	Plate Kind = "plate" // car plate

	IBAN    Kind = "iban"    // bank account of Kazakhstan, by its check digits
	IDCard  Kind = "idcard"  // number of an identity card or passport, after a word for it
	Address Kind = "address" // street, house and flat
)

// Kinds lists all kinds, the most certain first. If two findings overlap, the earlier kind wins.
var Kinds = []Kind{Email, IBAN, Card, IIN, IDCard, Phone, Plate, Address}

// Rules that flag an appeal for a moderator.
const (
	Flood = "flood" // too many appeals of one account in a short time
	Copy  = "copy"  // the text of another appeal, ignoring case, spaces and punctuation
	Words = "words" // a word or phrase of the list
)

// Flags lists these rules in display order.
var Flags = []string{Flood, Copy, Words}

// Finding is a span of a text, in bytes, that looks like personal data.
type Finding struct {
	Kind       Kind
	Start, End int
}

// Find returns the spans that look like personal data of the given kinds, sorted and without
// overlaps. It sees through the disguises that text.Undisguise removes.
func Find(s string, kinds []Kind) []Finding {
	found, _ := find(s, kinds)
	return found
}

// find is Find, and also returns the number of steps.
func find(s string, kinds []Kind) (found []Finding, steps int) {
	plain := text.Undisguise(s)
	search := &scan{text: plain.Text, steps: len(s)}
	search.readGroups()
	var taken []Finding // sorted
	for _, kind := range kinds {
		spans := finders[kind](search)
		slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
		var added []Finding
		i, end := 0, 0
		for _, span := range spans {
			f := Finding{Kind: kind}
			f.Start, f.End = plain.Span(span[0], span[1])
			for i < len(taken) && taken[i].End <= f.Start {
				i++
			}
			if f.Start >= end && f.Start < f.End && (i == len(taken) || taken[i].Start >= f.End) {
				added, end = append(added, f), f.End
			}
			search.steps++
		}
		taken = append(taken, added...)
		slices.SortFunc(taken, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	}
	return taken, search.steps
}

// Mask returns the text with every finding replaced by its mark in square brackets. Adjacent
// findings get one mark.
func Mask(s string, kinds []Kind, mark func(Kind) string) string {
	var b strings.Builder
	end := 0
	for i, f := range Find(s, kinds) {
		if between := s[end:f.Start]; i == 0 || !blank(between) {
			b.WriteString(between)
			b.WriteString("[" + mark(f.Kind) + "]")
		}
		end = f.End
	}
	b.WriteString(s[end:])
	return b.String()
}
