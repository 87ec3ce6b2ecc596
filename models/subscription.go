package models

import (
	"context"
	"strconv"
	"time"

	"jauap/models/database"
)

// FollowKind is a kind of target.
type FollowKind string

const (
	FollowAppeal   FollowKind = "appeal"
	FollowPlace    FollowKind = "place" // with all places below it
	FollowCategory FollowKind = "category"
	FollowBody     FollowKind = "body"

	MuteWork   FollowKind = "work"   // answers under an explanation; can only be muted
	MuteDigest FollowKind = "digest" // a weekly digest, with a DigestKind as its id; can only be muted
)

// Target is one thing that a user may follow or mute. ID is the id of an appeal or a body, a
// KATO code, or the code of a category.
type Target struct {
	Kind FollowKind
	ID   string `gorm:"column:target"`
}

// AppealTarget, PlaceTarget, CategoryTarget and BodyTarget return the Target of a thing.
func AppealTarget(id int64) Target { return Target{FollowAppeal, strconv.FormatInt(id, 10)} }

func PlaceTarget(code string) Target { return Target{FollowPlace, code} }

func CategoryTarget(code string) Target { return Target{FollowCategory, code} }

func BodyTarget(id int64) Target { return Target{FollowBody, strconv.FormatInt(id, 10)} }

// DigestKind is a kind of weekly mail.
type DigestKind string

const (
	OfficeDigest   DigestKind = "office"   // for each official: the open matters of their body
	FollowerDigest DigestKind = "follower" // for followers of a place, a category or a body: what happened there
)

// DigestKinds lists the kinds in the order in which they are sent.
var DigestKinds = []DigestKind{OfficeDigest, FollowerDigest}

// DigestTarget returns the target to mute for a kind of digest.
func DigestTarget(kind DigestKind) Target { return Target{MuteDigest, string(kind)} }

// muteRow is a row of mutes: a user gets no mail about a target.
type muteRow struct {
	UserID int64 `gorm:"primaryKey"`
	Target `gorm:"embedded"`
	At     time.Time
}

func (muteRow) TableName() string { return "mutes" }

// SetMuted stops mails about a target for a user, or allows them again. db is a transaction.
func SetMuted(ctx context.Context, db database.Session, user int64, t Target, muted bool, now time.Time) (err error) {
	if muted {
		_, err = database.CreateNew(ctx, db, &muteRow{UserID: user, Target: t, At: now})
	} else {
		_, err = database.Rows[muteRow](db).Where("user_id = ? and kind = ? and target = ?", user, t.Kind, t.ID).Delete(ctx)
	}
	return err
}
