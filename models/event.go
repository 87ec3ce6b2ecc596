package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/database"
)

// Event is one thing that happened to its subject: an appeal, an explanation of work, a role, a
// switch or a vote. Exactly one of the five is set. The timeline of an appeal, its notices and its figures
// read events only.
type Event struct {
	ID       int64
	AppealID int64  `gorm:"default:null"`
	WorkID   int64  `gorm:"default:null"`
	RoleID   int64  `gorm:"default:null"`
	Switch   Switch `gorm:"default:null"`
	VoteID   int64  `gorm:"default:null"`
	Kind     EventKind
	At       time.Time // zero: now
	Actor    Actor
	BodyID   *int64    // for which an official acted, or which the event concerns
	UserID   *int64    // who acted; never shown
	Data     EventData `gorm:"serializer:json"`
}

// EventKind names what happened; "event.<kind>" is its line in the locale files.
type EventKind string

const (
	Submitted     EventKind = "submitted"
	Published     EventKind = "published"
	Accepted      EventKind = "accepted" // a private one passed moderation
	TakenUp       EventKind = "taken_up"
	Updated       EventKind = "updated"
	Asked         EventKind = "asked"
	Redirected    EventKind = "redirected"
	Extended      EventKind = "extended"
	AnswerGiven   EventKind = "answered"
	Promised      EventKind = "promised"
	PromiseKept   EventKind = "promise_kept"
	PromiseMoved  EventKind = "promise_moved"
	PromiseBroken EventKind = "promise_broken"
	VerdictGiven  EventKind = "verdict"
	Reopened      EventKind = "reopened"
	Confirmed     EventKind = "resolved_confirmed"
	Uncontested   EventKind = "resolved_uncontested"
	WasDeclined   EventKind = "declined"
	WasWithdrawn  EventKind = "withdrawn"
	WasMerged     EventKind = "merged"    // into another appeal
	TookIn        EventKind = "took_in"   // a duplicate was merged into it
	WasParted     EventKind = "parted"    // a merge was taken back: it goes on by itself
	GaveBack      EventKind = "gave_back" // a duplicate was parted from it
	WasRejected   EventKind = "rejected"
	WasHidden     EventKind = "hidden"
	WasRestored   EventKind = "restored"
	MadePrivate   EventKind = "private"      // taken out of publication
	KeptPrivate   EventKind = "kept_private" // before anybody could read it
	Escalated     EventKind = "escalated"
	BecameOverdue EventKind = "overdue"
	Explained     EventKind = "explained"
	Imported      EventKind = "imported"
	Linked        EventKind = "linked"   // with its number of the official window
	Objected      EventKind = "objected" // to a decision of moderation

	WasMasked       EventKind = "masked"           // personal data in its text
	TextMasked      EventKind = "text_masked"      // personal data in another text than the appeal's own
	PictureHidden   EventKind = "picture_hidden"   // one of them, with a reason
	PictureRestored EventKind = "picture_restored" // it can be seen again
	AuthorWarned    EventKind = "warned"           // by moderation, with a reason
	ObjectionUpheld EventKind = "objection_upheld" // the decision was wrong, and is undone
	ObjectionKept   EventKind = "objection_kept"   // the decision stands

	DueNear          EventKind = "due_near"          // the office was warned that its term ends
	PromiseNear      EventKind = "promise_near"      // and that the day of a promise comes
	ClockRecomputed  EventKind = "recomputed"        // because the calendar of working days has changed
	ClockPaused      EventKind = "paused"            // by law, with a public reason
	ClockResumed     EventKind = "resumed"           // it runs again
	ComplaintDecided EventKind = "decided"           // by the superior body itself
	ReturnedDown     EventKind = "returned"          // by the superior body, with an order and a date
	ComplaintNear    EventKind = "complaint_near"    // the superior body was warned that its term ends
	ComplaintSilent  EventKind = "complaint_silent"  // the superior body has let its term pass
	PromiseConfirmed EventKind = "promise_confirmed" // a resident has seen that it was kept
	PromiseDoubted   EventKind = "promise_doubted"   // a resident says it was not
)

// Kinds of events of other subjects than appeals. No page shows them yet.
const (
	WorkPublished EventKind = "work_published"
	WorkCorrected EventKind = "work_corrected"
	RoleGiven     EventKind = "role_given"
	RoleEnded     EventKind = "role_ended"
	TurnedOn      EventKind = "switched_on"
	TurnedOff     EventKind = "switched_off"

	VoteAnnounced EventKind = "vote_announced"
	VoteStopped   EventKind = "vote_stopped"  // by moderation, with a reason
	VoteSeeded    EventKind = "vote_seeded"   // the outside value that decides between equals is known
	VoteCounted   EventKind = "vote_counted"  // with the hash of the published file
	VoteAnnulled  EventKind = "vote_annulled" // the ballots of a channel
	VoteAnswered  EventKind = "vote_answered" // what the body does with the result
)

// EventKinds lists the kinds of events of appeals, each of which has a line in the locale files.
var EventKinds = []EventKind{Submitted, Published, Accepted, TakenUp, Updated, Asked, Redirected, Extended, AnswerGiven,
	Promised, PromiseKept, PromiseMoved, PromiseBroken, VerdictGiven, Reopened, Confirmed, Uncontested, WasDeclined, AnswerRevised,
	WasWithdrawn, WasMerged, TookIn, WasParted, GaveBack, WasRejected, WasHidden, WasRestored, MadePrivate, KeptPrivate, Escalated, BecameOverdue, Explained, Imported,
	Linked, Objected, WasMasked, TextMasked, PictureHidden, PictureRestored, AuthorWarned, ObjectionUpheld, ObjectionKept,
	DueNear, PromiseNear, ClockRecomputed, ClockPaused, ClockResumed, ComplaintDecided, ReturnedDown, ComplaintNear, ComplaintSilent,
	PromiseConfirmed, PromiseDoubted}

// Actor is the part in which a person, or the program, acted.
type Actor string

const (
	ByAuthor    Actor = "author"
	ByBody      Actor = "body"
	ByModerator Actor = "moderator"
	ByResident  Actor = "resident"
	ByAdmin     Actor = "admin"
	BySystem    Actor = "system"
)

// EventData is what the line of an event shows in addition to its kind; fields that do not apply are
// empty. It holds public texts only.
type EventData struct {
	Text    string `json:"text,omitempty"`   // why, in the words of who acted
	Reason  string `json:"reason,omitempty"` // a reason code
	Due     string `json:"due,omitempty"`    // the day a new term ends, ISO
	FromDue string `json:"from_due,omitempty"`
	Verdict string `json:"verdict,omitempty"`
	ToBody  int64  `json:"to_body,omitempty"` // where it went
	Number  string `json:"number,omitempty"`  // of another appeal
	WorkID  int64  `json:"work,omitempty"`
	Left    int    `json:"left,omitempty"` // working days until Due
	Law     string `json:"law,omitempty"`  // by which a clock stands still
	Days    int    `json:"days,omitempty"` // working days of a term that is shorter than the law's
	Merge   int64  `json:"merge,omitempty"`
	Voices  int    `json:"voices,omitempty"` // that moved with a merge, or moved back
	Role    string `json:"role,omitempty"`   // given or ended
	Hash    string `json:"hash,omitempty"`   // SHA-256 of a published file
}

// record writes an event, in the transaction of the change that it describes. Only record, recordAll
// and the import of registers write the table.
func (s *Store) record(ctx context.Context, e Event) error {
	if e.At.IsZero() {
		e.At = s.Now()
	}
	if err := database.Rows[Event](s.db).Create(ctx, &e); err != nil {
		return fmt.Errorf("record %s: %w", e.Kind, err)
	}
	return nil
}

// RecordVote records an event of a vote, in the transaction of models/vote.
func (s *Store) RecordVote(ctx context.Context, e Event) error {
	if e.VoteID == 0 {
		return fmt.Errorf("record %s: not an event of a vote", e.Kind)
	}
	return s.record(ctx, e)
}

// recordAll writes many events of appeals at once, in their order.
func (s *Store) recordAll(ctx context.Context, events []Event) error {
	if len(events) == 0 {
		return nil
	}
	_, err := s.db.Conn().CopyFrom(ctx, pgx.Identifier{"events"}, []string{"appeal_id", "kind", "at", "actor", "body_id", "user_id", "data"},
		pgx.CopyFromSlice(len(events), func(i int) ([]any, error) {
			e := events[i]
			if e.At.IsZero() {
				e.At = s.Now()
			}
			data, err := json.Marshal(e.Data)
			return []any{e.AppealID, string(e.Kind), e.At, string(e.Actor), e.BodyID, e.UserID, data}, err
		}))
	if err != nil {
		return fmt.Errorf("record %d events: %w", len(events), err)
	}
	return nil
}
