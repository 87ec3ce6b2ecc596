package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jauap/models/calendar"
)

// PromiseRows is how many promises the form of an answer has room for.
const PromiseRows = 5

// AnswerForm is an answer as it is being written: what was typed, right or wrong.
type AnswerForm struct {
	Found       string                   `json:"found,omitempty"`
	Action      string                   `json:"action,omitempty"`
	Responsible string                   `json:"responsible,omitempty"`
	Cost        string                   `json:"cost,omitempty"` // "" not said, "none" no cost, "sum"
	Sum         string                   `json:"sum,omitempty"`  // tenge, as typed
	Funding     string                   `json:"funding,omitempty"`
	Refusal     bool                     `json:"refusal,omitempty"`
	Law         string                   `json:"law,omitempty"`
	Complaint   string                   `json:"complaint,omitempty"`
	Obstacle    string                   `json:"obstacle,omitempty"`
	Promises    [PromiseRows]PromiseForm `json:"promises"`
	Pictures    []DraftPicture           `json:"pictures,omitempty"`
}

// PromiseForm is one row of promises as typed; an empty one is none.
type PromiseForm struct {
	Text string `json:"text,omitempty"`
	Due  string `json:"due,omitempty"` // YYYY-MM-DD
}

// AnswerDraft is the answer that a body is writing to an appeal.
type AnswerDraft struct {
	Version  int        // 0: nothing has been saved yet
	Form     AnswerForm `gorm:"serializer:json"`
	At       time.Time
	HandedAt *time.Time // an executor has handed it to the head
}

// AnswerDraft returns what a body has written so far; Version is 0 for nothing.
func (s *Store) AnswerDraft(ctx context.Context, appeal, body int64) (AnswerDraft, error) {
	var drafts []AnswerDraft
	if err := s.read(ctx, &drafts, `
		select version, form, at, handed_at from answer_drafts where appeal_id = ? and body_id = ?`, appeal, body); err != nil {
		return AnswerDraft{}, fmt.Errorf("draft of an answer to appeal %d: %w", appeal, err)
	}
	if len(drafts) == 0 {
		return AnswerDraft{}, nil
	}
	return drafts[0], nil
}

// SaveAnswerDraft keeps what was typed over the version that it was typed over, and
// returns the new one. ErrStale: somebody has saved another meanwhile; nothing is
// overwritten. Of the pictures only their descriptions are part of it: see AddAnswerPictures.
func (s *Store) SaveAnswerDraft(ctx context.Context, id int64, by Official, version int, form AnswerForm) (saved int, err error) {
	err = s.act(ctx, "draft an answer to", id, func(tx *Store, a lockedAppeal) error {
		if err := a.answerableBy(by); err != nil {
			return err
		}
		old, err := tx.AnswerDraft(ctx, id, by.BodyID)
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
		return tx.writeAnswerDraft(ctx, id, by, saved, form)
	})
	return saved, err
}

func (s *Store) writeAnswerDraft(ctx context.Context, id int64, by Official, version int, form AnswerForm) error {
	data, err := json.Marshal(form)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, `
		insert into answer_drafts (appeal_id, body_id, version, form, user_id, at) values (?, ?, ?, ?::jsonb, ?, ?)
		on conflict (appeal_id, body_id) do update set
			version = excluded.version, form = excluded.form, user_id = excluded.user_id, at = excluded.at`,
		id, by.BodyID, version, string(data), by.UserID, s.Now())
	return err
}

// AddAnswerPicture adds a picture of proof to the draft of a body. It asks for no
// version: pictures are added to whatever text stands there.
func (s *Store) AddAnswerPicture(ctx context.Context, id int64, by Official, image []byte) error {
	draft, err := s.AnswerDraft(ctx, id, by.BodyID)
	if err != nil {
		return err
	}
	kept, err := s.keepUnless(ctx, image, digestsOf(draft.Form.Pictures), MaxPictures)
	if err != nil {
		return err
	}
	return s.changeAnswerPictures(ctx, id, by, func(tx *Store, form *AnswerForm) error {
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

// DropAnswerPictures takes pictures of proof out of the draft of a body.
func (s *Store) DropAnswerPictures(ctx context.Context, id int64, by Official, digests []string) error {
	if err := s.changeAnswerPictures(ctx, id, by, func(_ *Store, form *AnswerForm) error {
		form.Pictures = slices.DeleteFunc(form.Pictures, func(p DraftPicture) bool { return slices.Contains(digests, p.Digest) })
		return nil
	}); err != nil {
		return err
	}
	return s.dropPictures(ctx, digests)
}

func (s *Store) changeAnswerPictures(ctx context.Context, id int64, by Official, change func(tx *Store, form *AnswerForm) error) error {
	return s.act(ctx, "pictures of an answer to", id, func(tx *Store, a lockedAppeal) error {
		if err := a.answerableBy(by); err != nil {
			return err
		}
		draft, err := tx.AnswerDraft(ctx, id, by.BodyID)
		if err != nil {
			return err
		}
		if draft.Version == 0 {
			return ErrStale
		}
		if err := change(tx, &draft.Form); err != nil {
			return err
		}
		return tx.writeAnswerDraft(ctx, id, by, draft.Version, draft.Form)
	})
}

// HandAnswerDraft says that an answer waits for the head to publish it, who is told so.
func (s *Store) HandAnswerDraft(ctx context.Context, id int64, by Official, version int) error {
	return s.act(ctx, "hand over the answer to", id, func(tx *Store, a lockedAppeal) error {
		if err := a.answerableBy(by); err != nil {
			return err
		}
		draft, err := tx.AnswerDraft(ctx, id, by.BodyID)
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
		_, err = tx.exec(ctx, `update answer_drafts set handed_at = ?, noticed_at = null, user_id = ? where appeal_id = ? and body_id = ?`,
			tx.Now(), by.UserID, id, by.BodyID)
		return err
	})
}

// answer reads the form as an answer. Problems name the fields of the form.
func (f AnswerForm) answer(problems Invalid, today calendar.Date) NewAnswer {
	in := NewAnswer{AnswerText: AnswerText{Found: f.Found, Action: f.Action, Responsible: f.Responsible, Funding: f.Funding,
		Refusal: f.Refusal, Law: f.Law, Complaint: f.Complaint, Obstacle: f.Obstacle}}
	in.Cost = TypedCost(problems, f.Cost, f.Sum)
	for i, row := range f.Promises {
		if strings.TrimSpace(row.Text) == "" && strings.TrimSpace(row.Due) == "" {
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
	delete(own, "promises") // named row by row above
	for field, problem := range own {
		problems[field] = problem
	}
	return in
}

// PromiseFields are the names of the fields of a row of promises, from 0.
func PromiseFields(row int) (text, due string) {
	n := strconv.Itoa(row + 1)
	return "promise_text_" + n, "promise_due_" + n
}

// TypedCost reads what something costs: "" is not said, "none" no cost, "sum" the sum
// beside it. Problems name the fields "cost" and "sum".
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

// tenge reads a sum as people write it: "1 250 000".
func (i Invalid) tenge(field, typed string) *int64 {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "₸", "").Replace(typed)
	sum, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case digits == "":
		i[field] = Problem{Key: "problem.required"}
	case err != nil || sum < 0 || sum > 1e15:
		i[field] = Problem{Key: "problem.sum"}
	default:
		return &sum
	}
	return nil
}
