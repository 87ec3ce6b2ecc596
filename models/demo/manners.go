package demo

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"jauap/models"
)

// pastAppeal is an appeal of the history while its steps are generated.
type pastAppeal struct {
	matter
	place   string
	texts   matterTexts
	common  commonTexts
	variant int
	words   *strings.Replacer
	rnd     *rand.Rand
	ago     int // working days since registration
	steps   []step
}

// manners are the ways in which bodies handle appeals.
var manners = map[string]func(*pastAppeal){
	"prompt": func(a *pastAppeal) {
		a.step(1, step{Act: "take_up"})
		day := a.between(6, 9)
		if a.chance(50) {
			a.answer(day, a.doneAnswer())
		} else {
			a.promising(day, keepsPromise)
		}
		a.judged(day, 65, 0)
	},
	"steady": func(a *pastAppeal) {
		a.step(2, step{Act: "take_up"})
		day := a.between(9, 14)
		if a.chance(18) {
			day = a.between(16, 17) // after the term
		}
		switch {
		case a.chance(12):
			a.answer(day, a.refusal())
			return
		case a.chance(55):
			a.answer(day, a.doneAnswer())
		default:
			a.promising(day, keepsPromise)
		}
		a.judged(day, 40, 8)
	},
	"template": func(a *pastAppeal) {
		a.step(3, step{Act: "take_up"})
		day := a.between(8, 14)
		if a.chance(20) {
			a.answer(day, a.doneAnswer())
			a.judged(day, 40, 0)
			return
		}
		a.answer(day, a.perfunctory())
		a.judged(day, 0, 45)
	},
	"silent": func(a *pastAppeal) {
		if a.chance(50) {
			if !a.Region && a.chance(60) {
				a.decidedAbove(a.between(24, 36))
			}
			return
		}
		day := a.between(13, 17)
		a.answer(day, a.doneAnswer())
		a.judged(day, 30, 10)
	},
	"promiser": func(a *pastAppeal) {
		a.step(1, step{Act: "take_up"})
		day := a.between(6, 10)
		a.promising(day, []ending{breaksPromise, keepsPromise, movesPromise}[a.rnd.IntN(3)])
		a.judged(day, 20, 15)
	},
	"lastday": func(a *pastAppeal) {
		a.step(2, step{Act: "take_up"})
		a.answer(15, a.doneAnswer())
		a.judged(15, 25, 25)
	},
}

// ending is the outcome of a promise.
type ending int

const (
	keepsPromise ending = iota
	movesPromise
	breaksPromise
)

func (a *pastAppeal) chance(percent int) bool { return a.rnd.IntN(100) < percent }

func (a *pastAppeal) between(lo, hi int) int { return lo + a.rnd.IntN(hi-lo+1) }

// step appends a step if its day has passed.
func (a *pastAppeal) step(day int, s step) bool {
	if day > a.ago {
		return false
	}
	s.Day = day
	a.steps = append(a.steps, s)
	return true
}

func (a *pastAppeal) answer(day int, content answerContent) bool {
	content.Complaint = a.common.Complaint
	if content.Law == "" {
		content.Law = a.common.Law
	}
	content.Found, content.Action = a.words.Replace(content.Found), a.words.Replace(content.Action)
	return a.step(day, step{Act: "answer", Answer: &content})
}

// decidedAbove lets the akimat of the district answer an appeal that was escalated because the body
// was silent, before it is escalated further.
func (a *pastAppeal) decidedAbove(day int) {
	if a.answer(day, a.doneAnswer()) {
		a.steps[len(a.steps)-1].To = a.place[:4] + "00000"
		a.judged(day, 50, 0)
	}
}

// doneAnswer returns an answer about completed work.
func (a *pastAppeal) doneAnswer() answerContent {
	cost := a.Cost * int64(80+a.rnd.IntN(60)) / 100 / 1000 * 1000
	return answerContent{Found: a.texts.Found[a.variant], Action: a.texts.Done[a.variant],
		Responsible: a.texts.Responsible, Cost: &cost, Funding: a.texts.Funding}
}

// promising adds an answer with a promise, and its outcome.
func (a *pastAppeal) promising(day int, end ending) {
	content := a.doneAnswer()
	content.Action = a.texts.Plan[a.variant]
	due := day + a.between(10, 18)
	text := a.words.Replace(a.texts.Promise)
	content.Promises = []promiseContent{{Text: text, Due: "+" + strconv.Itoa(due)}}
	if !a.answer(day, content) {
		return
	}
	kept := step{Act: "keep", Text: a.words.Replace(a.texts.Kept)}
	switch end {
	case keepsPromise:
		a.step(due-a.between(0, 3), kept)
	case movesPromise:
		later := due + a.between(8, 20)
		if a.step(due-1, step{Act: "move", Until: later, Text: a.common.Move}) && a.chance(60) {
			a.step(later-2, kept)
		}
	}
}

// perfunctory returns a vague answer, always in the same words.
func (a *pastAppeal) perfunctory() answerContent {
	if a.Region {
		return answerContent{Action: a.common.PerfunctoryRegion}
	}
	return answerContent{Action: a.common.Perfunctory}
}

// refusal returns a refusal because of lack of money.
func (a *pastAppeal) refusal() answerContent {
	return answerContent{Found: a.common.RefusedFound, Action: a.common.Refused, Law: a.common.RefusedLaw, Refusal: true, Obstacle: "money", Responsible: a.texts.Responsible}
}

// judged adds a verdict of the author some days after the answer, with the given percentages. A
// contested answer is followed by another one.
func (a *pastAppeal) judged(answered, solved, unsolved int) {
	day := answered + a.between(1, 4)
	switch n := a.rnd.IntN(100); {
	case n < solved:
		a.step(day, step{Act: "verdict", Verdict: string(models.Solved)})
	case n < solved+unsolved:
		if a.step(day, step{Act: "verdict", Verdict: string(models.Unsolved), Text: a.common.Unsolved[a.rnd.IntN(len(a.common.Unsolved))]}) {
			again := a.doneAnswer()
			again.Found, again.Action = a.common.AgainFound+" "+again.Found, a.common.AgainAction+" "+again.Action
			a.answer(day+a.between(6, 12), again)
		}
	}
}
