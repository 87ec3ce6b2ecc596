package models

import (
	"time"

	"jauap/models/calendar"
	"jauap/models/concrete"
)

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
	Authorship  *Authorship  // what only its author is told; nil for everybody else
}

// EventLine is an event with the names that its line shows.
type EventLine struct {
	Event
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"` // of the body it went to
}

// Answer is a structured answer of a body.
type Answer struct {
	ID          int64
	Round       int
	BodyID      int64
	BodyName    Names `gorm:"embedded;embeddedPrefix:body_"`
	PostName    Names `gorm:"embedded;embeddedPrefix:post_"` // of the head who signs
	Lang        string
	Found       string
	Action      string
	Responsible string // a post, never a person
	Cost        *int64 // tenge; nil: not said
	Funding     string
	Refusal     bool
	Law         string
	Complaint   string
	Obstacle    string        // what the body lacked: "", power, money
	Due         calendar.Date // the term as it stood
	At          time.Time

	Workdays     *int     // from the registration with the body; nil: not counted yet
	Concreteness *int     // criteria met, 0 to 8; nil: not read yet
	Rubric       int      // the version of the rules by which it was read
	Missing      []string `gorm:"serializer:json"` // the criteria that it does not meet
	Twins        []Twin   `gorm:"serializer:json"` // public ones of the same body, the most alike first

	Revisions []Revision `gorm:"serializer:json"` // earlier wordings, the newest first
	Promises  []Promise  `gorm:"-"`
	Proof     []Picture  `gorm:"-"`
}

// IsConcrete reports whether the answer was read and counts as concrete.
func (a Answer) IsConcrete() bool { return a.Concreteness != nil && concrete.Suffices(a.Missing) }

// Promise is one date of an answer, with its countdown.
type Promise struct {
	ID         int64
	AnswerID   int64
	BodyID     int64
	Text       string
	FirstDue   calendar.Date
	Due        calendar.Date
	Moved      int
	Outcome    string // "", kept, broken
	OutcomeAt  *time.Time
	Proof      string
	MoveReason string        // of the newest move
	Said       Confirmations `gorm:"serializer:json"`
	Pictures   []Picture     `gorm:"-"` // that prove it was kept
}

// Delay is by how many days a promise was moved in all.
func (p Promise) Delay() int {
	const day = 24 * time.Hour
	return int(p.Due.Time().Sub(p.FirstDue.Time()).Round(day) / day)
}

// Picture is a picture with its place on the page.
type Picture struct {
	Digest        string
	Width, Height int
	Role          string // problem, proof, before, after
	Alt           string
	Hidden        string // why moderation has hidden it, a reason code; "" when it is seen
	AnswerID      int64
	VerdictID     int64
	PromiseID     int64
	Repeats       []Repeat `gorm:"serializer:json"` // where it was shown before; nil for none
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
