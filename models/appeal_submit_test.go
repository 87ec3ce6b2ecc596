package models

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"strings"
	"testing"
)

// A title has one line: a break in it would begin another paragraph of a mail.
func TestTitleIsOneLine(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Title = "Шұңқыр\r\n\u2028Портал: https://example.kz"
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	var title string
	c.must(c.read(c.ctx, &title, `select title from appeals where id = ?`, filed.ID))
	if title != "Шұңқыр  Портал: https://example.kz" {
		t.Errorf("%q", title)
	}
}

func TestSubmitInvalid(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	far, nan, fine := 10.0, math.NaN(), 45.0
	for name, v := range map[string]struct {
		change func(*NewAppeal)
		want   string
	}{
		"kind":        {func(a *NewAppeal) { a.Kind = "petition" }, "kind: problem.unknown"},
		"category":    {func(a *NewAppeal) { a.Category = "x" }, "category: problem.unknown"},
		"place":       {func(a *NewAppeal) { a.Place = "999999999" }, "place: problem.unknown"},
		"language":    {func(a *NewAppeal) { a.Lang = "de" }, "lang: problem.unknown"},
		"no title":    {func(a *NewAppeal) { a.Title = "  \n" }, "title: problem.required"},
		"short title": {func(a *NewAppeal) { a.Title = "Үй" }, "title: problem.too_short"},
		"long title":  {func(a *NewAppeal) { a.Title = strings.Repeat("ә", 201) }, "title: problem.too_long"},
		"short text":  {func(a *NewAppeal) { a.Text = "Шұңқыр" }, "body: problem.too_short"},
		"long text":   {func(a *NewAppeal) { a.Text = strings.Repeat("ә", 10001) }, "body: problem.too_long"},
		"broken text": {func(a *NewAppeal) { a.Text = "Достық көшесі \xff\xfe" }, "body: problem.unreadable"},
		"zero byte":   {func(a *NewAppeal) { a.Title = "Достық\x00көшесі" }, "title: problem.unreadable"},
		"half point":  {func(a *NewAppeal) { a.Lat = &fine }, "point: problem.required"},
		"far point":   {func(a *NewAppeal) { a.Lat, a.Lon = &far, &far }, "point: problem.outside"},
		"no number":   {func(a *NewAppeal) { a.Lat, a.Lon = &nan, &nan }, "point: problem.outside"},
		"not a picture": {func(a *NewAppeal) { a.Pictures = []NewPicture{{Image: []byte("GIF89a"), Alt: "x"}} },
			"pictures: problem.picture_type"},
		"cut picture": {func(a *NewAppeal) { a.Pictures = []NewPicture{{Image: photo(t, 1)[:300], Alt: "x"}} },
			"pictures: problem.picture_broken"},
		"bomb": {func(a *NewAppeal) {
			header := []byte("IHDR\x00\x00\xff\xff\x00\x00\xff\xff\b\x02\x00\x00\x00") // says it is 65,535 pixels wide and high
			file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), header...)
			a.Pictures = []NewPicture{{Image: binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(header)), Alt: "x"}}
		}, "pictures: problem.picture_too_large"},
		"heavy picture": {func(a *NewAppeal) { a.Pictures = []NewPicture{{Image: make([]byte, 31<<20), Alt: "x"}} },
			"pictures: problem.picture_too_heavy"},
		"many pictures": {func(a *NewAppeal) { a.Pictures = make([]NewPicture, MaxPictures+1) }, "pictures: problem.pictures_too_many"},
	} {
		in := c.pothole()
		v.change(&in)
		_, err := c.SubmitAppeal(c.ctx, in)
		wantInvalid(t, name, err, v.want)
	}
	if n := c.count(`select count(*) from appeals`); n != 0 {
		t.Errorf("%d appeals filed, want none", n)
	}
	in := c.pothole()
	in.AuthorID = c.nobody
	_, err := c.SubmitAppeal(c.ctx, in)
	wantErr(t, "without a confirmed contact", err, ErrForbidden)
}

// TestPrivate: a private appeal has its clock and its answer, and is in no public list.
func TestPrivate(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Category, in.Private = "healthcare", true
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	a := c.appeal(filed.ID)
	if a.Public || a.AnswerDue == nil || a.BodyID != c.oblast.BodyID {
		t.Errorf("public %v, answer by %v, body %d; want unseen, with a term, for the oblast", a.Public, a.AnswerDue, a.BodyID)
	}
	_, err = c.AppealPage(c.ctx, filed.Number)
	wantErr(t, "its page", err, ErrNotFound)
	wantErr(t, "a voice", c.CastVoice(c.ctx, filed.ID, c.neighbour), ErrState)
	_, err = c.AddComment(c.ctx, NewComment{AppealID: filed.ID, UserID: c.neighbour, Text: "Не болды?"})
	wantErr(t, "a comment", err, ErrState)
}

// TestNeverModerated: a withdrawal does not publish an appeal that was not moderated.
func TestNeverModerated(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.submitted()
	c.must(c.WithdrawAppeal(c.ctx, id, c.author))
	if a := c.appeal(id); a.Public || a.Status != Withdrawn {
		t.Errorf("public %v, status %s; want unseen, withdrawn", a.Public, a.Status)
	}
}

func TestSearchColumn(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for _, q := range []string{"шұңқыр", "шункырлар", "дәріхана", "жолда", "Достык"} {
		list, err := c.Appeals(c.ctx, AppealFilter{Query: q})
		c.must(err)
		if len(list.Cards) != 1 || list.Cards[0].ID != id {
			t.Errorf("%q finds %d appeals, want the one", q, len(list.Cards))
		}
	}
}
