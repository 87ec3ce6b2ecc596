package neardup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jauap/models/text"
)

// masked splits a text into folded words and drops names, numbers, dates, greetings and closing
// lines about the right to appeal. It treats as a name: a capitalised word that does not begin its
// sentence, a word before the word for a street or place, and text in quotation marks.
func masked(s string) (words []string) {
	for _, sentence := range sentences(s) {
		tokens := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '«' && r != '»' })
		var kept []string
		quoted := false
		for i, token := range tokens {
			opens := strings.HasPrefix(token, "«")
			closes := strings.HasSuffix(token, "»")
			token = strings.Trim(token, "«»")
			quoted = quoted || opens
			if token != "" {
				word := text.Fold(token)
				varies := quoted || isNumber(token) || isCapital(token) && (i > 0 || beforePlace(tokens[i+1:]))
				if !varies && !beginsWithAny(word, monthWords) && !beginsWithAny(word, openers) {
					kept = append(kept, word)
				}
			}
			quoted = quoted && !closes
		}
		if !formal(kept) {
			words = append(words, kept...)
		}
	}
	return words
}

func sentences(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".!?;\n", r) })
}

func isNumber(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return unicode.IsDigit(r)
}

func isCapital(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return unicode.IsUpper(r)
}

var monthWords = strings.Fields(`кантар акпан наурыз сауир мамыр маусым шилде тамыз кыркуйек казан караша желтоксан
	январ феврал март апрел мая мае июн июл август сентябр октябр ноябр декабр`)

// openers begin words that only introduce a statement ("we inform you that").
var openers = strings.Fields(`хабарлаймыз хабарлаймын сообщаем сообщаю информируем`)

var placeWords = strings.Fields(`кошес ауыл ауданы кенти шагын микроаудан даңғыл дангыл улиц переул село аул проспект микрорайон`)

// beforePlace reports whether the next word names a kind of place, as in "Абай көшесінде" or
// "Достық шағын ауданы".
func beforePlace(next []string) bool {
	return len(next) > 0 && beginsWithAny(text.Fold(next[0]), placeWords)
}

// formalWords begin words of greetings and closing lines, which every letter has.
var formalWords = strings.Fields(`курметти уважаем кодекс шагым обжал жалоб аппк арпк`)

// formal reports whether a sentence is a greeting or a closing line.
func formal(words []string) bool {
	for _, w := range words {
		if beginsWithAny(w, formalWords) {
			return true
		}
	}
	return false
}

func beginsWithAny(word string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(word, b) {
			return true
		}
	}
	return false
}
