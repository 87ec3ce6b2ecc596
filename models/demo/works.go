package demo

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/record"
)

// workActions returns the actions that publish the explanations, each at the end of a working day.
// They do not depend on other actions of that day, because the work began on earlier days.
func (f *filling) workActions() ([]action, error) {
	works, err := readWorks()
	if err != nil {
		return nil, err
	}
	var actions []action
	for _, w := range works {
		on := workingDayBefore(f.cal, f.store.Today(), 1+w.Ago)
		at := on.Time().Add(17*time.Hour + time.Duration(seeded(w.ID).IntN(50))*time.Minute)
		pictures := f.sketch(at, w.ID, w.Place, w.Pictures)
		actions = append(actions, action{at, w.ID, func(ctx context.Context, s *models.Store) error {
			if err := f.explain(ctx, s, w, pictures, on); err != nil {
				return fmt.Errorf("%s at %s: %w", w.ID, at.Format(time.DateTime), err)
			}
			return nil
		}})
	}
	return actions, nil
}

// replyActions returns the actions that reply to the records of bodies.
func (f *filling) replyActions() ([]action, error) {
	replies, err := readReplies()
	if err != nil {
		return nil, err
	}
	var actions []action
	for _, r := range replies {
		at := workingDayBefore(f.cal, f.store.Today(), 1+r.Ago).Time().Add(16 * time.Hour)
		actions = append(actions, action{at, "reply " + r.Body, func(ctx context.Context, s *models.Store) error {
			body, err := f.body(ctx, r.Body)
			if err != nil {
				return err
			}
			return record.New(s).ReplyToRecord(ctx, models.Official{UserID: f.speakers[r.Body], BodyID: body}, r.Lang, r.Text)
		}})
	}
	return actions, nil
}

// explain publishes an explanation.
func (f *filling) explain(ctx context.Context, s *models.Store, w workContent, drawn func() ([]models.NewPicture, error), on calendar.Date) error {
	pictures, err := drawn()
	if err != nil {
		return err
	}
	body, err := f.body(ctx, w.Body)
	if err != nil {
		return err
	}
	in := models.NewWork{Place: w.Place, Category: w.Category, Lang: w.Lang, Title: w.Title, Text: w.Text, Stage: models.Stage(w.Stage),
		Cost: w.Cost, Funding: w.Funding, Contractor: w.Contractor, Pictures: pictures, Demo: true,
		StartedOn: after(on, w.Started), DoneOn: after(on, w.Done)}
	if len(w.Planned) == 2 {
		in.PlannedFrom, in.PlannedTo = after(on, &w.Planned[0]), after(on, &w.Planned[1])
	}
	for _, id := range w.Appeals {
		in.Appeals = append(in.Appeals, f.scenarios[id].id)
	}
	_, err = s.PublishWork(ctx, models.Official{UserID: f.speakers[w.Body], BodyID: body}, in)
	return err
}

// after returns the date the given number of days after d, or nil if days is nil.
func after(d calendar.Date, days *int) *calendar.Date {
	if days == nil {
		return nil
	}
	d = d.AddDays(*days)
	return &d
}
