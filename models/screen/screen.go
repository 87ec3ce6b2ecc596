// Package screen is the automatic first look at what residents write. It finds
// what looks like personal data and proposes to mask it; it never decides. Its
// rules are published on the page of the rules. It is pure; of the house it imports models/text alone.
package screen

import (
	"cmp"
	"slices"
	"strings"

	"jauap/models/text"
)

// Kind is what a piece of text looks like.
type Kind string

// What is looked for.
const (
	Email Kind = "email"
	Card  Kind = "card"  // of a bank: 16 digits, Luhn
	IIN   Kind = "iin"   // individual identification number, by date and check digit
	Phone Kind = "phone" // of Kazakhstan or, with its +, of Russia
	Plate Kind = "plate" // of a car

	IBAN    Kind = "iban"    // an account of Kazakhstan, by its check digits
	IDCard  Kind = "idcard"  // number of an identity card or a passport that is named as such
	Address Kind = "address" // street, house and flat
)

// Kinds lists what is looked for, surest first: where two overlap, the earlier stands.
var Kinds = []Kind{Email, IBAN, Card, IIN, IDCard, Phone, Plate, Address}

// Rules by which an appeal is held for a closer look.
const (
	Flood = "flood" // too many of one account in a while
	Copy  = "copy"  // the text of another appeal, whatever its case, spaces and marks
	Words = "words" // a word or a phrase of a list
)

// Holds lists them in the order in which they are shown.
var Holds = []string{Flood, Copy, Words}

// Finding is a piece of a text that looks like personal data, in bytes.
type Finding struct {
	Kind       Kind
	Start, End int
}

// Find returns what looks like personal data of the kinds, in the order of the text
// and without overlap. It looks through the disguises that text.Undisguise undoes.
func Find(s string, kinds []Kind) []Finding {
	found, _ := find(s, kinds)
	return found
}

// find is Find and its steps of work.
func find(s string, kinds []Kind) (found []Finding, steps int) {
	plain := text.Undisguise(s)
	look := &scan{text: plain.Text, steps: len(s)}
	look.readGroups()
	var taken []Finding // in order
	for _, kind := range kinds {
		spans := finders[kind](look)
		slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
		var fresh []Finding
		i, end := 0, 0
		for _, span := range spans {
			f := Finding{Kind: kind}
			f.Start, f.End = plain.Span(span[0], span[1])
			for i < len(taken) && taken[i].End <= f.Start {
				i++
			}
			if f.Start >= end && f.Start < f.End && (i == len(taken) || taken[i].Start >= f.End) {
				fresh, end = append(fresh, f), f.End
			}
			look.steps++
		}
		taken = append(taken, fresh...)
		slices.SortFunc(taken, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	}
	return taken, look.steps
}

// Mask returns the text with every finding replaced by its mark in square brackets; findings
// side by side get one mark.
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
