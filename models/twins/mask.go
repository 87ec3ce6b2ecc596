package twins

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jauap/models/text"
)

// masked cuts a text into folded words, without greetings and closing lines of the law, and without names, numbers and
// dates. A name is a word with a capital letter that does not begin its sentence, a word before the word for a
// street or a place, or what stands in quotation marks.
func masked(s string) (words []string) {
	for _, sentence := range sentences(s) {
		tokens := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '«' && r != '»' })
		var own []string
		quoted := false
		for i, token := range tokens {
			opens := strings.HasPrefix(token, "«")
			closes := strings.HasSuffix(token, "»")
			token = strings.Trim(token, "«»")
			quoted = quoted || opens
			if token != "" {
				word := text.Fold(token)
				changes := quoted || isNumber(token) || isCapital(token) && (i > 0 || beforePlace(tokens[i+1:]))
				if !changes && !beginsWithAny(word, monthWords) && !beginsWithAny(word, openers) {
					own = append(own, word)
				}
			}
			quoted = quoted && !closes
		}
		if !formal(own) {
			words = append(words, own...)
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

// openers only lead to what is said.
var openers = strings.Fields(`хабарлаймыз хабарлаймын сообщаем сообщаю информируем`)

var placeWords = strings.Fields(`кошес ауыл ауданы кенти шагын микроаудан даңғыл дангыл улиц переул село аул проспект микрорайон`)

// beforePlace: "Абай көшесінде", "Достық шағын ауданы".
func beforePlace(next []string) bool {
	return len(next) > 0 && beginsWithAny(text.Fold(next[0]), placeWords)
}

// formalWords begin the words of greetings and of closing lines, which every letter has.
var formalWords = strings.Fields(`курметти уважаем кодекс шагым обжал жалоб аппк арпк`)

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
