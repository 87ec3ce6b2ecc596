package models

// Dossier is an appeal with everything that its public page tells.
type Dossier struct {
	Appeal
	Responsible Body
	Trail       []Place // from the oblast down to the place of the appeal
	Events      []EventLine
	Answers     []Answer // newest first
	Verdicts    []VerdictCount
	Pictures    []Picture    // of the appeal itself
	WayUp       []Escalation // every step up, the first first
	Escalation  *Escalation  // the last of them, if it is open
	Works       []WorkCard   // explanations that touch it
	Neighbours  []Card       // like it: the same category in the same district
	Around      []Dot        // settlements near it, for the small picture of where
	Joined      []Joined     // public ones that were merged into it
	Authorship  *Authorship  // what only its author is told; nil for everybody else
}

// Joined is an appeal that was merged into another one.
type Joined struct{ Number, Title, Lang string }

// EventLine is an event with the names that its line shows.
type EventLine struct {
	Event
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"` // of the body it went to
}

// VerdictCount counts who judged an answer how; the author apart from those who gave a voice.
type VerdictCount struct {
	AnswerID int64
	ID       int64 // of the author's
	ByAuthor bool
	Verdict  string
	Count    int
	Text     string    // of the author
	Pictures []Picture `gorm:"-"` // of the author
}

// Dot is a settlement on the small picture of where.
type Dot struct {
	Code     string
	Name     Names `gorm:"embedded;embeddedPrefix:name_"`
	Lat, Lon float64
}
