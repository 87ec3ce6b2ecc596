package models

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
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
	Kept            []KeptPicture  // uploaded before; placed after Pictures
	Appeals         []int64        // that it is about
	PublishOn       *calendar.Date // the day of publication; nil: now
	Demo            bool
}

// PublishWork publishes an explanation of work in the territory of the body, or schedules it, and
// records an event on each of its appeals. It returns ErrForbidden for another territory.
func (s *Store) PublishWork(ctx context.Context, by Official, in NewWork) (id int64, err error) {
	problems := s.checkWork(ctx, &in)
	pictures := s.preparePictures(ctx, problems, in.Pictures, "before")
	if len(problems) > 0 {
		return 0, problems
	}
	err = mayExplain(ctx, s, by, in.Place)
	if err == nil {
		err = s.tx(ctx, func(tx *Store) error {
			if id, err = tx.sameWork(ctx, by, in); err != nil || id != 0 {
				return err
			}
			work, err := insertWork(ctx, tx, by, in)
			if err != nil {
				return err
			}
			id = work.ID
			if err := tx.addPictures(ctx, "works", id, pictures); err != nil {
				return err
			}
			if err := attachKept(ctx, tx, id, in.Kept, len(pictures)); err != nil {
				return err
			}
			if work.AnnouncedAt == nil {
				return linkWork(ctx, tx.db, id, in.Appeals)
			}
			return publishWork(ctx, tx, by, id, in)
		})
	}
	if err != nil {
		return 0, fmt.Errorf("publish work: %w", err)
	}
	return id, nil
}

// mayExplain returns ErrForbidden for a place outside the territory of the body.
func mayExplain(ctx context.Context, s *Store, by Official, place string) error {
	body, err := s.Body(ctx, by.BodyID)
	if err == nil && !body.Covers(place) {
		err = ErrForbidden
	}
	return err
}

// publishedAt returns the time of publication: now, or the start of a later day.
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

// check trims the texts and collects the problems of the fields.
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

// row returns the columns that the form sets.
func (in NewWork) row() workRow {
	return workRow{PlaceCode: in.Place, CategoryCode: in.Category, Lang: in.Lang, Title: in.Title, Text: in.Text, Stage: in.Stage,
		PlannedFrom: in.PlannedFrom, PlannedTo: in.PlannedTo, StartedOn: in.StartedOn, DoneOn: in.DoneOn,
		Cost: in.Cost, Funding: in.Funding, Contractor: in.Contractor, Demo: in.Demo}
}

// insertWork inserts an explanation. A scheduled one has no AnnouncedAt.
func insertWork(ctx context.Context, tx *Store, by Official, in NewWork) (workRow, error) {
	now := tx.Now()
	row := in.row()
	row.BodyID, row.Version, row.PublishedAt = by.BodyID, 1, in.publishedAt(now)
	if !row.PublishedAt.After(now) {
		row.AnnouncedAt = &now
	}
	err := database.Rows[workRow](tx.db).Create(ctx, &row)
	return row, err
}

// publishWork records that an explanation is public now, and adds its appeals.
func publishWork(ctx context.Context, tx *Store, by Official, work int64, in NewWork) error {
	if err := tx.recordWork(ctx, WorkPublished, work, by); err != nil {
		return err
	}
	return explain(ctx, tx, by, work, in)
}

// recordWork records an event of an explanation, without texts: these are in the row, where moderation
// masks them.
func (s *Store) recordWork(ctx context.Context, kind EventKind, work int64, by Official) error {
	return s.record(ctx, Event{WorkID: work, Kind: kind, Actor: ByBody, BodyID: &by.BodyID, UserID: NilIfZero(by.UserID)})
}

// explain adds the appeals of an explanation with their events; they must be public.
func explain(ctx context.Context, tx *Store, by Official, work int64, in NewWork) error {
	for _, appeal := range inOneOrder(in.Appeals) {
		a, err := tx.lockAppeal(ctx, appeal)
		if err != nil {
			return fmt.Errorf("appeal %d: %w", appeal, err)
		}
		if !a.Public {
			return fmt.Errorf("appeal %d: %w", appeal, ErrState)
		}
		if err := database.Rows[workAppealRow](tx.db).Create(ctx, &workAppealRow{work, appeal}); err != nil {
			return err
		}
		if err := a.record(ctx, by, Explained, EventData{WorkID: work, Text: in.Title}); err != nil {
			return err
		}
	}
	return nil
}

// inOneOrder sorts the appeals to lock, so that two transactions that lock some of the same do
// not deadlock.
func inOneOrder(ids []int64) []int64 { return slices.Compact(slices.Sorted(slices.Values(ids))) }
