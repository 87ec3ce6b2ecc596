package notice

import (
	"slices"

	"jauap/models"
)

// audience is a group of people who are told of an event.
type audience string

const (
	toAuthor      audience = "author"        // whose appeal it is; of what they did themselves only the receipt
	toOffice      audience = "office"        // executors and heads of the body that owes the answer
	toOfficeBy    audience = "office by"     // of the body that the event names as acting or concerned
	toOfficeTo    audience = "office to"     // of the body that the appeal went to
	toOfficeOfOwn audience = "office, own"   // as office, but only when the author acted
	toVoices      audience = "voices"        // who gave the appeal a voice
	toFollowers   audience = "followers"     // of the appeal: its whole public story
	toMoved       audience = "moved"         // who voiced or followed a duplicate that was merged into the appeal
	toAround      audience = "around"        // followers of its place, category or body, where much happens
	byWork        audience = "with the work" // told by the explanation of work, see noticesOfExplained
)

// audiences maps each kind of event to the people who are notified. Events of an appeal
// that is not public reach its author and the offices only. Except for the receipt, actors
// are not notified of what they did themselves.
var audiences = map[models.EventKind][]audience{
	models.Submitted:   {toAuthor}, // the receipt
	models.Published:   {toAuthor, toOffice, toAround},
	models.Accepted:    {toAuthor, toOffice},
	models.WasRejected: {toAuthor},
	models.WasHidden:   {toAuthor, toOfficeOfOwn},
	models.WasRestored: {toAuthor},
	models.MadePrivate: {toAuthor},
	models.KeptPrivate: {toAuthor},
	models.WasMasked:   {toAuthor},

	models.TextMasked:      {toAuthor, toOffice},
	models.PictureHidden:   {toAuthor, toOffice},
	models.PictureRestored: {toAuthor, toOffice},
	models.AuthorWarned:    {toAuthor},
	models.ObjectionUpheld: {toAuthor},
	models.ObjectionKept:   {toAuthor},

	models.TakenUp:      {toAuthor, toFollowers},
	models.Updated:      {toAuthor, toFollowers, toOfficeOfOwn},
	models.Asked:        {toAuthor, toFollowers},
	models.Linked:       {toOfficeOfOwn},
	models.Redirected:   {toAuthor, toOfficeTo, toFollowers},
	models.Extended:     {toAuthor, toFollowers},
	models.WasMerged:    {toAuthor}, // the others have moved on: the other appeal tells them
	models.TookIn:       {toAuthor, toMoved},
	models.WasParted:    {toAuthor, toOffice, toVoices, toFollowers},
	models.GaveBack:     {toAuthor},
	models.WasWithdrawn: {toOffice, toVoices, toFollowers},
	models.Explained:    {byWork},

	models.ClockPaused:     {toAuthor, toFollowers},
	models.ClockResumed:    {toAuthor, toFollowers},
	models.ClockRecomputed: {toAuthor, toFollowers},
	models.DueNear:         {toOffice},
	models.BecameOverdue:   {toAuthor, toOffice, toFollowers},

	models.AnswerGiven:   {toAuthor, toVoices, toFollowers, toAround},
	models.WasDeclined:   {toAuthor, toVoices, toFollowers, toAround},
	models.AnswerRevised: {toAuthor},
	models.VerdictGiven:  {toOfficeOfOwn},
	models.Confirmed:     {toOfficeOfOwn, toFollowers},
	models.Uncontested:   {toAuthor, toFollowers},
	models.Reopened:      {toAuthor, toOffice, toVoices, toFollowers},

	models.PromiseNear:      {toAuthor, toOfficeBy, toFollowers}, // who promised, also where another body owes the answer
	models.PromiseKept:      {toAuthor, toVoices, toFollowers},   // who may confirm it
	models.PromiseMoved:     {toAuthor, toVoices, toFollowers},
	models.PromiseBroken:    {toAuthor, toOfficeBy, toVoices, toFollowers},
	models.PromiseConfirmed: {toOfficeOfOwn}, // of others there may be hundreds: the page counts them
	models.PromiseDoubted:   {toOfficeOfOwn},

	models.Escalated:        {toAuthor, toOffice, toOfficeTo, toFollowers},
	models.ComplaintDecided: {toOffice}, // the answer of the same moment tells everybody else
	models.ComplaintNear:    {toOfficeBy},
	models.ReturnedDown:     {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
	models.ComplaintSilent:  {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
}

// Silent lists the kinds of events that notify no one: another event of the same moment
// does, or the work is in a queue of its own.
var Silent = []models.EventKind{
	models.Promised, // the answer says it
	models.Imported, // the past of a register
	models.Objected, // waits in the queue of moderation
}

// toldTo lists the kinds of events that an audience is told of.
func toldTo(who audience) (kinds []models.EventKind) {
	for _, kind := range models.EventKinds {
		if slices.Contains(audiences[kind], who) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// audienceArgs are the lists of kinds as the statement that finds readers names them.
func audienceArgs(events []int64) map[string]any {
	return map[string]any{"events": events,
		"to_author": toldTo(toAuthor), "to_office": toldTo(toOffice), "to_office_by": toldTo(toOfficeBy), "to_office_to": toldTo(toOfficeTo),
		"to_office_of_own": toldTo(toOfficeOfOwn), "to_voices": toldTo(toVoices), "to_followers": toldTo(toFollowers), "to_around": toldTo(toAround), "to_moved": toldTo(toMoved)}
}
