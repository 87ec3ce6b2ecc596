package models

import (
	"strings"
	"time"

	"jauap/models/calendar"
)

// Card is an appeal as a list shows it.
type Card struct {
	ID           int64
	Number       string // 2026-000123
	Lang         string // of title and text
	Title        string
	Excerpt      string // the first 240 characters of the text, for views to cut between words
	Status       Status
	CategoryCode string
	Place        Names `gorm:"embedded;embeddedPrefix:place_"`
	PlaceCode    string
	ReceivedAt   time.Time
	AnswerDue    *calendar.Date // the end of the term; nil before publication
	PausedAt     *time.Time     // since when the clock stands still, by law
	AnsweredAt   *time.Time     // of the newest answer
	Voices       int
	Comments     int
	Cover        string // digest of the first picture, or ""
	Demo         bool
	Voiced       bool `gorm:"-"` // the reader gave it a voice
}

// Clock is what is left of the term of an open appeal, in working days.
type Clock struct {
	Running bool
	Paused  bool // it stands still; nothing else is said
	Due     calendar.Date
	Left    int // working days from today to the last day, which is 0; negative when late
}

// Clock reads the clock of the appeal on a day.
func (c Card) Clock(cal *calendar.Calendar, today calendar.Date) Clock {
	if !c.Status.Open() || c.AnswerDue == nil {
		return Clock{}
	}
	if c.PausedAt != nil {
		return Clock{Paused: true}
	}
	return Clock{Running: true, Due: *c.AnswerDue, Left: cal.WorkingDaysBetween(today, *c.AnswerDue)}
}

// Appeal is everything that the row of an appeal says.
type Appeal struct {
	Card
	Kind          Kind
	Text          string // the text
	RegisterNo    string // in an imported register
	EotinishNo    string // of the official window
	BodyID        int64
	AuthorName    string // first name and initial, only with consent
	Lat, Lon      *float64
	PublishedAt   *time.Time
	RegisteredOn  *calendar.Date
	RedirectDue   *calendar.Date
	OverdueAt     *time.Time
	ClockRule     ClockRule // by which the term runs; "" before registration
	ClockFrom     *calendar.Date
	ClockDays     int    // 0: to a day that was named
	MergedNumber  string // of the appeal it was merged into
	HiddenAt      *time.Time
	Private       bool
	VoicesChecked int
	VoicesLocal   int
	VoicesAt      *time.Time
}

// appealRow has the columns of appeals that the actions on a locked appeal write. SubmitAppeal and
// the import of registers insert the rows in SQL, with the search column.
type appealRow struct {
	ID           int64
	EotinishNo   *string
	BodyID       int64
	AuthorID     *int64 // read only; nil: imported, or personal data removed
	Status       Status
	PublishedAt  *time.Time
	RegisteredOn calendar.Date
	RedirectDue  calendar.Date
	ClockRule    *ClockRule
	ClockFrom    calendar.Date
	ClockDays    *int
	ClockAt      *time.Time
	AnswerDue    calendar.Date
	WarnedFor    calendar.Date
	WarnedLeft   *int
	PausedAt     *time.Time
	OverdueAt    *time.Time
	AnsweredAt   *time.Time
	MergedIntoID *int64
	HiddenAt     *time.Time
	Private      bool
}

func (appealRow) TableName() string { return "appeals" }

// IsAppealNumber reports whether s has the form of a number of an appeal.
func IsAppealNumber(s string) bool {
	year, n, ok := strings.Cut(s, "-")
	return ok && len(year) == 4 && len(n) >= 6 && len(n) <= 12 && onlyDigits(year) && onlyDigits(n)
}

func onlyDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// IsPublic: everybody sees the appeal.
func (a Appeal) IsPublic() bool { return a.PublishedAt != nil && a.HiddenAt == nil && !a.Private }
