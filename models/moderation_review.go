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

// Review is the page of an appeal for moderators, in any state and without the name of its author.
type Review struct {
	Appeal
	ModerationDue calendar.Date
	Public        bool
	AuthorLevel   int             // -1: imported, or personal data removed
	AuthorFiled   int             // appeals of the same author
	AuthorTaken   int             // of them rejected or hidden
	Held          string          // as in QueueItem
	Version       int             // number of maskings and additions of its text
	Decided       bool            `gorm:"-"` // the viewer made the decision that the author objects to
	Trail         []Place         `gorm:"-"`
	Pictures      []Picture       `gorm:"-"`
	Additions     []Addition      `gorm:"-"`
	Objection     *Objection      `gorm:"-"`
	Acts          []ModerationAct `gorm:"-"`
	Similar       []Card          `gorm:"-"` // possible targets of a merge
	Copies        []string        `gorm:"-"` // numbers of appeals with the same text, if screening flags it as a copy
}

// Addition is a public addition of the author to an appeal; MaskText masks it.
type Addition struct {
	At   time.Time
	Text string
}

// Words returns all texts of the author, with the descriptions of the pictures.
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

// ModerationAct is an action of moderation in the public log.
type ModerationAct struct {
	ID     int64
	At     time.Time
	Act    string // its text in the locale files is "act.<act>"
	Reason string // a code; "" for none
	Number string // of the appeal; "" for none
	Public bool   // the appeal can be seen
	WorkID int64  // of the explanation of work; 0 for none
	Text   string // the public explanation; only in a Review
}

// CanBeMadePrivate reports whether the appeal is not private, and neither hidden nor rejected.
func (a Appeal) CanBeMadePrivate() bool {
	return !a.Private && a.HiddenAt == nil && a.Status != Rejected && (a.Status == Moderation || a.PublishedAt != nil)
}

// CanBeWarned reports whether the appeal has an author whose account exists.
func (c Review) CanBeWarned() bool { return c.AuthorLevel >= 0 }

// CanBeDecided reports whether there is an open objection to a decision of another moderator.
func (c Review) CanBeDecided() bool {
	return c.Objection != nil && c.Objection.DecidedAt == nil && !c.Decided
}

// SQL: the condition of an event that adds to the appeal, and the version of the texts of appeal a.
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

// decider returns the user who made the last decision that keeps an appeal from the public; 0 for
// none.
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

// reviewCopies finds the appeals with the same text as one that is flagged as a copy.
func (s *Store) reviewCopies(ctx context.Context, c *Review, _ int64) error {
	if !slices.Contains(strings.Fields(c.Held), screen.Copy) {
		return nil
	}
	return s.read(ctx, &c.Copies, `
		select number from appeals
		where register_no is null and md5(regexp_replace(fold(text), '[^[:alnum:]]+', '', 'g')) = `+sameText+` and id <> ?
		order by id limit 5`, c.Text, c.ID)
}
