package models

import (
	"slices"
	"time"
)

// Viewer is who is signed in, with what they may do now.
type Viewer struct {
	SignInID int64
	UserID   int64
	Name     string // first name and initial
	Level    int
	HomeCode string
	Lang     string
	Demo     bool
	Bounced  Bounce     // why mail does not reach them; "" where it does
	FactorAt *time.Time // when a second factor was given in this sign-in
	Guarded  bool       // the account has a second factor
	Twin     bool       // another account of the same mailbox has the voice
	Roles    []Role     `gorm:"-"` // what counts now
	Dormant  []Role     `gorm:"-"` // what is lockedAppeal but counts only after a second factor
}

// Role is what somebody may do for a body, or for the portal.
type Role struct {
	Role     string // executor, head, moderator, admin
	BodyID   int64
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
}

// Has reports whether the viewer holds a role, for whatever body.
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

// Holds reports whether the viewer holds a role, though it may still ask for a second factor.
func (v *Viewer) Holds(role string) bool {
	return v.Has(role) || v != nil && slices.ContainsFunc(v.Dormant, func(r Role) bool { return r.Role == role })
}

// FactorHours is how long a second factor counts: a working day, with its overtime.
const FactorHours = 16

// Proven reports whether the viewer has given a second factor lately, which every
// role asks for. The people of the demo have none to give.
func (v *Viewer) Proven(now time.Time) bool {
	return v != nil && (v.Demo || v.FactorAt != nil && now.Before(v.FactorAt.Add(FactorHours*time.Hour)))
}

// MustProve reports whether the viewer has a second factor and has not given it
// lately: a session that was opened with the mailbox alone changes nothing for good.
func (v *Viewer) MustProve(now time.Time) bool { return v != nil && v.Guarded && !v.Proven(now) }

// HoldsRole reports whether the viewer holds any role now, also one that still asks
// for a second factor.
func (v *Viewer) HoldsRole() bool { return v != nil && len(v.Roles)+len(v.Dormant) > 0 }

// Bounce is why a mail server refuses an address for good.
type Bounce string

const (
	BounceUnknown Bounce = "unknown" // there is no such address
	BounceMailbox Bounce = "mailbox" // the mailbox is closed or takes nothing
	BounceRefused Bounce = "refused" // no reason that can be read
)

// Offices are the bodies for which the viewer is an official, each once, in the
// order in which the roles were given.
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

// OfficeIDs are the ids of the bodies of Offices.
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

// MaySign reports whether the viewer may do for a body what only its head may:
// publish an answer, change a published one, extend a term (art. 76).
func (v *Viewer) MaySign(body int64) bool {
	return v != nil && slices.ContainsFunc(v.Roles, func(r Role) bool { return r.Role == "head" && r.BodyID == body })
}

func (r Role) isOffice() bool { return (r.Role == "head" || r.Role == "executor") && r.BodyID != 0 }

// worksFor reports whether the viewer holds an office of a body, also one that may not
// act yet for want of a second factor.
func (v *Viewer) worksFor(body int64) bool {
	of := func(r Role) bool { return r.isOffice() && r.BodyID == body }
	return v != nil && (slices.ContainsFunc(v.Roles, of) || slices.ContainsFunc(v.Dormant, of))
}

// CanInvite: administrators invite to every role, a head invites executors of the
// own body. Body is 0 for a role of no body.
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
