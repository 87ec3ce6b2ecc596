package models

import (
	"time"

	"jauap/models/calendar"
	"jauap/models/concrete"
)

// AnswerText is what a body writes in an answer: the fields that the form, the row
// and the page share.
type AnswerText struct {
	Lang        string // the language of the appeal, as the law requires; "" in a form means that
	Found       string
	Action      string
	Responsible string // a post, never a person
	Cost        *int64 // tenge; 0 means no cost, nil not stated
	Funding     string
	Refusal     bool
	Law         string // the legal ground; required for a refusal
	Complaint   string // how to complain, art. 89(2)
	Obstacle    string // what the body lacked to solve the matter: "", "power" or "money"
}

// answerRow is a row of answers.
type answerRow struct {
	ID         int64
	AppealID   int64
	Round      int // 1 for the first answer to the appeal, 2 after the first reopening
	BodyID     int64
	UserID     *int64
	AnswerText `gorm:"embedded"`
	Due        calendar.Date // the deadline when the answer was given; "in time" is judged by it
	At         time.Time
}

func (answerRow) TableName() string { return "answers" }

// Answer is a published answer as the page of an appeal shows it.
type Answer struct {
	ID         int64
	Round      int
	BodyID     int64
	BodyName   Names `gorm:"embedded;embeddedPrefix:body_"`
	PostName   Names `gorm:"embedded;embeddedPrefix:post_"` // of the head who signs
	AnswerText `gorm:"embedded"`
	Due        calendar.Date // the deadline when the answer was given
	At         time.Time

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
