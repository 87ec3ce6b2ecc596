package notice

import (
	"slices"

	"jauap/models"
)

// audience is a group of people who are notified of an event.
type audience string

const (
	toAuthor      audience = "author"        // the author of the appeal; of their own actions only the receipt
	toOffice      audience = "office"        // executors and heads of the body that must answer
	toOfficeBy    audience = "office by"     // of the body named in the event
	toOfficeTo    audience = "office to"     // of the body that received the appeal
	toOfficeOfOwn audience = "office, own"   // as office, but only when the author acted
	toVoices      audience = "voices"        // users with a voice on the appeal
	toFollowers   audience = "followers"     // followers of the appeal: all its public events
	toMoved       audience = "moved"         // users with a voice on, or followers of, an appeal merged into this one
	toAround      audience = "around"        // followers of its place, category or body: only the main events
	byWork        audience = "with the work" // notified of the explanation of work, see noticesOfExplained
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
	models.WasMerged:    {toAuthor}, // the others are notified by the event of the other appeal
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

	models.PromiseNear:      {toAuthor, toOfficeBy, toFollowers}, // the body that promised, also if another body must answer now
	models.PromiseKept:      {toAuthor, toVoices, toFollowers},   // voices may confirm it
	models.PromiseMoved:     {toAuthor, toVoices, toFollowers},
	models.PromiseBroken:    {toAuthor, toOfficeBy, toVoices, toFollowers},
	models.PromiseConfirmed: {toOfficeOfOwn}, // only the author's; there may be hundreds of others, which the page counts
	models.PromiseDoubted:   {toOfficeOfOwn},

	models.Escalated:        {toAuthor, toOffice, toOfficeTo, toFollowers},
	models.ComplaintDecided: {toOffice}, // the answer in the same transaction notifies everyone else
	models.ComplaintNear:    {toOfficeBy},
	models.ReturnedDown:     {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
	models.ComplaintSilent:  {toAuthor, toOffice, toOfficeBy, toOfficeTo, toFollowers},
}

// Silent lists the kinds of events without notices: another event of the same transaction
// has them, or the work appears in a queue.
var Silent = []models.EventKind{
	models.Promised, // part of the answer
	models.Imported, // the history of an imported register
	models.Objected, // shown in the queue of moderation
}

// kindsFor returns the kinds of events that an audience is notified of.
func kindsFor(who audience) (kinds []models.EventKind) {
	for _, kind := range models.EventKinds {
		if slices.Contains(audiences[kind], who) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// audienceArgs returns the named arguments of noticesOfEvents and noticesOfExplained.
func audienceArgs(events []int64) map[string]any {
	return map[string]any{"events": events,
		"to_author": kindsFor(toAuthor), "to_office": kindsFor(toOffice), "to_office_by": kindsFor(toOfficeBy), "to_office_to": kindsFor(toOfficeTo),
		"to_office_of_own": kindsFor(toOfficeOfOwn), "to_voices": kindsFor(toVoices), "to_followers": kindsFor(toFollowers), "to_around": kindsFor(toAround), "to_moved": kindsFor(toMoved)}
}
