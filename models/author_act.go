package models

// AuthorAct is an action of an author on the own appeal.
type AuthorAct string

const (
	ActJudge    AuthorAct = "judge"    // the newest answer: JudgeAnswer
	ActAdd      AuthorAct = "add"      // information: AddInformation
	ActEscalate AuthorAct = "escalate" // to the superior body: EscalateAppeal
	ActObject   AuthorAct = "object"   // to a decision of moderation: ObjectToModeration
	ActEotinish AuthorAct = "eotinish" // attach the number of the official window: AttachEotinish
	ActWithdraw AuthorAct = "withdraw" // WithdrawAppeal
	ActHide     AuthorAct = "hide"     // take it out of public view: HideOwnAppeal
	ActShow     AuthorAct = "show"     // put it back: ShowOwnAppeal
)

// authorActs lists the actions, the most used first.
var authorActs = []AuthorAct{ActJudge, ActAdd, ActEscalate, ActObject, ActEotinish, ActWithdraw, ActHide, ActShow}

// AuthorMay reports whether the reader is the author and may do this now.
func (d AppealPage) AuthorMay(act AuthorAct) bool {
	if d.Authorship == nil {
		return false
	}
	switch act {
	case ActJudge:
		return d.CanBeJudged() && !d.Authorship.Judged
	case ActAdd:
		return d.CanBeAddedTo()
	case ActEscalate:
		return d.Authorship.Way != nil
	case ActObject:
		return d.Authorship.CanBeObjectedTo()
	case ActEotinish:
		return d.CanTakeEotinish()
	case ActWithdraw:
		return d.CanBeWithdrawn()
	case ActHide:
		return d.CanBeHidden()
	case ActShow:
		return d.CanBeShownAgain()
	}
	return false
}

// AuthorActs lists what the reader may do as the author now.
func (d AppealPage) AuthorActs() (acts []AuthorAct) {
	for _, act := range authorActs {
		if d.AuthorMay(act) {
			acts = append(acts, act)
		}
	}
	return acts
}
