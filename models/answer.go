package models

import (
	"time"

	"jauap/models/calendar"
	"jauap/models/concrete"
)

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
