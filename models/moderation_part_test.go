package models

import (
	"slices"
	"strings"
	"testing"
)

func (c *cast) partsOf(id int64) Parts {
	c.t.Helper()
	p, err := c.AppealParts(c.ctx, c.number(id))
	c.must(err)
	return p
}

// acts returns the actions in the public log, the oldest first.
func (c *cast) acts() (acts []string) {
	c.t.Helper()
	list, err := c.ModerationLog(c.ctx, "", "")
	c.must(err)
	for _, a := range slices.Backward(list.Acts) {
		acts = append(acts, strings.TrimSpace(a.Act+" "+a.Reason))
	}
	return acts
}

// TestHidePicture: a picture is hidden in all places that show it, and restored in them.
func TestHidePicture(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Pictures = []NewPicture{{Image: photo(t, 10), Alt: "Көлік нөмірі"}, {Image: photo(t, 200), Alt: "Шұңқыр"}}
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	c.provenBy(filed.ID, photo(t, 10)) // the office shows the same picture as proof
	repair := c.repair()
	repair.Pictures = []NewPicture{{Image: photo(t, 10), Alt: "Дейін"}}
	work, err := c.PublishWork(c.ctx, c.akim, repair)
	c.must(err)
	parts := c.partsOf(filed.ID)
	if len(parts.Pictures) != 3 || parts.Pictures[0].Elsewhere != 2 {
		t.Fatalf("%+v", parts.Pictures)
	}
	first, second := parts.Pictures[0].Digest, parts.Pictures[1].Digest

	wantInvalid(t, "without a reason", c.HidePicture(c.ctx, first, c.moderator, ""), "reason: problem.unknown")
	wantErr(t, "of no picture", c.HidePicture(c.ctx, "x", c.moderator, "personal_data"), ErrNotFound)
	wantErr(t, "restore what is seen", c.RestorePicture(c.ctx, first, c.moderator), ErrState)
	c.must(c.HidePicture(c.ctx, first, c.moderator, "personal_data"))
	wantErr(t, "twice", c.HidePicture(c.ctx, first, c.moderator, "personal_data"), ErrState)

	if _, _, err := c.Photo(c.ctx, first, false); err == nil {
		t.Error("its bytes are served")
	}
	if _, _, err := c.Photo(c.ctx, second, false); err != nil {
		t.Errorf("the other one: %v", err)
	}
	if _, _, err := c.ReviewPhoto(c.ctx, first, false); err != nil {
		t.Errorf("to a moderator: %v", err)
	}
	d, err := c.AppealPage(c.ctx, c.number(filed.ID))
	c.must(err)
	if d.Cover != second || d.Pictures[0].Hidden != "personal_data" || d.Pictures[1].Hidden != "" || d.Answers[0].Proof[0].Hidden != "personal_data" {
		t.Errorf("cover %s, pictures %+v, proof %+v", d.Cover, d.Pictures, d.Answers[0].Proof)
	}
	w, err := c.Work(c.ctx, work)
	c.must(err)
	if w.Cover != "" || w.Pictures[0].Hidden != "personal_data" {
		t.Errorf("the explanation: cover %q, pictures %+v", w.Cover, w.Pictures)
	}
	// a correction that keeps the picture does not show it again
	repair.Pictures, repair.Kept = nil, []KeptPicture{{Digest: first, Alt: "Дейін"}}
	c.must(c.CorrectWork(c.ctx, work, c.akim, 1, repair, "Түзету"))
	if w, err = c.Work(c.ctx, work); err != nil || w.Cover != "" || w.Pictures[0].Hidden == "" {
		t.Errorf("corrected: %v, cover %q, %+v", err, w.Cover, w.Pictures)
	}

	c.must(c.RestorePicture(c.ctx, first, c.moderator))
	if _, _, err := c.Photo(c.ctx, first, false); err != nil {
		t.Errorf("restored: %v", err)
	}
	if d, err = c.AppealPage(c.ctx, c.number(filed.ID)); err != nil || d.Cover != first {
		t.Errorf("restored: %v, cover %s", err, d.Cover)
	}
	if got, want := c.acts(), []string{"publish", "picture personal_data", "picture personal_data", "picture_back", "picture_back"}; !slices.Equal(got, want) {
		t.Errorf("in the log: %v", got)
	}
	c.wantStory(filed.ID, "body answered", "moderator picture_hidden", "moderator picture_restored")
}

// TestMaskText: a text is masked in all its places, also in earlier wordings and in events, and no
// old form restores it.
func TestMaskText(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	const name, mark = "Айдос Серікұлы", "[жасырылды: аты-жөні]"
	id := c.published()
	answer, err := c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Бригадир " + name + " жамайды.", Responsible: "Бригадир " + name},
		Promises: []NewPromise{{"Жамау", day(2026, 3, 20)}}})
	c.must(err)
	change := AnswerChange{AnswerWording: AnswerWording{Action: "Бригада жамайды.", Responsible: "Бригадир " + name}, Note: name + " жазбасы алынды"}
	c.must(c.ReviseAnswer(c.ctx, id, answer, c.akim, 0, change))
	var promise int64
	c.must(c.readOne(c.ctx, &promise, `select max(id) from promises`))
	c.must(c.KeepPromise(c.ctx, promise, c.akim, finished+" "+name))
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Маған "+name+" арқылы хабарласыңыз."))
	c.must(c.AddInformation(c.ctx, id, c.author, "Көршім: "+name))
	subject := Subject{AppealID: id}

	wantErr(t, "of no text", c.MaskText(c.ctx, subject, c.moderator, "x", "[жасырылды]"), ErrStale)
	texts := c.partsOf(id).Texts
	wantInvalid(t, "nothing masked", c.MaskText(c.ctx, subject, c.moderator, texts[0].Digest, texts[0].Text), "text: problem.mask_nothing")
	wantInvalid(t, "another text", c.MaskText(c.ctx, subject, c.moderator, texts[0].Digest, "Бәрі жақсы."), "text: problem.mask_only")
	masked := 0
	for _, text := range texts {
		if strings.Contains(text.Text, name) {
			c.must(c.MaskText(c.ctx, subject, c.moderator, text.Digest, strings.ReplaceAll(text.Text, name, mark)))
			masked++
		}
	}
	// the earlier action, the responsible post (then and now), the note, the proof, the verdict and
	// the addition; an event with the same text is not counted again
	if masked != 6 {
		t.Errorf("%d texts masked", masked)
	}
	for _, place := range appealTexts {
		if n := c.count(`select count(*) from ` + place.table + ` where ` + place.column + ` like '%` + name + `%'`); n != 0 {
			t.Errorf("%s.%s holds the name %d times", place.table, place.column, n)
		}
	}
	if n := c.count(`select count(*) from masked_texts where appeal_id = ? and text like '%' || ? || '%'`, id, name); n != masked {
		t.Errorf("%d originals are kept", n)
	}
	d, err := c.AppealPage(c.ctx, c.number(id))
	c.must(err)
	if r := d.Answers[0].Revisions[0]; !strings.Contains(r.Action, mark) || !strings.Contains(r.Responsible, mark) || !strings.Contains(d.Verdicts[0].Text, mark) {
		t.Errorf("the public reads %+v and %+v", r, d.Verdicts)
	}
	// a form that was opened before does not restore it
	wantErr(t, "the original again", c.ReviseAnswer(c.ctx, id, answer, c.akim, 1, AnswerChange{AnswerWording: AnswerWording{Action: "Бітті.", Responsible: change.Responsible}, Note: "Түзету"}), ErrStale)
}

func TestMaskWork(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.repair()
	in.Contractor = "ЖК Серік, 87011234567"
	id, err := c.PublishWork(c.ctx, c.akim, in)
	c.must(err)
	parts, err := c.WorkParts(c.ctx, id)
	c.must(err)
	i := slices.IndexFunc(parts.Texts, func(t PartText) bool { return t.Text == in.Contractor })
	c.must(c.MaskText(c.ctx, parts.Subject, c.moderator, parts.Texts[i].Digest, "ЖК Серік, [жасырылды: телефон]"))
	w, err := c.Work(c.ctx, id)
	c.must(err)
	if w.Contractor != "ЖК Серік, [жасырылды: телефон]" {
		t.Errorf("the public reads %q", w.Contractor)
	}
	wantErr(t, "from the form of before", c.CorrectWork(c.ctx, id, c.akim, 1, in, "Түзету"), ErrStale)
	if got := c.acts(); !slices.Equal(got, []string{"text personal_data"}) {
		t.Errorf("in the log: %v", got)
	}
}
