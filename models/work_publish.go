package models

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jauap/models/calendar"
)

// NewWork is an explanation of work (түсіндірме).
type NewWork struct {
	Place, Category string
	Lang            string
	Title           string
	Text            string // Markdown
	Stage           Stage
	PlannedFrom     *calendar.Date
	PlannedTo       *calendar.Date
	StartedOn       *calendar.Date // unless planned or stopped
	DoneOn          *calendar.Date // exactly when done
	Cost            *int64         // tenge
	Funding         string
	Contractor      string
	Pictures        []NewPicture
	Kept            []KeptPicture  // uploaded before; they stand after Pictures
	Appeals         []int64        // that it explains
	PublishOn       *calendar.Date // nobody else sees it before this day; nil: now
	Demo            bool
}

// PublishWork explains work in a place of the body's territory, and says so on
// each of its appeals. ErrForbidden: the place is not the body's.
func (s *Store) PublishWork(ctx context.Context, by Official, in NewWork) (id int64, err error) {
	problems := s.checkWork(ctx, &in)
	pictures := s.preparePictures(ctx, problems, in.Pictures, "before")
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.mayExplain(ctx, by, in.Place)
	if err == nil {
		err = s.tx(ctx, func(tx *Store) error {
			if id, err = tx.sameWork(ctx, by, in); err != nil || id != 0 {
				return err
			}
			if id, err = tx.insertWork(ctx, by, in); err != nil {
				return err
			}
			if err := tx.addPictures(ctx, "works", id, pictures); err != nil {
				return err
			}
			if err := tx.attachKept(ctx, id, in.Kept, len(pictures)); err != nil {
				return err
			}
			if in.publishedAt(tx.Now()).After(tx.Now()) {
				return tx.linkWork(ctx, id, in.Appeals)
			}
			return tx.explain(ctx, by, id, in)
		})
	}
	if err != nil {
		return 0, fmt.Errorf("publish work: %w", err)
	}
	return id, nil
}

// mayExplain returns ErrForbidden for a place outside of the body's territory.
func (s *Store) mayExplain(ctx context.Context, by Official, place string) error {
	body, err := s.Body(ctx, by.BodyID)
	if err == nil && !body.Covers(place) {
		err = ErrForbidden
	}
	return err
}

// publishedAt is when everybody sees it: now, or when the day begins that it waits for.
func (in NewWork) publishedAt(now time.Time) time.Time {
	if in.PublishOn != nil && in.PublishOn.Time().After(now) {
		return in.PublishOn.Time().UTC()
	}
	return now
}

func (s *Store) checkWork(ctx context.Context, in *NewWork) Invalid {
	problems := Invalid{}
	in.check(problems)
	if _, ok := s.Reference().Category(in.Category); !ok {
		problems["category"] = Problem{Key: "problem.unknown"}
	}
	if _, err := s.Place(ctx, in.Place); err != nil {
		problems["place"] = Problem{Key: "problem.unknown"}
	}
	for _, p := range in.Kept {
		problems.Text("alt-"+p.Digest, p.Alt, 0, 300)
	}
	if len(in.Pictures)+len(in.Kept) > MaxPictures {
		problems["pictures"] = Problem{Key: "problem.pictures_too_many", Args: []any{"max", MaxPictures}}
	}
	return problems
}

// check tidies the words and notes what is wrong with them.
func (in *NewWork) check(problems Invalid) {
	OneOf(problems, "lang", in.Lang, Languages)
	OneOf(problems, "stage", in.Stage, Stages)
	in.Title = problems.Line("title", in.Title, 3, 200)
	in.Text = problems.Text("text", in.Text, 1, 20000)
	in.Funding = problems.Text("funding", in.Funding, 0, 500)
	in.Contractor = problems.Text("contractor", in.Contractor, 0, 300)
	problems.money("cost", in.Cost)
	if in.PlannedFrom != nil && in.PlannedTo != nil {
		problems.NotBefore("planned_to", *in.PlannedTo, *in.PlannedFrom)
	}
	if (in.Stage == Started || in.Stage == Done) && in.StartedOn == nil {
		problems["started_on"] = Problem{Key: "problem.required"}
	}
	switch {
	case in.Stage == Done && in.DoneOn == nil:
		problems["done_on"] = Problem{Key: "problem.required"}
	case in.Stage != Done && in.DoneOn != nil:
		problems["done_on"] = Problem{Key: "problem.not_done"}
	case in.DoneOn != nil && in.StartedOn != nil:
		problems.NotBefore("done_on", *in.DoneOn, *in.StartedOn)
	}
}

func (s *Store) insertWork(ctx context.Context, by Official, in NewWork) (id int64, err error) {
	publishedAt, now := in.publishedAt(s.Now()), s.Now()
	announcedAt := &now
	if publishedAt.After(now) {
		announcedAt = nil
	}
	err = s.readOne(ctx, &id, `
		insert into works (body_id, place_code, category_code, lang, title, text, stage,
			planned_from, planned_to, started_on, done_on, cost, funding, contractor, published_at, announced_at, demo)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		returning id`,
		by.BodyID, in.Place, in.Category, in.Lang, in.Title, in.Text, in.Stage,
		in.PlannedFrom, in.PlannedTo, in.StartedOn, in.DoneOn, in.Cost, in.Funding, in.Contractor, publishedAt, announcedAt, in.Demo)
	return id, err
}

// explain ties the work to its appeals, which everyone must be able to see.
func (s *Store) explain(ctx context.Context, by Official, work int64, in NewWork) error {
	for _, appeal := range inOneOrder(in.Appeals) {
		a, err := s.lockAppeal(ctx, appeal)
		if err != nil {
			return fmt.Errorf("appeal %d: %w", appeal, err)
		}
		if !a.Public {
			return fmt.Errorf("appeal %d: %w", appeal, ErrState)
		}
		if _, err := s.exec(ctx, `insert into work_appeals (work_id, appeal_id) values (?, ?)`, work, appeal); err != nil {
			return err
		}
		if err := s.record(ctx, Event{AppealID: appeal, Kind: Explained, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{WorkID: work, Text: in.Title}}); err != nil {
			return err
		}
	}
	return nil
}

// inOneOrder sorts the appeals to lock, so that two who lock some of the same do not
// wait for each other.
func inOneOrder(ids []int64) []int64 { return slices.Compact(slices.Sorted(slices.Values(ids))) }
