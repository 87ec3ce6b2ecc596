package models

import (
	"context"
	"strconv"
)

// FollowKind is a kind of thing that one may follow.
type FollowKind string

const (
	FollowAppeal   FollowKind = "appeal"
	FollowPlace    FollowKind = "place" // and all below it
	FollowCategory FollowKind = "category"
	FollowBody     FollowKind = "body"

	MuteWork   FollowKind = "work"   // the answers under an explanation: not followed, but may be muted
	MuteDigest FollowKind = "digest" // a weekly digest, likewise; its id is a DigestKind
)

// Target is one thing that may be followed. ID is the id of an appeal or a body,
// a KATO code, or the code of a category.
type Target struct {
	Kind FollowKind
	ID   string `gorm:"column:target"`
}

// AppealTarget and the next three make a Target.
func AppealTarget(id int64) Target { return Target{FollowAppeal, strconv.FormatInt(id, 10)} }

func PlaceTarget(code string) Target { return Target{FollowPlace, code} }

func CategoryTarget(code string) Target { return Target{FollowCategory, code} }

func BodyTarget(id int64) Target { return Target{FollowBody, strconv.FormatInt(id, 10)} }

// DigestKind is a kind of weekly mail.
type DigestKind string

const (
	OfficeDigest   DigestKind = "office"   // to each official: what lies with their body
	FollowerDigest DigestKind = "follower" // to who follows a place, a category or a body: what happened there
)

// DigestKinds lists them in the order in which they go out.
var DigestKinds = []DigestKind{OfficeDigest, FollowerDigest}

// DigestTarget is what one mutes to get no such digest.
func DigestTarget(kind DigestKind) Target { return Target{MuteDigest, string(kind)} }

// mute ends the mails about a target, or lets them come again.
func (s *Store) Mute(ctx context.Context, user int64, t Target, muted bool) error {
	if !muted {
		_, err := s.exec(ctx, `delete from mutes where user_id = ? and kind = ? and target = ?`, user, t.Kind, t.ID)
		return err
	}
	_, err := s.exec(ctx, `insert into mutes (user_id, kind, target, at) values (?, ?, ?, ?) on conflict do nothing`, user, t.Kind, t.ID, s.Now())
	return err
}
