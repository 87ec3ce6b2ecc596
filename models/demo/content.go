package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// appealContent is an appeal with all that happens to it. Days are working days since registration,
// so that an action in time stays in time for any day on which the demo is filled.
type appealContent struct {
	ID       string
	Lang     string
	Kind     string
	Category string
	Place    string
	Lat, Lon float64
	Author   string // given and family name, or "aigerim"
	Shown    bool   // the author agreed to be shown
	Title    string
	Body     string
	Ago      int     // working days from registration to the last working day before today
	Hour     string  // of receipt, 08:25
	Season   string  // "winter", "summer": moves the appeal back to the last such season
	Weekend  bool    // received on a day off, registered on the next working day
	Status   string  // final status
	Mark     string  // a fact in addition to the status: overdue, extended, redirected, escalated, returned, paused
	Voices   int     // number of voices of residents
	Pictures []photo // of the problem
	Steps    []step
}

// photo describes a picture to draw.
type photo struct {
	Scene string
	Role  string // for a picture of work: before, after, proof
	Of    string // id of another appeal or work that has the same picture
	Alt   string // description, in the language of the appeal or work
}

// step is an action in the history of an appeal, with Others also some verdicts of residents.
type step struct {
	Day     int
	Hour    string
	Act     string
	Text    string
	By      string         // of a comment: "author", or a resident if ""
	To      string         // the body of a redirect; the superior body that decides or returns
	Until   int            // the day of an extension, a moved promise or an order
	Law     string         // that allows to pause the clock
	Holds   bool           // of a confirmation: whether the author says that the promise was kept
	Proof   []photo        // pictures of a kept promise
	Reason  string         // a reason code
	Into    string         // the appeal into which this one is merged
	Answer  *answerContent //
	Promise int            // index of the promise that is kept or moved
	Verdict string
	Others  map[string]int // verdicts of residents by kind; confirmations by "yes" and "no"
}

type answerContent struct {
	Found, Action, Responsible, Funding, Law, Complaint string

	Cost     *int64
	Refusal  bool
	Obstacle string // power or money
	Promises []promiseContent
	Proof    []photo
}

// promiseContent is a promise. Due is "+24" for working days after registration, "04-15" for the
// next such date, or "next 06-30" for that date in the year after the answer.
type promiseContent struct{ Text, Due string }

// workContent is an explanation of work. Its dates are in calendar days from its publication.
type workContent struct {
	ID       string
	Body     string // the body that explains
	Place    string
	Category string
	Lang     string
	Stage    string
	Ago      int // working days from publication to the last working day before today
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

// replyContent is a reply of the head of a body to its record. Ago is in working days before the
// last working day before today.
type replyContent struct {
	Body, Lang, Text string
	Ago              int
}

// readAppeals returns the appeals, the Kazakh ones first.
func readAppeals() ([]appealContent, error) {
	kk, err := read[[]appealContent]("appeals.kk.json")
	if err != nil {
		return nil, err
	}
	ru, err := read[[]appealContent]("appeals.ru.json")
	if err != nil {
		return nil, err
	}
	// procedures that the others lack: escalated and returned, withdrawn, paused
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
	d.DisallowUnknownFields() // reject misspelt keys
	if err := d.Decode(&v); err != nil {
		return v, fmt.Errorf("%s: %w", file, err)
	}
	return v, nil
}
