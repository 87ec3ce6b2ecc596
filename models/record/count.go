package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jauap/models/trust"
)

// Counts are the counts of a record: of the appeals that the body is responsible for now,
// private ones and those hidden at the request of the author included. Rules:
//
//   - Rejected appeals, appeals filed by an official of the body or of a subordinate body, and
//     appeals redirected to another body do not count.
//   - A withdrawn or merged appeal counts only if the body had answered it, was late or it
//     was escalated before; an appeal hidden by moderation only if that was before hiding.
//     What has happened stays in the record.
//   - An appeal counts in the quarter in which the body registered it, and its answer is the
//     first answer of this body, not of its superior.
//   - A promise counts once the date promised first has passed, or earlier if it is kept.
//     All promises of an answer for one date count as one; a promise for the date of the
//     answer does not count.
//   - An explanation that repeats an earlier one of the body word for word does not count.
//
// The "of" tag says what a field counts, see columns.go.
type Counts struct {
	Appeals   int `of:"appeal"`
	Paused    int `of:"appeal"`   // the deadline is paused by law now
	Extended  int `of:"appeal"`   // the body has extended the term
	Imported  int `of:"appeal"`   // from a register, whose dates of answers are not verified
	Answered  int `of:"appeal"`   // with an answer
	Timed     int `of:"appeal"`   // with an answer, or overdue
	OnTime    int `of:"appeal"`   // of Timed: answered on the last day of the term or before; an ordered date is not a term
	LastDay   int `of:"appeal"`   // of Answered: answered on the last day of the term
	Rated     int `of:"appeal"`   // of Answered: with an answer that was rated for concreteness
	Concrete  int `of:"appeal"`   // of Rated: with a concrete answer, see concrete.Suffices
	Points    int `of:"appeal"`   // criteria met by the rated answers, 0 to 8 each
	Template  int `of:"appeal"`   // of Rated: with an answer nearly the same as another of the body
	Contested int `of:"appeal"`   // of Answered: the author judged that an answer solved nothing
	Escalated int `of:"appeal"`   // to the superior body, for any reason
	Kept      int `of:"appeal"`   // promises: all for one date kept by the date promised first
	Moved     int `of:"appeal"`   // promises: kept later, or moved and still open
	Broken    int `of:"appeal"`   // promises: at least one for the date not kept by the last date
	Works     int `of:"work"`     // explanations, by the quarter of publication
	Ahead     int `of:"work"`     // of Works: published before the first explained appeal was received
	SentOn    int `of:"redirect"` // appeals redirected to other bodies, by the quarter of the redirect; not in Appeals
	Days      Days
}

// Days are the working days from the registration with the body to its first concrete
// answer, one number per appeal, sorted. An answer that is not concrete does not end the count.
type Days []int

// Scan parses the text form of an SQL array.
func (d *Days) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("days: cannot read %T", src)
	}
	*d = nil
	for _, number := range strings.FieldsFunc(text, func(r rune) bool { return r == '{' || r == '}' || r == ',' }) {
		n, err := strconv.Atoi(number)
		if err != nil {
			return fmt.Errorf("days: %w", err)
		}
		*d = append(*d, n)
	}
	return nil
}

// GormDataType returns the column type, so that GORM treats Days as a value.
func (Days) GormDataType() string { return "smallint[]" }

// Figure is one share of a record. Its texts in the locale files are record.<figure> and
// record.<figure>_how.
type Figure string

// The figures of a record.
const (
	EscalatedShare Figure = "escalated" // the President's measure
	ConcreteShare  Figure = "concrete"
	OnTimeShare    Figure = "on_time"
	ContestedShare Figure = "contested"
	KeptShare      Figure = "kept"
	TemplateShare  Figure = "template"
	AheadShare     Figure = "ahead"
	LastDayShare   Figure = "last_day" // shown only if flagged, like the next two
	SentOnShare    Figure = "sent_on"
	ExtendedShare  Figure = "extended"
)

// Shares lists the figures in the order of the page. Filing more appeals makes none of them
// worse: an appeal counts in the first figure, and in figures of answers, promises or
// explanations only once it has one.
var Shares = []Figure{EscalatedShare, ConcreteShare, OnTimeShare, ContestedShare, KeptShare, TemplateShare, AheadShare}

// Better reports whether a high share is good; otherwise a low share is.
func (f Figure) Better() bool {
	return f == ConcreteShare || f == OnTimeShare || f == KeptShare || f == AheadShare
}

// Share returns the counts behind a figure.
func (c Counts) Share(f Figure) trust.Share {
	switch f {
	case EscalatedShare:
		return trust.Share{Hits: c.Escalated, Of: c.Appeals}
	case ConcreteShare:
		return trust.Share{Hits: c.Concrete, Of: c.Rated}
	case OnTimeShare:
		return trust.Share{Hits: c.OnTime, Of: c.Timed}
	case ContestedShare:
		return trust.Share{Hits: c.Contested, Of: c.Answered}
	case KeptShare:
		return trust.Share{Hits: c.Kept, Of: c.Kept + c.Moved + c.Broken}
	case TemplateShare:
		return trust.Share{Hits: c.Template, Of: c.Rated}
	case AheadShare:
		return trust.Share{Hits: c.Ahead, Of: c.Works}
	case LastDayShare:
		return trust.Share{Hits: c.LastDay, Of: c.Answered}
	case ExtendedShare:
		return trust.Share{Hits: c.Extended, Of: c.Appeals}
	case SentOnShare:
		return trust.Share{Hits: c.SentOn, Of: c.Appeals + c.SentOn}
	}
	return trust.Share{}
}

// MeanPoints returns how many of the eight criteria an answer meets on average.
func (c Counts) MeanPoints() float64 {
	if c.Rated == 0 {
		return 0
	}
	return float64(c.Points) / float64(c.Rated)
}

// MedianDays is the median of Days with its interval; Few is set below trust.Least answers.
// Low and High are zero without an interval.
type MedianDays struct {
	Value     float64
	Low, High int
	Few       bool
}

// Median returns the median of Days, or nil without concrete answers.
func (c Counts) Median() *MedianDays {
	if len(c.Days) == 0 {
		return nil
	}
	low, high, _ := trust.MedianInterval(c.Days)
	return &MedianDays{trust.MedianOf(c.Days), low, high, len(c.Days) < trust.Least}
}

// Volume is a class of bodies by their number of appeals; only bodies of one class are peers.
type Volume int

// volumeStarts is the lowest number of appeals in each class.
var volumeStarts = []int{0, trust.Least, 50, 200, 1000}

// Volume is the class of the body.
func (c Counts) Volume() (v Volume) {
	for int(v) < len(volumeStarts)-1 && c.Appeals >= volumeStarts[v+1] {
		v++
	}
	return v
}

// Bounds are the first and the last number of appeals of the class; last is 0 of the
// highest, which has none.
func (v Volume) Bounds() (first, last int) {
	if int(v) < len(volumeStarts)-1 {
		last = volumeStarts[v+1] - 1
	}
	return volumeStarts[v], last
}

// ParseVolume parses the lowest number of appeals of a class.
func ParseVolume(s string) (v Volume, ok bool) {
	i := slices.IndexFunc(volumeStarts, func(n int) bool { return strconv.Itoa(n) == s })
	return Volume(i), i >= 0
}

// Volumes lists the classes, the lowest first.
func Volumes() []Volume {
	list := make([]Volume, len(volumeStarts))
	for i := range list {
		list[i] = Volume(i)
	}
	return list
}
