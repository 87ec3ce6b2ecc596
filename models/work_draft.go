package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"jauap/models/database"
)

// MostWorkDrafts is the number of drafts of explanations of a body: one page lists them all.
const MostWorkDrafts = 50

// WorkDraft is an unpublished explanation, which only officials of its body see.
type WorkDraft struct {
	ID       int64
	BodyID   int64
	Version  int
	Form     WorkForm `gorm:"serializer:json"`
	At       time.Time
	HandedAt *time.Time // when an executor handed it to the head
}

// workDraftRow is a row of work_drafts.
type workDraftRow struct {
	WorkDraft `gorm:"embedded"`
	UserID    int64      // who saved or handed it last
	NoticedAt *time.Time // when the head was notified
}

func (workDraftRow) TableName() string { return "work_drafts" }

// WorkDrafts lists the drafts of a body: first those that wait for the head, each the newest first.
func (s *Store) WorkDrafts(ctx context.Context, body int64) (drafts []WorkDraft, err error) {
	if err = s.read(ctx, &drafts, `
		select id, body_id, version, form, at, handed_at from work_drafts where body_id = ?
		order by handed_at is null, at desc, id desc`, body); err != nil {
		return nil, fmt.Errorf("drafts of explanations of body %d: %w", body, err)
	}
	return drafts, nil
}

// HandedWorks counts the drafts of a body that wait for the head.
func (s *Store) HandedWorks(ctx context.Context, body int64) (int, error) {
	n, err := database.Rows[workDraftRow](s.db).Where("body_id = ? and handed_at is not null", body).Count(ctx, "id")
	if err != nil {
		return 0, fmt.Errorf("explanations of body %d for signature: %w", body, err)
	}
	return int(n), nil
}

// WorkDraft returns a draft to an official of its body, and ErrNotFound to others.
func (s *Store) WorkDraft(ctx context.Context, id int64, v *Viewer) (WorkDraft, error) {
	row, err := database.Rows[workDraftRow](s.db).Where("id = ?", id).Take(ctx)
	if err == nil && !v.MayAct(row.BodyID) {
		err = ErrNotFound
	}
	if err != nil {
		return WorkDraft{}, fmt.Errorf("draft %d of an explanation: %w", id, err)
	}
	return row.WorkDraft, nil
}

// BeginWorkDraft saves a form as a new draft. A double submit returns the same draft.
func (s *Store) BeginWorkDraft(ctx context.Context, by Official, form WorkForm) (id int64, err error) {
	data, err := json.Marshal(form)
	if err != nil {
		return 0, err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.lockWorks(ctx, by); err != nil {
			return err
		}
		if err := tx.read(ctx, &id, `
			select id from work_drafts where body_id = @body and user_id = @user and form = cast(@form as jsonb) and at > @since limit 1`,
			map[string]any{"body": by.BodyID, "user": by.UserID, "form": string(data), "since": tx.Now().Add(-pressedTwice)}); err != nil || id != 0 {
			return err
		}
		drafts := database.Rows[workDraftRow](tx.db)
		count, err := drafts.Where("body_id = ?", by.BodyID).Count(ctx, "id")
		if err != nil {
			return err
		}
		if count >= MostWorkDrafts {
			return Invalid{"title": {Key: "problem.drafts_too_many", Args: []any{"max", MostWorkDrafts}}}
		}
		row := workDraftRow{WorkDraft: WorkDraft{BodyID: by.BodyID, Version: 1, Form: form, At: tx.Now()}, UserID: by.UserID}
		err = drafts.Create(ctx, &row)
		id = row.ID
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("begin an explanation: %w", err)
	}
	return id, nil
}

// lockedWorkDraft is a draft whose row is locked until the transaction ends.
type lockedWorkDraft struct {
	workDraftRow
	tx *Store
}

// SaveWorkDraft saves a form over the version that the user saw. ErrStale: there is a newer
// version, which is not overwritten. ErrNotFound: the draft was published or deleted since.
func (s *Store) SaveWorkDraft(ctx context.Context, id int64, by Official, version int, form WorkForm) error {
	return s.onWorkDraft(ctx, "save", id, by, version, func(d lockedWorkDraft) error {
		row := workDraftRow{WorkDraft: WorkDraft{Version: version + 1, Form: form, At: d.tx.Now()}, UserID: by.UserID}
		return d.update(ctx, row, "version", "form", "user_id", "at")
	})
}

// HandWorkDraft hands a draft to the head for publication; a sweep notifies the head. Invalid:
// the draft cannot be published.
func (s *Store) HandWorkDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.onWorkDraft(ctx, "hand over", id, by, version, func(d lockedWorkDraft) error {
		if _, _, problems, err := d.tx.ReadWork(ctx, by.BodyID, d.Form); err != nil || len(problems) > 0 {
			return either(err, problems)
		}
		if alreadyHanded(d.HandedAt, d.At) {
			return nil
		}
		if _, err := d.tx.exec(ctx, `delete from notices where draft_id = ?`, id); err != nil {
			return err
		}
		now := d.tx.Now()
		return d.update(ctx, workDraftRow{WorkDraft: WorkDraft{HandedAt: &now}, UserID: by.UserID}, "handed_at", "noticed_at", "user_id")
	})
}

// DropWorkDraft deletes the version of a draft that the user saw.
func (s *Store) DropWorkDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.onWorkDraft(ctx, "drop", id, by, version, func(d lockedWorkDraft) error { return d.delete(ctx) })
}

// PublishWorkDraft publishes the version of a draft that the head saw, on its day or now, and
// deletes the draft. It returns ErrForbidden unless the user is the head, ErrStale if the draft
// was changed since, and ErrNotFound if it was published or deleted.
func (s *Store) PublishWorkDraft(ctx context.Context, id int64, by Official, version int) (work int64, err error) {
	if err := by.RequireRole(ctx, s, "head"); err != nil {
		return 0, fmt.Errorf("publish draft %d of an explanation: %w", id, err)
	}
	err = s.onWorkDraft(ctx, "publish", id, by, version, func(d lockedWorkDraft) error {
		in, _, problems, err := d.tx.ReadWork(ctx, by.BodyID, d.Form)
		if err != nil || len(problems) > 0 {
			return either(err, problems)
		}
		if work, err = d.tx.PublishWork(ctx, by, in); err != nil {
			return err
		}
		return d.delete(ctx)
	})
	return work, err
}

// onWorkDraft runs do on the locked version of a draft of the body in one transaction.
func (s *Store) onWorkDraft(ctx context.Context, what string, id int64, by Official, version int, do func(d lockedWorkDraft) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		row, err := database.Rows[workDraftRow](tx.db, database.ForUpdate).Where("id = ? and body_id = ?", id, by.BodyID).Take(ctx)
		if err != nil {
			return err
		}
		if row.Version != version {
			return ErrStale
		}
		return do(lockedWorkDraft{row, tx})
	})
	if err != nil {
		return fmt.Errorf("%s draft %d of an explanation: %w", what, id, err)
	}
	return nil
}

// update writes the named columns of row to the draft.
func (d lockedWorkDraft) update(ctx context.Context, row workDraftRow, columns ...string) error {
	_, err := database.Update(ctx, database.Rows[workDraftRow](d.tx.db).Where("id = ?", d.ID), row, columns...)
	return err
}

func (d lockedWorkDraft) delete(ctx context.Context) error {
	_, err := database.Rows[workDraftRow](d.tx.db).Where("id = ?", d.ID).Delete(ctx)
	return err
}

// alreadyHanded reports whether a draft was handed to the head and not changed since. Handing it
// again notifies the head again only after a change.
func alreadyHanded(handed *time.Time, written time.Time) bool {
	return handed != nil && !written.After(*handed)
}

func either(err error, problems Invalid) error {
	if err != nil {
		return err
	}
	return problems
}
