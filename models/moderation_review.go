package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"jauap/models/calendar"
	"jauap/models/screen"
)

// Review is an appeal as a moderator sees it: whatever its state, and without the
// name of its author.
type Review struct {
	Appeal
	ModerationDue calendar.Date
	Public        bool
	AuthorLevel   int             // -1: imported, or personal data removed
	AuthorFiled   int             // appeals of the same author
	AuthorTaken   int             // of them rejected or hidden
	Held          string          // as in QueueItem
	Version       int             // how often its text has been masked or added to
	Decided       bool            `gorm:"-"` // the viewer made the decision that the author objects to
	Trail         []Place         `gorm:"-"`
	Pictures      []Picture       `gorm:"-"`
	Additions     []Addition      `gorm:"-"`
	Objection     *Objection      `gorm:"-"`
	Acts          []ModerationAct `gorm:"-"`
	Similar       []Card          `gorm:"-"` // candidates to be merged into
	Copies        []string        `gorm:"-"` // numbers of appeals with the same text, where the first pass holds it as a copy
}

// Addition is what the author of an appeal has added to it, which is public with it;
// MaskText masks it.
type Addition struct {
	At   time.Time
	Text string
}

// Words is all that its author has written, what its pictures show too.
func (c Review) Words() string {
	words := c.Title + "\n" + c.Text
	for _, a := range c.Additions {
		words += "\n" + a.Text
	}
	for _, p := range c.Pictures {
		words += "\n" + p.Alt
	}
	return words
}

// ModerationAct is an act of moderation as everybody may see it.
type ModerationAct struct {
	ID     int64
	At     time.Time
	Act    string // "act.<act>" is its word in the locale files
	Reason string // a code; "" where there is none
	Number string // of the appeal; "" for what is about none
	Public bool   // the appeal can be seen
	WorkID int64  // of the explanation of work; 0 for what is about none
	Text   string // the public explanation; only in a Review
}

// CanBeMadePrivate: it is not yet, and moderation has not kept it from the public otherwise.
func (a Appeal) CanBeMadePrivate() bool {
	return !a.Private && a.HiddenAt == nil && a.Status != Rejected && (a.Status == Moderation || a.PublishedAt != nil)
}

// CanBeWarned: it has an author who can be told.
func (c Review) CanBeWarned() bool { return c.AuthorLevel >= 0 }

// CanBeDecided: the author has objected, nobody has decided, and somebody else
// than the viewer made the decision.
func (c Review) CanBeDecided() bool {
	return c.Objection != nil && c.Objection.DecidedAt == nil && !c.Decided
}

// In SQL: an event in which the author adds to the appeal, and the version of the words of an appeal a.
const (
	isAddition    = `kind = 'updated' and actor = 'author'`
	reviewVersion = `((select count(*) from originals where appeal_id = a.id) + (select count(*) from events where appeal_id = a.id and ` + isAddition + `))`
)

// ModerationReview returns an appeal by its number for a moderator.
func (s *Store) ModerationReview(ctx context.Context, number string, moderator int64) (c Review, err error) {
	if !IsAppealNumber(number) {
		return c, ErrNotFound
	}
	if err = s.readOne(ctx, &c, `
		select `+CardColumns+`, a.kind, a.text, coalesce(a.eotinish_no, '') as eotinish_no, a.body_id, a.published_at, a.hidden_at, a.private,
			coalesce(m.number, '') as merged_number, a.moderation_due, a.public, coalesce(u.level, -1) as author_level,
			(select count(*) from (select 1 from appeals where author_id = a.author_id limit 100) f) as author_filed,
			(select count(*) from (select 1 from appeals where author_id = a.author_id and (status = 'rejected' or hidden_at is not null) limit 100) f) as author_taken,
			`+reviewVersion+` as version,
			coalesce((select string_agg(rule, ' ' order by rule) from holds where appeal_id = a.id), '') as held
		from appeals a join places p on p.code = a.place_code
		left join users u on u.id = a.author_id left join appeals m on m.id = a.merged_into_id
		where a.number = ?`, number); err != nil {
		return c, fmt.Errorf("review of %s: %w", number, err)
	}
	for _, part := range []func(context.Context, *Review, int64) error{s.reviewTrail, s.reviewAdditions, s.reviewPictures, s.reviewObjection, s.reviewActs, s.reviewSimilar, s.reviewCopies} {
		if err := part(ctx, &c, moderator); err != nil {
			return c, fmt.Errorf("review of %s: %w", number, err)
		}
	}
	return c, nil
}

func (s *Store) reviewTrail(ctx context.Context, c *Review, _ int64) (err error) {
	c.Trail, err = s.PlaceTrail(ctx, c.PlaceCode)
	return err
}

func (s *Store) reviewAdditions(ctx context.Context, c *Review, _ int64) error {
	return s.read(ctx, &c.Additions, `select at, data ->> 'text' as text from events where appeal_id = ? and `+isAddition+` order by id`, c.ID)
}

func (s *Store) reviewPictures(ctx context.Context, c *Review, _ int64) error {
	return s.read(ctx, &c.Pictures, `
		select p.digest, m.width, m.height, p.role, p.alt from pictures p join media m on m.digest = p.digest
		where p.appeal_id = ? order by p.position, p.id`, c.ID)
}

func (s *Store) reviewObjection(ctx context.Context, c *Review, moderator int64) error {
	about, err := readAuthorship(ctx, s, c.ID)
	if err != nil {
		return err
	}
	c.Objection = about.Objection
	decider, err := s.decider(ctx, c.ID)
	c.Decided = decider != 0 && decider == moderator
	return err
}

// decider is who made the newest decision that keeps an appeal from the public; 0 for nobody.
func (s *Store) decider(ctx context.Context, appeal int64) (user int64, err error) {
	err = s.read(ctx, &user, `
		select coalesce(user_id, 0) from moderations where appeal_id = ? and act in ('reject', 'hide', 'private')
		order by at desc, id desc limit 1`, appeal)
	return user, err
}

func (s *Store) reviewActs(ctx context.Context, c *Review, _ int64) error {
	return s.read(ctx, &c.Acts, `
		select id, at, act, reason_code as reason, text from moderations where appeal_id = ? order by at desc, id desc limit 50`, c.ID)
}

func (s *Store) reviewSimilar(ctx context.Context, c *Review, _ int64) error {
	if !c.CanBeMerged() {
		return nil
	}
	similar, err := s.SimilarAppeals(ctx, DraftForm{Place: c.PlaceCode, Category: c.CategoryCode, Title: c.Title})
	for _, card := range similar {
		if card.ID != c.ID {
			c.Similar = append(c.Similar, card)
		}
	}
	return err
}

// reviewCopies finds what a held copy is a copy of: the words alone do not say.
func (s *Store) reviewCopies(ctx context.Context, c *Review, _ int64) error {
	if !slices.Contains(strings.Fields(c.Held), screen.Copy) {
		return nil
	}
	return s.read(ctx, &c.Copies, `
		select number from appeals
		where register_no is null and md5(regexp_replace(fold(text), '[^[:alnum:]]+', '', 'g')) = `+sameText+` and id <> ?
		order by id limit 5`, c.Text, c.ID)
}
