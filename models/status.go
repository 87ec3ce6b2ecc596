package models

// Status is where an appeal stands in its life. It is derived from what
// happened, in the same transaction, and kept for the indexes.
type Status string

const (
	Moderation          Status = "moderation"           // filed, not yet public
	Registered          Status = "registered"           // public; who answers and by when is named
	InProgress          Status = "in_progress"          // the body has taken it up
	Answered            Status = "answered"             // a structured answer is published
	ResolvedConfirmed   Status = "resolved_confirmed"   // the author says it is solved
	ResolvedUncontested Status = "resolved_uncontested" // nobody objected within the term
	Contested           Status = "contested"            // the author says it is not; open again
	Declined            Status = "declined"             // refused with a legal ground
	Withdrawn           Status = "withdrawn"            // by the author
	Merged              Status = "merged"               // a duplicate; its voices moved along
	Rejected            Status = "rejected"             // by moderation, with a public reason
)

var (
	// OpenStatuses: a body owes an answer.
	OpenStatuses = []Status{Registered, InProgress, Contested}
	// ShownStatuses are those the public may filter by.
	ShownStatuses = []Status{Registered, InProgress, Answered, ResolvedConfirmed, ResolvedUncontested, Contested, Declined, Withdrawn, Merged}
)

// Open reports whether a body owes an answer.
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

// Kinds in the order of the law.
var Kinds = []Kind{Application, Complaint, Message, Proposal, Opinion, Inquiry}

// Stage is how far a piece of work has come.
type Stage string

const (
	Planned Stage = "planned"
	Started Stage = "started"
	Done    Stage = "done"
	Stopped Stage = "stopped"
)

// Stages in the order of work.
var Stages = []Stage{Planned, Started, Done, Stopped}
