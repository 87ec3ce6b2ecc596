// Package screen is the automatic first look at what residents write. It finds
// what looks like personal data and proposes to mask it; it never decides. Its
// rules are published on the page of the rules. It is pure and a leaf.
package screen

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
)

// Kinds lists what is looked for, surest first: where two overlap, the earlier stands.
var Kinds = []Kind{Email, Card, IIN, Phone, Plate}

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
// and without overlap.
func Find(text string, kinds []Kind) []Finding {
	var found []Finding
	plain, at := plainDigits(text)
	for _, kind := range kinds {
		for _, span := range finders[kind](plain) {
			f := Finding{kind, at[span[0]], at[span[1]]}
			if !slices.ContainsFunc(found, func(g Finding) bool { return f.Start < g.End && g.Start < f.End }) {
				found = append(found, f)
			}
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return found
}

// Mask returns the text with every finding replaced by its mark in square brackets.
func Mask(text string, kinds []Kind, mark func(Kind) string) string {
	var b strings.Builder
	end := 0
	for _, f := range Find(text, kinds) {
		b.WriteString(text[end:f.Start])
		b.WriteString("[" + mark(f.Kind) + "]")
		end = f.End
	}
	b.WriteString(text[end:])
	return b.String()
}

// plainDigits writes every digit as 0 to 9, and so an O between digits; at says for
// each byte of it where it stood in the text.
func plainDigits(text string) (plain string, at []int) {
	var b strings.Builder
	before := false // a digit
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		piece := text[i : i+size]
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if unicode.IsDigit(r) {
			piece = string('0' + digitValue(r))
		} else if before && unicode.IsDigit(next) && strings.ContainsRune("OoОо", r) {
			piece = "0"
		}
		before = piece[0] >= '0' && piece[0] <= '9'
		for j := range len(piece) {
			at = append(at, i+j)
		}
		b.WriteString(piece)
		i += size
	}
	return b.String(), append(at, len(text))
}

// digitValue is what a digit of any script stands for: they lie in rows of ten.
func digitValue(r rune) rune {
	zero := r
	for unicode.IsDigit(zero - 1) {
		zero--
	}
	return (r - zero) % 10
}

// alone reports whether the piece stands apart from letters and digits beside it.
func alone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !wordy(before) && !wordy(after)
}

// noDigitsBeside is alone for numbers that people write close to a word: «тел87011234567».
func noDigitsBeside(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsDigit(before) && !unicode.IsDigit(after)
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
