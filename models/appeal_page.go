package models

// AppealPage is the public page of an appeal.
type AppealPage struct {
	Appeal
	Responsible Body
	Trail       []Place // from the oblast down to the place of the appeal
	Events      []EventLine
	Answers     []Answer // newest first
	Verdicts    []VerdictCount
	Pictures    []Picture    // of the appeal itself
	WayUp       []Escalation // all escalations, the oldest first
	Escalation  *Escalation  // the last of them, if it is open
	Works       []WorkCard   // explanations of work about it
	Neighbours  []Card       // appeals of the same category in the same district
	Around      []Dot        // settlements near it, for the small map
	Joined      []Joined     // public appeals that were merged into it
	Authorship  *Authorship  // what only its author sees; nil for other readers
}

// Joined is an appeal that was merged into another one.
type Joined struct{ Number, Title, Lang string }

// EventLine is an event with the names that its line shows.
type EventLine struct {
	Event
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"` // of the body that it was sent to
}

// VerdictCount counts equal verdicts on an answer, the author's apart from those of voices.
type VerdictCount struct {
	AnswerID int64
	ID       int64 // of the author's
	ByAuthor bool
	Verdict  string
	Count    int
	Text     string    // of the author
	Pictures []Picture `gorm:"-"` // of the author
}

// Dot is a settlement on the small map.
type Dot struct {
	Code     string
	Name     Names `gorm:"embedded;embeddedPrefix:name_"`
	Lat, Lon float64
}
