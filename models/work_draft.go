package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// MostWorkDrafts is how many explanations a body may be writing at once: they stand
// in one list.
const MostWorkDrafts = 50

// WorkDraft is an explanation that a body is writing. Its officials alone see it.
type WorkDraft struct {
	ID       int64
	BodyID   int64
	Version  int
	Form     WorkForm `gorm:"serializer:json"`
	At       time.Time
	HandedAt *time.Time // an executor has handed it to the head
}

const workDraftColumns = `id, body_id, version, form, at, handed_at`

// WorkDrafts lists what a body is writing: first what waits for the head, each the newest first.
func (s *Store) WorkDrafts(ctx context.Context, body int64) (drafts []WorkDraft, err error) {
	if err = s.read(ctx, &drafts, `
		select `+workDraftColumns+` from work_drafts where body_id = ?
		order by handed_at is null, at desc, id desc`, body); err != nil {
		return nil, fmt.Errorf("drafts of explanations of body %d: %w", body, err)
	}
	return drafts, nil
}

// HandedWorks counts the explanations of a body that wait for the head.
func (s *Store) HandedWorks(ctx context.Context, body int64) (n int, err error) {
	if err = s.readOne(ctx, &n, `select count(*) from work_drafts where body_id = ? and handed_at is not null`, body); err != nil {
		return 0, fmt.Errorf("explanations of body %d for signature: %w", body, err)
	}
	return n, nil
}

// WorkDraft returns a draft to an official of the body that writes it; to everybody
// else there is none.
func (s *Store) WorkDraft(ctx context.Context, id int64, v *Viewer) (d WorkDraft, err error) {
	if err = s.readOne(ctx, &d, `select `+workDraftColumns+` from work_drafts where id = ?`, id); err == nil && !v.MayAct(d.BodyID) {
		d, err = WorkDraft{}, ErrNotFound
	}
	if err != nil {
		return d, fmt.Errorf("draft %d of an explanation: %w", id, err)
	}
	return d, nil
}

// BeginWorkDraft keeps what was typed as a new draft. The same words pressed twice are one.
func (s *Store) BeginWorkDraft(ctx context.Context, by Official, form WorkForm) (id int64, err error) {
	data, err := json.Marshal(form)
	if err != nil {
		return 0, err
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.lockWorks(ctx, by); err != nil {
			return err
		}
		var count int
		if err := tx.read(ctx, &id, `
			select id from work_drafts where body_id = ? and user_id = ? and form = ?::jsonb and at > ? limit 1`,
			by.BodyID, by.UserID, string(data), tx.Now().Add(-pressedTwice)); err != nil || id != 0 {
			return err
		}
		if err := tx.read(ctx, &count, `select count(*) from work_drafts where body_id = ?`, by.BodyID); err != nil {
			return err
		}
		if count >= MostWorkDrafts {
			return Invalid{"title": {Key: "problem.drafts_too_many", Args: []any{"max", MostWorkDrafts}}}
		}
		return tx.readOne(ctx, &id, `insert into work_drafts (body_id, form, user_id, at) values (?, ?::jsonb, ?, ?) returning id`,
			by.BodyID, string(data), by.UserID, tx.Now())
	})
	if err != nil {
		return 0, fmt.Errorf("begin an explanation: %w", err)
	}
	return id, nil
}

// SaveWorkDraft keeps what was typed over the version that it was typed over.
// ErrStale: somebody has saved another meanwhile; nothing is overwritten.
// ErrNotFound: it was published or deleted meanwhile.
func (s *Store) SaveWorkDraft(ctx context.Context, id int64, by Official, version int, form WorkForm) error {
	data, err := json.Marshal(form)
	if err != nil {
		return err
	}
	return s.onWorkDraft(ctx, "save", id, by, version, func(tx *Store, _ WorkDraft) error {
		_, err := tx.exec(ctx, `update work_drafts set version = version + 1, form = ?::jsonb, user_id = ?, at = ? where id = ?`,
			string(data), by.UserID, tx.Now(), id)
		return err
	})
}

// HandWorkDraft says that an explanation waits for the head to publish it. Invalid:
// it could not be published as it stands.
func (s *Store) HandWorkDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.onWorkDraft(ctx, "hand over", id, by, version, func(tx *Store, d WorkDraft) error {
		if _, _, problems, err := tx.ReadWork(ctx, by.BodyID, d.Form); err != nil || len(problems) > 0 {
			return either(err, problems)
		}
		if alreadyHanded(d.HandedAt, d.At) {
			return nil
		}
		if _, err := tx.exec(ctx, `delete from notices where draft_id = ?`, id); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `update work_drafts set handed_at = ?, noticed_at = null, user_id = ? where id = ?`, tx.Now(), by.UserID, id)
		return err
	})
}

// DropWorkDraft forgets a draft, as it stood when it was looked at.
func (s *Store) DropWorkDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.onWorkDraft(ctx, "drop", id, by, version, func(tx *Store, _ WorkDraft) error {
		_, err := tx.exec(ctx, `delete from work_drafts where id = ?`, id)
		return err
	})
}

// PublishWorkDraft publishes a draft, exactly the version that the head has looked at,
// on its day or at once, and forgets it. ErrForbidden: the user is not the head.
// ErrStale: it was changed meanwhile. ErrNotFound: it is published already, or deleted.
func (s *Store) PublishWorkDraft(ctx context.Context, id int64, by Official, version int) (work int64, err error) {
	if err := s.heads(ctx, by); err != nil {
		return 0, fmt.Errorf("publish draft %d of an explanation: %w", id, err)
	}
	err = s.onWorkDraft(ctx, "publish", id, by, version, func(tx *Store, d WorkDraft) error {
		in, _, problems, err := tx.ReadWork(ctx, by.BodyID, d.Form)
		if err != nil || len(problems) > 0 {
			return either(err, problems)
		}
		if work, err = tx.PublishWork(ctx, by, in); err != nil {
			return err
		}
		_, err = tx.exec(ctx, `delete from work_drafts where id = ?`, id)
		return err
	})
	return work, err
}

// onWorkDraft does one thing to a locked draft of the body that stands as it was read.
func (s *Store) onWorkDraft(ctx context.Context, what string, id int64, by Official, version int, do func(tx *Store, d WorkDraft) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		var d WorkDraft
		if err := tx.readOne(ctx, &d, `select `+workDraftColumns+` from work_drafts where id = ? and body_id = ? for update`, id, by.BodyID); err != nil {
			return err
		}
		if d.Version != version {
			return ErrStale
		}
		return do(tx, d)
	})
	if err != nil {
		return fmt.Errorf("%s draft %d of an explanation: %w", what, id, err)
	}
	return nil
}

// alreadyHanded: what was handed to the head is still as it was then. Handed once more it is
// told once more only where it was rewritten meanwhile.
func alreadyHanded(handed *time.Time, written time.Time) bool {
	return handed != nil && !written.After(*handed)
}

func either(err error, problems Invalid) error {
	if err != nil {
		return err
	}
	return problems
}
