package models

import (
	"context"
	"fmt"
	"slices"

	"jauap/models/database"
)

// CorrectWork changes an explanation over the version that the user saw. A published explanation
// needs a public note; a scheduled one needs none, and may get another day. It returns
// ErrForbidden unless the user is the head of the body that wrote it, and ErrStale if it was
// changed since.
func (s *Store) CorrectWork(ctx context.Context, id int64, by Official, version int, in NewWork, note string) error {
	problems := s.checkWork(ctx, &in)
	pictures := s.preparePictures(ctx, problems, in.Pictures, "before")
	err := s.tx(ctx, func(tx *Store) error {
		old, err := database.Rows[workRow](tx.db, database.ForUpdate).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		if old.BodyID != by.BodyID {
			return ErrForbidden
		}
		if err := by.RequireRole(ctx, tx, "head"); err != nil {
			return err
		}
		scheduled := old.PublishedAt.After(tx.Now())
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
		if err := mayExplain(ctx, tx, by, in.Place); err != nil {
			return err
		}
		if err := old.update(ctx, tx.db, in); err != nil {
			return err
		}
		if _, err := database.Rows[pictureRow](tx.db).Where("work_id = ?", id).Delete(ctx); err != nil {
			return err
		}
		if err := tx.addPictures(ctx, "works", id, pictures); err != nil {
			return err
		}
		if err := attachKept(ctx, tx, id, in.Kept, len(pictures)); err != nil {
			return err
		}
		if scheduled {
			return reschedule(ctx, tx, by, id, in)
		}
		now := tx.Now()
		if _, err := database.Rows[workRow](tx.db).Where("id = ?", id).Select("corrected_at", "correction").
			Updates(ctx, workRow{CorrectedAt: &now, Correction: note}); err != nil {
			return err
		}
		if err := tx.recordWork(ctx, WorkCorrected, id, by); err != nil {
			return err
		}
		return relink(ctx, tx, by, id, in)
	})
	if err != nil {
		return fmt.Errorf("correct work %d: %w", id, err)
	}
	return nil
}

// update writes a new version of the explanation.
func (w workRow) update(ctx context.Context, tx database.Session, in NewWork) error {
	row := in.row()
	row.Version = w.Version + 1
	_, err := database.Rows[workRow](tx).Where("id = ?", w.ID).
		Select("version", "place_code", "category_code", "lang", "title", "text", "stage", "planned_from", "planned_to",
			"started_on", "done_on", "cost", "funding", "contractor").Updates(ctx, row)
	return err
}

// relink adds the appeals of the form to a published explanation. New ones get an event; those
// that the form no longer has stay, because they have an event already.
func relink(ctx context.Context, tx *Store, by Official, id int64, in NewWork) error {
	linked, err := database.Rows[workAppealRow](tx.db).Where("work_id = ?", id).Find(ctx)
	if err != nil {
		return err
	}
	in.Appeals = slices.DeleteFunc(slices.Clone(in.Appeals), func(appeal int64) bool { return slices.Contains(linked, workAppealRow{id, appeal}) })
	return explain(ctx, tx, by, id, in)
}

// reschedule sets another day of publication, or publishes a scheduled explanation now.
func reschedule(ctx context.Context, tx *Store, by Official, id int64, in NewWork) error {
	now := tx.Now()
	row := workRow{PublishedAt: in.publishedAt(now)}
	if !row.PublishedAt.After(now) {
		row.AnnouncedAt = &now
	}
	if _, err := database.Rows[workRow](tx.db).Where("id = ?", id).Select("published_at", "announced_at").Updates(ctx, row); err != nil {
		return err
	}
	if _, err := database.Rows[workAppealRow](tx.db).Where("work_id = ?", id).Delete(ctx); err != nil {
		return err
	}
	if row.AnnouncedAt == nil {
		return linkWork(ctx, tx.db, id, in.Appeals)
	}
	return publishWork(ctx, tx, by, id, in)
}

// linkWork adds appeals to a scheduled explanation, without events.
func linkWork(ctx context.Context, tx database.Session, id int64, appeals []int64) error {
	for _, appeal := range inOneOrder(appeals) {
		if err := database.Rows[workAppealRow](tx).Create(ctx, &workAppealRow{id, appeal}); err != nil {
			return err
		}
	}
	return nil
}

// AnnounceWorks records an event on the appeals of scheduled explanations whose day has come,
// and returns the number of explanations. It is a sweep.
func (s *Store) AnnounceWorks(ctx context.Context) (int, error) {
	return s.sweep(ctx, "announce works", func(tx *Store, after *int64) (int, error) {
		var due []workRow
		if err := tx.read(ctx, &due, `
			select id, body_id, title, published_at from works
			where announced_at is null and published_at <= @now and id > @after
			order by id limit @batch for update skip locked`,
			map[string]any{"now": tx.Now(), "after": *after, "batch": sweepBatch}); err != nil {
			return 0, err
		}
		for _, w := range due {
			*after = w.ID
			if _, err := database.Rows[workRow](tx.db).Where("id = ?", w.ID).Update(ctx, "announced_at", tx.Now()); err != nil {
				return 0, err
			}
			if err := w.announce(ctx, tx); err != nil {
				return 0, err
			}
		}
		return len(due), nil
	})
}

func (w workRow) announce(ctx context.Context, tx *Store) error {
	if err := tx.record(ctx, Event{WorkID: w.ID, Kind: WorkPublished, At: w.PublishedAt, Actor: ByBody, BodyID: &w.BodyID}); err != nil {
		return err
	}
	var appeals []int64
	// an appeal that was hidden since gets no event
	if err := tx.read(ctx, &appeals, `
		select a.id from work_appeals wa join appeals a on a.id = wa.appeal_id
		where wa.work_id = ? and a.public order by a.id`, w.ID); err != nil {
		return err
	}
	for _, appeal := range appeals {
		if err := tx.record(ctx, Event{AppealID: appeal, Kind: Explained, At: w.PublishedAt, Actor: ByBody, BodyID: &w.BodyID,
			Data: EventData{WorkID: w.ID, Text: w.Title}}); err != nil {
			return err
		}
	}
	return nil
}
