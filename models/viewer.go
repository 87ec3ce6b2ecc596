package models

import (
	"slices"
	"time"
)

// Viewer is the user of a session, with the current permissions.
type Viewer struct {
	SignInID int64
	UserID   int64
	Name     string // first name and initial
	Level    int
	HomeCode string
	Lang     string
	Demo     bool
	Bounced  Bounce     // why mail to the user fails; "" if it does not
	FactorAt *time.Time // when a second factor was given in this sign-in
	Guarded  bool       // the account has a second factor
	Twin     bool       // another account of the same mailbox has the voice
	Roles    []Role     `gorm:"-"` // roles that count now
	Dormant  []Role     `gorm:"-"` // roles that count only after a second factor
}

// Role is a role of a user, for a body or for the portal.
type Role struct {
	Role     string // executor, head, moderator, admin
	BodyID   int64
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
}

// Has reports whether the viewer holds a role, for any body.
func (v *Viewer) Has(role string) bool {
	if v == nil {
		return false
	}
	for _, r := range v.Roles {
		if r.Role == role {
			return true
		}
	}
	return false
}

// Holds reports whether the viewer holds a role, also one that still needs a second factor.
func (v *Viewer) Holds(role string) bool {
	return v.Has(role) || v != nil && slices.ContainsFunc(v.Dormant, func(r Role) bool { return r.Role == role })
}

// FactorHours is how long a second factor counts: a working day with overtime.
const FactorHours = 16

// Proven reports whether the viewer has recently given a second factor, which every role requires.
// The users of the demo have none.
func (v *Viewer) Proven(now time.Time) bool {
	return v != nil && (v.Demo || v.FactorAt != nil && now.Before(v.FactorAt.Add(FactorHours*time.Hour)))
}

// MustProve reports whether the viewer has a second factor and has not given it recently: a session
// opened with the mailbox alone can make no permanent changes.
func (v *Viewer) MustProve(now time.Time) bool { return v != nil && v.Guarded && !v.Proven(now) }

// HoldsRole reports whether the viewer holds any role now, also one that still needs a second
// factor.
func (v *Viewer) HoldsRole() bool { return v != nil && len(v.Roles)+len(v.Dormant) > 0 }

// Bounce is the reason for which a mail server rejects an address permanently.
type Bounce string

const (
	BounceUnknown Bounce = "unknown" // the address does not exist
	BounceMailbox Bounce = "mailbox" // the mailbox is closed or accepts no mail
	BounceRefused Bounce = "refused" // for an unknown reason
)

// Offices returns the bodies for which the viewer is an official, each once, in the order of the
// roles.
func (v *Viewer) Offices() []Role {
	if v == nil {
		return nil
	}
	var offices []Role
	for _, r := range v.Roles {
		if r.isOffice() && !slices.ContainsFunc(offices, func(o Role) bool { return o.BodyID == r.BodyID }) {
			offices = append(offices, r)
		}
	}
	return offices
}

// OfficeIDs returns the ids of the bodies of Offices.
func (v *Viewer) OfficeIDs() []int64 {
	var ids []int64
	for _, o := range v.Offices() {
		ids = append(ids, o.BodyID)
	}
	return ids
}

// MayAct reports whether the viewer may act for a body: as its head or as an executor.
func (v *Viewer) MayAct(body int64) bool {
	return v != nil && slices.ContainsFunc(v.Roles, func(r Role) bool { return r.isOffice() && r.BodyID == body })
}

// MaySign reports whether the viewer is the head of a body, who publishes and changes answers and
// extends terms (art. 76).
func (v *Viewer) MaySign(body int64) bool {
	return v != nil && slices.ContainsFunc(v.Roles, func(r Role) bool { return r.Role == "head" && r.BodyID == body })
}

func (r Role) isOffice() bool { return (r.Role == "head" || r.Role == "executor") && r.BodyID != 0 }

// worksFor reports whether the viewer is an official of a body, also without the second factor.
func (v *Viewer) worksFor(body int64) bool {
	of := func(r Role) bool { return r.isOffice() && r.BodyID == body }
	return v != nil && (slices.ContainsFunc(v.Roles, of) || slices.ContainsFunc(v.Dormant, of))
}

// CanInvite reports whether the viewer may invite to a role: administrators to every role, a head
// executors of the own body. The body is 0 for a role without one.
func (v *Viewer) CanInvite(role string, body int64) bool {
	if v.Has("admin") {
		return true
	}
	if v == nil || role != "executor" {
		return false
	}
	for _, r := range v.Roles {
		if r.Role == "head" && r.BodyID == body {
			return true
		}
	}
	return false
}
