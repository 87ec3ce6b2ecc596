package models

import (
	"context"
	"fmt"
	"slices"
)

// CorrectWork changes an explanation over the version that was read. One that
// everybody has seen is changed with a note that everybody reads; one that still
// waits for its day needs none, and may get another day. ErrForbidden: the user is
// not the head of the body that wrote it. ErrStale: somebody else has changed it meanwhile.
func (s *Store) CorrectWork(ctx context.Context, id int64, by Official, version int, in NewWork, note string) error {
	problems := s.checkWork(ctx, &in)
	pictures := s.preparePictures(ctx, problems, in.Pictures, "before")
	err := s.tx(ctx, func(tx *Store) error {
		var old OwnWork
		if err := tx.readOne(ctx, &old, `select id, body_id, version, published_at from works where id = ? for update`, id); err != nil {
			return err
		}
		if old.BodyID != by.BodyID {
			return ErrForbidden
		}
		if err := tx.heads(ctx, by); err != nil {
			return err
		}
		scheduled := old.Scheduled(tx.Now())
		least := 1
		if scheduled {
			least = 0
		}
		if note = problems.Text("note", note, least, 1000); len(problems) > 0 {
			return problems
		}
		if old.Version != version {
			return ErrStale
		}
		if err := tx.mayExplain(ctx, by, in.Place); err != nil {
			return err
		}
		if err := tx.updateWork(ctx, id, in); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `delete from pictures where work_id = ?`, id); err != nil {
			return err
		}
		if err := tx.addPictures(ctx, "works", id, pictures); err != nil {
			return err
		}
		if err := tx.attachKept(ctx, id, in.Kept, len(pictures)); err != nil {
			return err
		}
		if scheduled {
			return tx.reschedule(ctx, by, id, in)
		}
		if _, err := tx.exec(ctx, `update works set corrected_at = ?, correction = ? where id = ?`, tx.Now(), note, id); err != nil {
			return err
		}
		return tx.relink(ctx, by, id, in)
	})
	if err != nil {
		return fmt.Errorf("correct work %d: %w", id, err)
	}
	return nil
}

func (s *Store) updateWork(ctx context.Context, id int64, in NewWork) error {
	_, err := s.exec(ctx, `
		update works set version = version + 1, place_code = ?, category_code = ?, lang = ?, title = ?, text = ?, stage = ?,
			planned_from = ?, planned_to = ?, started_on = ?, done_on = ?, cost = ?, funding = ?, contractor = ?
		where id = ?`,
		in.Place, in.Category, in.Lang, in.Title, in.Text, in.Stage,
		in.PlannedFrom, in.PlannedTo, in.StartedOn, in.DoneOn, in.Cost, in.Funding, in.Contractor, id)
	return err
}

// relink ties a public work to the appeals of the form. Those that are new to it are
// told; those that are gone from it stay, for they have been told.
func (s *Store) relink(ctx context.Context, by Official, id int64, in NewWork) error {
	var linked []int64
	if err := s.read(ctx, &linked, `select appeal_id from work_appeals where work_id = ?`, id); err != nil {
		return err
	}
	in.Appeals = slices.DeleteFunc(slices.Clone(in.Appeals), func(a int64) bool { return slices.Contains(linked, a) })
	return s.explain(ctx, by, id, in)
}

// reschedule sets another day, or publishes at once what was written ahead.
func (s *Store) reschedule(ctx context.Context, by Official, id int64, in NewWork) error {
	at := in.publishedAt(s.Now())
	if _, err := s.exec(ctx, `update works set published_at = ? where id = ?`, at, id); err != nil {
		return err
	}
	if _, err := s.exec(ctx, `delete from work_appeals where work_id = ?`, id); err != nil {
		return err
	}
	if at.After(s.Now()) {
		return s.linkWork(ctx, id, in.Appeals)
	}
	if _, err := s.exec(ctx, `update works set announced_at = ? where id = ?`, s.Now(), id); err != nil {
		return err
	}
	return s.explain(ctx, by, id, in)
}

// linkWork ties a work written ahead to its appeals, and tells nobody yet.
func (s *Store) linkWork(ctx context.Context, id int64, appeals []int64) error {
	for _, appeal := range inOneOrder(appeals) {
		if _, err := s.exec(ctx, `insert into work_appeals (work_id, appeal_id) values (?, ?)`, id, appeal); err != nil {
			return err
		}
	}
	return nil
}

// AnnounceWorks says on their appeals that explanations written ahead are there now,
// and returns how many were announced. It is a sweep.
func (s *Store) AnnounceWorks(ctx context.Context) (int, error) {
	return s.sweep(ctx, "announce works", func(tx *Store, after *int64) (int, error) {
		var due []OwnWork
		if err := tx.read(ctx, &due, `
			select id, body_id, title, published_at from works
			where announced_at is null and published_at <= ? and id > ?
			order by id limit ? for update skip locked`, tx.Now(), *after, sweepBatch); err != nil {
			return 0, err
		}
		for _, w := range due {
			*after = w.ID
			if _, err := tx.exec(ctx, `update works set announced_at = ? where id = ?`, tx.Now(), w.ID); err != nil {
				return 0, err
			}
			if err := tx.announce(ctx, w); err != nil {
				return 0, err
			}
		}
		return len(due), nil
	})
}

func (s *Store) announce(ctx context.Context, w OwnWork) error {
	var appeals []int64
	// what was taken out of public view since then is not told of
	if err := s.read(ctx, &appeals, `
		select a.id from work_appeals wa join appeals a on a.id = wa.appeal_id
		where wa.work_id = ? and a.public order by a.id`, w.ID); err != nil {
		return err
	}
	for _, appeal := range appeals {
		if err := s.record(ctx, Event{AppealID: appeal, Kind: Explained, At: w.PublishedAt, Actor: ByBody, BodyID: &w.BodyID,
			Data: EventData{WorkID: w.ID, Text: w.Title}}); err != nil {
			return err
		}
	}
	return nil
}
