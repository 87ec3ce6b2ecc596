package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"jauap/models/calendar"
	"jauap/models/database"
)

// PromiseRows is the number of promises in the form of an answer.
const PromiseRows = 5

// AnswerForm is the form of an answer as typed, valid or not.
type AnswerForm struct {
	AnswerText                          // without Lang and Cost
	Cost       string                   `json:"cost,omitempty"` // "" not said, "none" no cost, "sum"
	Sum        string                   `json:"sum,omitempty"`  // tenge, as typed
	Promises   [PromiseRows]PromiseForm `json:"promises"`
	Pictures   []DraftPicture           `json:"pictures,omitempty"`
}

// PromiseForm is one promise as typed; an empty one is ignored.
type PromiseForm struct {
	Text string `json:"text,omitempty"`
	Due  string `json:"due,omitempty"` // YYYY-MM-DD
}

func (p PromiseForm) isEmpty() bool {
	return strings.TrimSpace(p.Text) == "" && strings.TrimSpace(p.Due) == ""
}

// AnswerDraft is an unpublished answer of a body.
type AnswerDraft struct {
	Version  int        // 0: not saved yet
	Form     AnswerForm `gorm:"serializer:json"`
	At       time.Time
	HandedAt *time.Time // when an executor handed it to the head
}

// answerDraftRow is a row of answer_drafts; a body has one draft for an appeal.
type answerDraftRow struct {
	AppealID, BodyID int64
	AnswerDraft      `gorm:"embedded"`
	UserID           int64
	NoticedAt        *time.Time // when the head was notified
}

func (answerDraftRow) TableName() string { return "answer_drafts" }

// AnswerDraft returns the draft of a body; its Version is 0 for none.
func (s *Store) AnswerDraft(ctx context.Context, appeal, body int64) (AnswerDraft, error) {
	row, err := database.Rows[answerDraftRow](s.db).Where("appeal_id = ? and body_id = ?", appeal, body).Take(ctx)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return AnswerDraft{}, fmt.Errorf("draft of an answer to appeal %d: %w", appeal, err)
	}
	return row.AnswerDraft, nil
}

// SaveAnswerDraft saves the form over the version that the user saw, and returns the new
// version. ErrStale: there is a newer version, which is not overwritten. Of the pictures the
// form has only the descriptions, see AddAnswerPicture.
func (s *Store) SaveAnswerDraft(ctx context.Context, id int64, by Official, version int, form AnswerForm) (saved int, err error) {
	err = s.act(ctx, "draft an answer to", id, func(tx *Store, a lockedAppeal) error {
		old, err := a.draft(ctx, by)
		if err != nil {
			return err
		}
		if old.Version != version {
			return ErrStale
		}
		for i, p := range old.Form.Pictures {
			for _, named := range form.Pictures {
				if named.Digest == p.Digest {
					old.Form.Pictures[i].Alt = named.Alt
				}
			}
		}
		form.Pictures = old.Form.Pictures
		saved = version + 1
		return a.saveDraft(ctx, by, saved, form)
	})
	return saved, err
}

// draft returns the draft of a body that may answer now.
func (a lockedAppeal) draft(ctx context.Context, by Official) (AnswerDraft, error) {
	if err := a.answerableBy(by); err != nil {
		return AnswerDraft{}, err
	}
	return a.tx.AnswerDraft(ctx, a.ID, by.BodyID)
}

func (a lockedAppeal) saveDraft(ctx context.Context, by Official, version int, form AnswerForm) error {
	row := answerDraftRow{AppealID: a.ID, BodyID: by.BodyID, AnswerDraft: AnswerDraft{Version: version, Form: form, At: a.tx.Now()}, UserID: by.UserID}
	return database.Rows[answerDraftRow](a.tx.db, clause.OnConflict{
		Columns:   []clause.Column{{Name: "appeal_id"}, {Name: "body_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"version", "form", "user_id", "at"}),
	}).Create(ctx, &row)
}

// AddAnswerPicture adds a picture of proof to the draft of a body. It needs no version: a
// picture does not overwrite text.
func (s *Store) AddAnswerPicture(ctx context.Context, id int64, by Official, image []byte) error {
	draft, err := s.AnswerDraft(ctx, id, by.BodyID)
	if err != nil {
		return err
	}
	kept, err := s.keepUnless(ctx, image, digestsOf(draft.Form.Pictures), MaxPictures)
	if err != nil {
		return err
	}
	return s.changeAnswerPictures(ctx, id, by, func(form *AnswerForm) error {
		if slices.ContainsFunc(form.Pictures, func(old DraftPicture) bool { return old.Digest == kept.Digest }) {
			return nil
		}
		if len(form.Pictures) >= MaxPictures {
			return tooManyPictures(MaxPictures)
		}
		form.Pictures = append(form.Pictures, kept)
		return nil
	})
}

// DropAnswerPictures removes pictures of proof from the draft of a body.
func (s *Store) DropAnswerPictures(ctx context.Context, id int64, by Official, digests []string) error {
	if err := s.changeAnswerPictures(ctx, id, by, func(form *AnswerForm) error {
		form.Pictures = slices.DeleteFunc(form.Pictures, func(p DraftPicture) bool { return slices.Contains(digests, p.Digest) })
		return nil
	}); err != nil {
		return err
	}
	return s.dropPictures(ctx, digests)
}

func (s *Store) changeAnswerPictures(ctx context.Context, id int64, by Official, change func(form *AnswerForm) error) error {
	return s.act(ctx, "pictures of an answer to", id, func(tx *Store, a lockedAppeal) error {
		draft, err := a.draft(ctx, by)
		if err != nil {
			return err
		}
		if draft.Version == 0 {
			return ErrStale
		}
		if err := change(&draft.Form); err != nil {
			return err
		}
		return a.saveDraft(ctx, by, draft.Version, draft.Form)
	})
}

// HandAnswerDraft hands a draft to the head for publication; a sweep notifies the head.
func (s *Store) HandAnswerDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.act(ctx, "hand over the answer to", id, func(tx *Store, a lockedAppeal) error {
		draft, err := a.draft(ctx, by)
		switch {
		case err != nil:
			return err
		case draft.Version == 0 || draft.Version != version:
			return ErrStale
		case alreadyHanded(draft.HandedAt, draft.At):
			return nil
		}
		if _, err := tx.exec(ctx, `delete from notices where appeal_id = ? and draft_body = ?`, id, by.BodyID); err != nil {
			return err
		}
		now := tx.Now()
		row := answerDraftRow{AnswerDraft: AnswerDraft{HandedAt: &now}, UserID: by.UserID}
		_, err = database.Rows[answerDraftRow](tx.db).Where("appeal_id = ? and body_id = ?", id, by.BodyID).
			Select("handed_at", "noticed_at", "user_id").Updates(ctx, row)
		return err
	})
}

// answer parses the form. Problems name the fields of the form.
func (f AnswerForm) answer(problems Invalid, today calendar.Date) NewAnswer {
	in := NewAnswer{AnswerText: f.AnswerText}
	in.Cost = TypedCost(problems, f.Cost, f.Sum)
	for i, row := range f.Promises {
		if row.isEmpty() {
			continue
		}
		text, due := PromiseFields(i)
		day, err := calendar.ParseDate(strings.TrimSpace(row.Due))
		problems.Text(text, row.Text, 1, 1000)
		switch {
		case row.Due != "" && err != nil:
			problems[due] = Problem{Key: "problem.date"}
		default:
			problems.within(due, day, today, lastPromise(today))
		}
		in.Promises = append(in.Promises, NewPromise{strings.TrimSpace(row.Text), day})
	}
	for _, p := range f.Pictures {
		problems.Text("alt-"+p.Digest, p.Alt, 0, 300)
	}
	own := Invalid{}
	in.check(own, today)
	delete(own, "promises") // the loop above named them by row
	for field, problem := range own {
		problems[field] = problem
	}
	return in
}

// PromiseFields returns the names of the fields of a row of promises, from 0.
func PromiseFields(row int) (text, due string) {
	n := strconv.Itoa(row + 1)
	return "promise_text_" + n, "promise_due_" + n
}

// TypedCost parses a cost: "" is not stated, "none" no cost, "sum" the typed sum. Problems
// name the fields "cost" and "sum".
func TypedCost(problems Invalid, cost, sum string) *int64 {
	switch cost {
	case "":
		return nil
	case "none":
		return new(int64)
	case "sum":
		return problems.tenge("sum", sum)
	}
	problems["cost"] = Problem{Key: "problem.unknown"}
	return nil
}

// tenge is ParseTenge with the problem of a field.
func (i Invalid) tenge(field, typed string) *int64 {
	sum, err := ParseTenge(typed)
	switch {
	case strings.TrimSpace(typed) == "":
		i[field] = Problem{Key: "problem.required"}
	case err != nil:
		i[field] = Problem{Key: "problem.sum"}
	default:
		return &sum
	}
	return nil
}

// ParseTenge parses a sum of money as people write it: "1 250 000 ₸".
func ParseTenge(typed string) (int64, error) {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "₸", "").Replace(typed)
	sum, err := strconv.ParseInt(digits, 10, 64)
	if err == nil && (sum < 0 || sum > 1e15) {
		err = strconv.ErrRange
	}
	return sum, err
}
