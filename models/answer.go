package models

import (
	"time"

	"jauap/models/calendar"
	"jauap/models/concrete"
)

// AnswerText is the text of an answer: the fields that the form, the row and the page share.
type AnswerText struct {
	Lang        string `json:"lang,omitempty"` // the language of the appeal, as the law requires; "" in a form means that
	Found       string `json:"found,omitempty"`
	Action      string `json:"action,omitempty"`
	Responsible string `json:"responsible,omitempty"` // a post, never a person
	Cost        *int64 `json:"-"`                     // tenge; 0 means no cost, nil not stated
	Funding     string `json:"funding,omitempty"`
	Refusal     bool   `json:"refusal,omitempty"`
	Law         string `json:"law,omitempty"`       // the legal ground; required for a refusal
	Complaint   string `json:"complaint,omitempty"` // how to complain, art. 89(2)
	Obstacle    string `json:"obstacle,omitempty"`  // what the body lacked to solve the matter, see Obstacles
}

// Obstacles are what a body may have lacked to solve a matter: the power by law, or the money.
var Obstacles = []string{"", "power", "money"}

// AnswerWording are the fields of an answer that can be changed after its publication. What was
// promised, its cost and its time cannot.
type AnswerWording struct {
	Found       string `json:"found"`
	Action      string `json:"action"`
	Responsible string `json:"responsible"`
	Law         string `json:"law"`
}

// Wording returns the fields that can be changed.
func (t AnswerText) Wording() AnswerWording {
	return AnswerWording{Found: t.Found, Action: t.Action, Responsible: t.Responsible, Law: t.Law}
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

	Workdays     *int            // from the registration with the body; nil: not counted yet
	Concreteness *int            // criteria met, 0 to 8; nil: not read yet
	Rubric       int             // the version of the rules by which it was read
	Missing      []string        `gorm:"serializer:json"` // the criteria that it does not meet
	Duplicates   []NearDuplicate `gorm:"serializer:json"` // public answers of the same body, the most similar first

	Revisions []Revision `gorm:"serializer:json"` // earlier wordings, the newest first
	Promises  []Promise  `gorm:"-"`
	Proof     []Picture  `gorm:"-"`
}

// IsConcrete reports whether the answer was read and counts as concrete.
func (a Answer) IsConcrete() bool { return a.Concreteness != nil && concrete.Suffices(a.Missing) }
