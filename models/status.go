package models

// Status is the state of an appeal. It follows from its events, is written in the same transaction,
// and is stored for the indexes.
type Status string

const (
	Moderation          Status = "moderation"           // filed, not yet public
	Registered          Status = "registered"           // public, with a responsible body and a deadline
	InProgress          Status = "in_progress"          // the body has taken it up
	Answered            Status = "answered"             // a structured answer is published
	ResolvedConfirmed   Status = "resolved_confirmed"   // the author says it is solved
	ResolvedUncontested Status = "resolved_uncontested" // not contested within the term
	Contested           Status = "contested"            // the author says it is not solved; open again
	Declined            Status = "declined"             // refused with a legal ground
	Withdrawn           Status = "withdrawn"            // by the author
	Merged              Status = "merged"               // a duplicate; its voices moved along
	Rejected            Status = "rejected"             // by moderation, with a public reason
)

var (
	// OpenStatuses are those in which a body has to answer.
	OpenStatuses = []Status{Registered, InProgress, Contested}
	// ShownStatuses are those the public may filter by.
	ShownStatuses = []Status{Registered, InProgress, Answered, ResolvedConfirmed, ResolvedUncontested, Contested, Declined, Withdrawn, Merged}
)

// Open reports whether a body has to answer.
func (s Status) Open() bool { return s == Registered || s == InProgress || s == Contested }

// Kind is the kind of an appeal by law (ӘРПК, art. 4 and 63).
type Kind string

const (
	Application Kind = "application"
	Complaint   Kind = "complaint"
	Message     Kind = "message"
	Proposal    Kind = "proposal"
	Opinion     Kind = "opinion"
	Inquiry     Kind = "inquiry"
)

// Kinds lists the kinds in the order of the law.
var Kinds = []Kind{Application, Complaint, Message, Proposal, Opinion, Inquiry}

// Stage is the progress of a piece of work.
type Stage string

const (
	Planned Stage = "planned"
	Started Stage = "started"
	Done    Stage = "done"
	Stopped Stage = "stopped"
)

// Stages lists the stages in the order of work.
var Stages = []Stage{Planned, Started, Done, Stopped}
