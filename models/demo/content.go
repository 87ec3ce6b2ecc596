package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// appealContent is one life as it is written down. Days are working days from
// the day of registration, so that what was in time stays in time whatever the
// holidays of the day on which the demo is filled.
type appealContent struct {
	ID       string
	Lang     string
	Kind     string
	Category string
	Place    string
	Lat, Lon float64
	Author   string // given and family name, or "aigerim"
	Shown    bool   // the author consents to be shown
	Title    string
	Body     string
	Ago      int     // registered so many working days before the last one that has passed
	Hour     string  // of receipt, 08:25
	Season   string  // "winter", "summer": further back, to the last one
	Weekend  bool    // received on a day off, registered on the next working day
	Status   string  // what has become of it
	Mark     string  // a fact beside the status: overdue, extended, redirected, escalated, returned, paused
	Voices   int     // of residents
	Pictures []photo // of the problem
	Steps    []step
}

// photo is a picture to be drawn.
type photo struct {
	Scene string
	Role  string // of a picture of work: before, after, proof
	Of    string // the picture of another life or work, used once more
	Alt   string // what it shows, in the language of what it belongs to
}

// step is one act in a life, or, with others, a few verdicts.
type step struct {
	Day     int
	Hour    string
	Act     string
	Text    string
	By      string         // of a comment: "author", or else some resident
	To      string         // the body of a redirect; the superior body that decides or returns
	Until   int            // the day of an extension, a moved promise or an order
	Law     string         // by which the clock stands still
	Holds   bool           // of a confirmation: the author says that the promise was kept
	Proof   []photo        // that it was kept
	Reason  string         // a reason code
	Into    string         // the appeal that it is merged into
	Answer  *answerContent //
	Promise int            // which one of the answer is kept or moved
	Verdict string
	Others  map[string]int // verdicts of residents beside the author's; confirmations: yes, no
}

type answerContent struct {
	Found, Action, Responsible, Funding, Law, Complaint string

	Cost     *int64
	Refusal  bool
	Obstacle string // what was lacking: power, money
	Promises []promiseContent
	Proof    []photo
}

// promiseContent is due "+24" working days after registration, on "04-15" when
// that next comes, or on "next 06-30" of the year after the answer.
type promiseContent struct{ Text, Due string }

// workContent is an explanation of work. Its dates are calendar days from that
// on which it was published.
type workContent struct {
	ID       string
	Body     string // who explains
	Place    string
	Category string
	Lang     string
	Stage    string
	Ago      int // published so many working days before the last one that has passed
	Title    string
	Text     string // Markdown
	Planned  []int  // from, to
	Started  *int
	Done     *int

	Cost                *int64
	Funding, Contractor string
	Appeals             []string
	Pictures            []photo
}

// replyContent is what the head of a body says to its record, so many working days
// before the last one that has passed.
type replyContent struct {
	Body, Lang, Text string
	Ago              int
}

// readAppeals returns the lives, the Kazakh ones first.
func readAppeals() ([]appealContent, error) {
	kk, err := read[[]appealContent]("appeals.kk.json")
	if err != nil {
		return nil, err
	}
	ru, err := read[[]appealContent]("appeals.ru.json")
	if err != nil {
		return nil, err
	}
	// ways that the others do not go: up and back, to an end, to a standstill
	ways, err := read[[]appealContent]("appeals.ways.json")
	return slices.Concat(kk, ru, ways), err
}

func readWorks() ([]workContent, error) { return read[[]workContent]("works.json") }

func readReplies() ([]replyContent, error) { return read[[]replyContent]("replies.json") }

func readNames() (names, error) { return read[names]("names.json") }

func read[T any](file string) (v T, err error) {
	data, err := content.ReadFile("content/" + file)
	if err != nil {
		return v, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields() // a misspelt key would silently say nothing
	if err := d.Decode(&v); err != nil {
		return v, fmt.Errorf("%s: %w", file, err)
	}
	return v, nil
}
