package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain is a text without disguises, with the position of each byte in the original.
type Plain struct {
	Text  string
	at    []int // for each byte of Text, the offset of its character in the original
	total int   // length of the original in bytes
}

// Span returns the range of the original that became Text[start:end].
func (p Plain) Span(start, end int) (int, int) {
	to := p.total
	if end < len(p.at) {
		to = p.at[end]
	}
	if start >= len(p.at) {
		return p.total, to
	}
	return p.at[start], to
}

// Comparable returns the form in which texts are compared: for word lists, reserved names, near
// duplicates and searches. Texts that look the same to a reader have the same form. Compatibility
// characters (full width, circled, mathematical) and keycaps are normalised, invisible characters
// and stray combining marks dropped, digits of all scripts converted to 0 to 9, and letters to
// lower case. A word with letters of several scripts is written in one: «жoл» with a Latin o
// becomes жол. The form is never shown or stored.
func Comparable(s string) string {
	if plainASCII(s) {
		return strings.ToLower(s)
	}
	return strings.ToLower(Undisguise(s).Text)
}

// Undisguise is like Comparable, but keeps capitals and the original positions, so that a match can
// be marked in the original text. It runs in linear time.
func Undisguise(s string) Plain {
	p := Plain{total: len(s)}
	visible, at := dropInvisible(s)
	p.Text, p.at = compatible(visible, at)
	p.Text, p.at = oneScript(p.Text, p.at)
	return p
}

// dropInvisible removes invisible characters. It runs before NFKC composes neighbouring characters.
func dropInvisible(s string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(s))
	marks := 0
	for i, r := range s {
		mark := unicode.IsMark(r)
		if marks++; !mark {
			marks = 0
		}
		if r != '\n' && r != '\t' && r != '\r' && invisible(r) || unicode.Is(unicode.Me, r) || mark && marks > maxMarks {
			continue
		}
		n, _ := b.WriteRune(r)
		for range n {
			at = append(at, i)
		}
	}
	return b.String(), at
}

// compatible applies NFKC piece by piece. It keeps №, … and ™, which NFKC would expand.
func compatible(s string, at []int) (string, []int) {
	var b strings.Builder
	to := make([]int, 0, len(at))
	for i := 0; i < len(s); {
		size := norm.NFKC.NextBoundaryInString(s[i:], true)
		if size <= 0 {
			size = 1
		}
		piece := s[i : i+size]
		if piece != "№" && piece != "…" && piece != "™" {
			piece = norm.NFKC.String(piece)
		}
		for _, r := range piece {
			switch {
			case unicode.Is(unicode.Mn, r): // a combining mark that could not be composed
				continue
			case r > unicode.MaxASCII && unicode.IsDigit(r):
				r = rune('0' + digitValue(r))
			}
			n, _ := b.WriteRune(r)
			for range n {
				to = append(to, at[i])
			}
		}
		i += size
	}
	return b.String(), to
}

// digitValue returns the value of a digit of any script. Unicode assigns digits in ranges of ten.
func digitValue(r rune) rune {
	if r >= 0x1d7ce && r <= 0x1d7ff { // mathematical digits: five ranges without a gap
		return (r - 0x1d7ce) % 10
	}
	zero := r
	for r-zero < 9 && unicode.IsDigit(zero-1) {
		zero--
	}
	return r - zero
}

// Letters that look alike, position by position.
const (
	latinAlike    = "ABCEHIKMOPTXYSJaceiopxysjəhvk"
	cyrillicAlike = "АВСЕНІКМОРТХУЅЈасеіорхуѕјәһѵк"
	greekAlike    = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρτυκε"
	greekAsLatin  = "ABEZHIKMNOPTYXoaivptuke"
)

var toCyrillic, toLatin, fromGreek = alike(latinAlike, cyrillicAlike), alike(cyrillicAlike, latinAlike), alike(greekAlike, greekAsLatin)

// alike returns the table that replaces letters of one script with those of another.
func alike(from, to string) map[rune]rune {
	table, letters := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		table[r] = letters[i]
	}
	// letters that are replaced in this direction only
	switch from {
	case latinAlike:
		for f, t := range map[rune]rune{'u': 'и', 'm': 'м', 't': 'т', 'n': 'п', 'b': 'ь', 'r': 'г', 'g': 'д', 'Ə': 'Ә'} {
			table[f] = t
		}
	case cyrillicAlike:
		table['м'], table['т'], table['г'] = 'm', 't', 'r'
	}
	return table
}

// oneScript rewrites each word of mixed scripts in one script: the script that has a letter without
// look-alike («Moдepaтop» has д), otherwise the script of most letters, and Cyrillic if equal.
func oneScript(s string, at []int) (string, []int) {
	var b strings.Builder
	to := make([]int, 0, len(at))
	write := func(r rune, from int) {
		n, _ := b.WriteRune(r)
		for range n {
			to = append(to, from)
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			write(r, at[i])
			i += size
			continue
		}
		end, table := word(s, i)
		for j, r := range s[i:end] {
			if latin, ok := fromGreek[r]; ok && table != nil {
				r = latin
			}
			if other, ok := table[r]; ok {
				r = other
			}
			write(r, at[i+j])
		}
		i = end
	}
	return b.String(), to
}

// word returns the end of the word at i and the table that replaces its letters, or nil if it is
// written in one script.
func word(s string, i int) (end int, table map[rune]rune) {
	cyrillic, latin, greek := 0, 0, 0
	ownCyrillic, ownLatin := false, false // has a letter without look-alike in the other script
	end = len(s)
	for j, r := range s[i:] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end = i + j
			break
		}
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			ownCyrillic = ownCyrillic || !strings.ContainsRune(cyrillicAlike, r)
		case unicode.Is(unicode.Latin, r):
			latin++
			ownLatin = ownLatin || !strings.ContainsRune(latinAlike, r)
		case unicode.Is(unicode.Greek, r):
			greek++
		}
	}
	switch {
	case cyrillic > 0 && latin+greek > 0 && (ownCyrillic && !ownLatin || ownCyrillic == ownLatin && cyrillic >= latin):
		return end, toCyrillic
	case latin > 0 && cyrillic+greek > 0:
		return end, toLatin
	}
	return end, nil
}
