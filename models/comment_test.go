package models

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestCommentLimit: an account writes five comments in ten minutes, also of ten concurrent ones;
// officials have no limit.
func TestCommentLimit(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	var all sync.WaitGroup
	var taken atomic.Int32
	for i := range 10 {
		all.Go(func() {
			if _, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: fmt.Sprint("Иә ", i)}); err == nil {
				taken.Add(1)
			}
		})
	}
	all.Wait()
	if taken.Load() != commentsAtOnce {
		t.Errorf("%d of ten concurrent comments were written", taken.Load())
	}
	_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Тағы"})
	wantInvalid(t, "one more", err, "text: problem.comments_too_many")
	_, err = c.when(c.Now().Add(commentsWithin)).AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Тағы"})
	c.must(err)
	for range 2 * commentsAtOnce {
		_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Жауап"})
		c.must(err)
	}
}

// TestCommentAuthority: an official comments for a body with a role there, if the body handles the
// subject.
func TestCommentAuthority(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	work, err := c.PublishWork(c.ctx, c.akim, NewWork{Place: village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: Planned})
	c.must(err)
	for what, in := range map[string]NewComment{
		"a resident for the body": {AppealID: id, UserID: c.neighbour, BodyID: &c.akim.BodyID, Text: "Жауап"},
		"another body":            {AppealID: id, UserID: c.district.UserID, BodyID: &c.district.BodyID, Text: "Жауап"},
		"under another's work":    {WorkID: work, UserID: c.district.UserID, BodyID: &c.district.BodyID, Text: "Жауап"},
		"without an address":      {AppealID: id, UserID: c.nobody, Text: "Пікір"},
	} {
		_, err := c.AddComment(c.ctx, in)
		wantErr(t, what, err, ErrForbidden)
	}
	_, err = c.AddComment(c.ctx, NewComment{WorkID: 99, UserID: c.neighbour, Text: "Қашан?"})
	wantErr(t, "under no work", err, ErrNotFound)
	_, err = c.AddComment(c.ctx, NewComment{WorkID: work, UserID: c.neighbour, Text: "Қашан бітеді?"})
	c.must(err)
	_, err = c.AddComment(c.ctx, NewComment{WorkID: work, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Сәуірде."})
	c.must(err)
	list, err := c.Questions(c.ctx, work, 0)
	c.must(err)
	if len(list.Comments) != 2 || list.Comments[0].Official || !list.Comments[1].Official {
		t.Errorf("%+v", list.Comments)
	}
	_, err = c.exec(c.ctx, `update roles set until = ? where user_id = ?`, c.Now().Add(time.Second), c.akim.UserID)
	c.must(err)
	_, err = c.when(c.Now().Add(time.Minute)).AddComment(c.ctx, NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Жауап"})
	wantErr(t, "after the role has ended", err, ErrForbidden)
}

// TestManyComments: two thousand comments under one appeal are read page by page.
func TestManyComments(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	_, err := c.exec(c.ctx, `insert into comments (appeal_id, user_id, text, at)
		select ?, ?, 'Пікір ' || n, ?::timestamptz + n * interval '1 second' from generate_series(1, 2000) n`, id, c.neighbour, c.Now())
	c.must(err)
	seen, after := 0, int64(0)
	for {
		list, err := c.Comments(c.ctx, id, after)
		c.must(err)
		if len(list.Comments) > CommentsPage {
			t.Fatalf("%d comments on one page", len(list.Comments))
		}
		seen += len(list.Comments)
		if after = list.Next; after == 0 {
			break
		}
	}
	if seen != 2000 {
		t.Errorf("%d seen", seen)
	}
	last := int64(c.count(`select max(id) from comments`))
	after, err = c.CommentPage(c.ctx, last)
	c.must(err)
	if after != last-CommentsPage {
		t.Errorf("the page of the last begins after %d, not after %d", after, last-CommentsPage)
	}
	if after, err = c.CommentPage(c.ctx, last-2000+10); err != nil || after != 0 {
		t.Errorf("the page of the tenth begins after %d: %v", after, err)
	}
}
