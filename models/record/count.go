package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jauap/models/trust"
)

// Counts are what a record is made of. They count the appeals that stand with the
// body now, private ones too, and what its author took out of public view; not those that
// are rejected, that an official of the body or of one beneath it filed, or that have
// gone on to another body. One that was withdrawn or merged counts only where the body
// had answered, was late, or it had gone up, and one that moderation has hidden where
// that was before: what has happened does not leave the record. An appeal belongs to the
// quarter in which the body registered it. The answer of an appeal is the first that this
// body itself gave, not one of its superior. A promise counts once the day that was
// promised first has come, or it is kept before; what an answer promises for one day is one
// promise, and for the day of the answer none. An explanation that repeats an earlier one
// of the body word for word does not count.
type Counts struct {
	Appeals   int
	Paused    int // their clock stands still by law at this moment
	Extended  int // the body has extended their term
	Imported  int // came with a register, which says itself when it answered
	Answered  int // have an answer
	Timed     int // have an answer, or their term ended without one
	OnTime    int // of the timed: answered on the last day of the term or before; an ordered day is no term
	LastDay   int // of the answered: on the very last day
	Rated     int // of the answered: the portal has read the answer
	Concrete  int // of the rated: an answer counts as concrete, see concrete.Suffices
	Points    int // criteria that the rated answers meet, 0 to 8 each
	Template  int // of the rated: an answer says nearly what another of the body says
	Contested int // of the answered: the author said of an answer that it solved nothing
	Escalated int // had to leave the body for its superior, for whatever reason
	Kept      int // promises: all for one day kept by the day that was promised first
	Moved     int // kept later, or still open, for that day was moved
	Broken    int // not kept by the last day, one of them at least
	Works     int // explanations, by the quarter in which they were published
	Ahead     int // of these: before any of the appeals that they explain was received
	SentOn    int // appeals sent on to other bodies, by the quarter in which they were; they are not among Appeals
	Days      Days
}

// Days are working days from the registration with the body to its first concrete
// answer, one an appeal, sorted. An empty answer before does not stop the count.
type Days []int

// Scan reads an array of the database as text.
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

// GormDataType names the column type, so that GORM takes Days for a value.
func (Days) GormDataType() string { return "smallint[]" }

// Figure is one share of a record. Its words in the locale files are record.<figure>
// and record.<figure>_how.
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
	LastDayShare   Figure = "last_day" // shown only where it deserves a look, as are the next two
	SentOnShare    Figure = "sent_on"
	ExtendedShare  Figure = "extended"
)

// Shares lists the figures in the order of the page. None of them falls because
// more appeals are filed: an appeal counts in the first, and in a figure of answers,
// promises or explanations only once there is one.
var Shares = []Figure{EscalatedShare, ConcreteShare, OnTimeShare, ContestedShare, KeptShare, TemplateShare, AheadShare}

// Better is true where a high share speaks for the body, false where a low one does.
func (f Figure) Better() bool {
	return f == ConcreteShare || f == OnTimeShare || f == KeptShare || f == AheadShare
}

// Share is the count behind a figure.
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

// Plus is both together.
func (c Counts) Plus(o Counts) Counts {
	days := slices.Concat(c.Days, o.Days)
	slices.Sort(days)
	return Counts{
		Appeals: c.Appeals + o.Appeals, Paused: c.Paused + o.Paused,
		Extended: c.Extended + o.Extended, Imported: c.Imported + o.Imported, Answered: c.Answered + o.Answered, Timed: c.Timed + o.Timed,
		OnTime: c.OnTime + o.OnTime, LastDay: c.LastDay + o.LastDay, Rated: c.Rated + o.Rated,
		Concrete: c.Concrete + o.Concrete, Points: c.Points + o.Points, Template: c.Template + o.Template,
		Contested: c.Contested + o.Contested, Escalated: c.Escalated + o.Escalated,
		Kept: c.Kept + o.Kept, Moved: c.Moved + o.Moved, Broken: c.Broken + o.Broken, Works: c.Works + o.Works, Ahead: c.Ahead + o.Ahead, SentOn: c.SentOn + o.SentOn, Days: days,
	}
}

// MeanPoints is how many of the eight criteria an answer meets on average.
func (c Counts) MeanPoints() float64 {
	if c.Rated == 0 {
		return 0
	}
	return float64(c.Points) / float64(c.Rated)
}

// MedianDays is the median of Days. Below trust.Least answers there are Few, and
// without an interval Low and High are zero.
type MedianDays struct {
	Value     float64
	Low, High int
	Few       bool
}

// Median is the median of working days to a concrete answer; nil where there is none.
func (c Counts) Median() *MedianDays {
	if len(c.Days) == 0 {
		return nil
	}
	low, high, _ := trust.MedianInterval(c.Days)
	return &MedianDays{trust.MedianOf(c.Days), low, high, len(c.Days) < trust.Least}
}

// Volume is the class of a number of appeals; only bodies of one class are peers.
type Volume int

// The classes begin at so many appeals.
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

// ParseVolume reads the number of appeals at which a class begins.
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
