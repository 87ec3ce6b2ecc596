package models

import (
	"testing"
)

// TestWorkDraft checks that only the head publishes a draft, in the version that the head saw, and
// that the sweep keeps its pictures.
func TestWorkDraft(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	executor, id := c.executor(), c.published()
	number := ""
	c.must(c.readOne(c.ctx, &number, `select number from appeals where id = ?`, id))
	kept, err := c.KeepPicture(c.ctx, photo(t, 10))
	c.must(err)
	form := WorkForm{PlaceName: "Састөбе ауылдық округі", Category: "roads", Lang: "kk", Title: "Көше жөндеу", Stage: "planned", Appeals: number,
		Cost: "sum", Sum: "1 250 000", Pictures: []KeptPicture{kept}}
	draft, err := c.BeginWorkDraft(c.ctx, executor, form)
	c.must(err)
	wantInvalid(t, "hand over an incomplete draft", c.HandWorkDraft(c.ctx, draft, executor, 1), "text: problem.required")
	form.Text = "Асфальт төселеді."
	c.must(c.SaveWorkDraft(c.ctx, draft, executor, 1, form))
	wantErr(t, "save over an old version", c.SaveWorkDraft(c.ctx, draft, c.akim, 1, form), ErrStale)
	wantErr(t, "save as another body", c.SaveWorkDraft(c.ctx, draft, c.shet, 2, form), ErrNotFound)
	c.must(c.HandWorkDraft(c.ctx, draft, executor, 2))
	_, err = c.PublishWorkDraft(c.ctx, draft, executor, 2)
	wantErr(t, "publish as an executor", err, ErrForbidden)
	_, err = c.PublishWorkDraft(c.ctx, draft, c.shet, 2)
	wantErr(t, "publish as another body", err, ErrNotFound)
	_, err = c.PublishWorkDraft(c.ctx, draft, c.akim, 1)
	wantErr(t, "publish another version", err, ErrStale)
	_, err = c.At(c.Now().AddDate(0, 0, 2*DraftDays)).SweepDrafts(c.ctx)
	c.must(err)
	work, err := c.PublishWorkDraft(c.ctx, draft, c.akim, 2)
	c.must(err)
	w, err := c.Work(c.ctx, work)
	c.must(err)
	if w.PlaceCode != sastobe || *w.Cost != 1_250_000 || len(w.Pictures) != 1 || len(w.Appeals) != 1 {
		t.Errorf("%+v", w)
	}
	_, err = c.PublishWorkDraft(c.ctx, draft, c.akim, 2)
	wantErr(t, "publish twice", err, ErrNotFound)
	in := c.repair()
	wantErr(t, "correct as an executor", c.CorrectWork(c.ctx, work, executor, 1, in, "Түзетілді"), ErrForbidden)
	c.must(c.CorrectWork(c.ctx, work, c.akim, 1, in, "Түзетілді"))
}

// TestMostWorkDrafts checks the limit of drafts.
func TestMostWorkDrafts(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for i := range MostWorkDrafts {
		_, err := c.BeginWorkDraft(c.ctx, c.akim, WorkForm{Title: longText(i + 1)})
		c.must(err)
	}
	_, err := c.BeginWorkDraft(c.ctx, c.akim, WorkForm{})
	wantInvalid(t, "one more", err, "title: problem.drafts_too_many")
	drafts, err := c.WorkDrafts(c.ctx, c.akim.BodyID)
	c.must(err)
	if len(drafts) != MostWorkDrafts {
		t.Errorf("%d drafts", len(drafts))
	}
}
