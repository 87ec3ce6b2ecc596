package models

import "slices"

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

// audiences says who is told of each kind of event. What is not public reaches the
// author and the offices only, and nobody but for the receipt is told what they did themselves.
var audiences = map[EventKind][]audience{
	Submitted:   {toAuthor}, // the receipt
	Published:   {toAuthor, toOffice, toAround},
	Accepted:    {toAuthor, toOffice},
	WasRejected: {toAuthor},
	WasHidden:   {toAuthor, toOfficeOfOwn},
	WasRestored: {toAuthor},
	MadePrivate: {toAuthor},
	KeptPrivate: {toAuthor},
	WasMasked:   {toAuthor},

	TextMasked:      {toAuthor, toOffice},
	PictureHidden:   {toAuthor, toOffice},
	PictureRestored: {toAuthor, toOffice},
	AuthorWarned:    {toAuthor},
	ObjectionUpheld: {toAuthor},
	ObjectionKept:   {toAuthor},

	TakenUp:      {toAuthor, toFollowers},
	Updated:      {toAuthor, toFollowers, toOfficeOfOwn},
	Asked:        {toAuthor, toFollowers},
	Linked:       {toOfficeOfOwn},
	Redirected:   {toAuthor, toOfficeTo, toFollowers},
	Extended:     {toAuthor, toFollowers},
	WasMerged:    {toAuthor}, // the others have moved on: the other appeal tells them
	TookIn:       {toAuthor, toMoved},
	WasParted:    {toAuthor, toOffice, toVoices, toFollowers},
	GaveBack:     {toAuthor},
	WasWithdrawn: {toOffice, toVoices, toFollowers},
	Explained:    {byWork},

	ClockPaused:     {toAuthor, toFollowers},
	ClockResumed:    {toAuthor, toFollowers},
	ClockRecomputed: {toAuthor, toFollowers},
	DueNear:         {toOffice},
	BecameOverdue:   {toAuthor, toOffice, toFollowers},

	AnswerGiven:   {toAuthor, toVoices, toFollowers, toAround},
	WasDeclined:   {toAuthor, toVoices, toFollowers, toAround},
	AnswerRevised: {toAuthor},
	VerdictGiven:  {toOfficeOfOwn},
	Confirmed:     {toOfficeOfOwn, toFollowers},
	Uncontested:   {toAuthor, toFollowers},
	Reopened:      {toAuthor, toOffice, toVoices, toFollowers},

	PromiseNear:      {toAuthor, toOfficeBy, toFollowers}, // who promised, also where another body owes the answer
	PromiseKept:      {toAuthor, toVoices, toFollowers},   // who may confirm it
	PromiseMoved:     {toAuthor, toVoices, toFollowers},
	PromiseBroken:    {toAuthor, toOfficeBy, toVoices, toFollowers},
	PromiseConfirmed: {toOfficeOfOwn}, // of others there may be hundreds: the page counts them
	PromiseDoubted:   {toOfficeOfOwn},

	Escalated:        {toAuthor, toOffice, toOfficeTo, toFollowers},
	ComplaintDecided: {toOffice}, // the answer of the same moment tells everybody else
	ComplaintNear:    {toOfficeBy},
	ReturnedDown:     {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
	ComplaintSilent:  {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
}

// Silent are the kinds of events that tell nobody: another event of the same moment
// says it, or it lies in a queue of its own.
var Silent = []EventKind{
	Promised, // the answer says it
	Imported, // the past of a register
	Objected, // waits in the queue of moderation
}

// toldTo lists the kinds of events that an audience is told of.
func toldTo(who audience) (kinds []EventKind) {
	for _, kind := range EventKinds {
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
