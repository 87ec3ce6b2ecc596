package models

import (
	"context"
	"fmt"
	"time"
)

// CommentsPage is the number of comments on a page.
const CommentsPage = 20

// Comment is a comment of a resident or of a body.
type Comment struct {
	ID       int64
	Author   string // first name and initial; "" for a body and when hidden
	BodyName Names  `gorm:"embedded;embeddedPrefix:body_"`
	Official bool
	Text     string // "" when hidden
	Reason   string // why it is hidden, a code
	At       time.Time
}

// CommentList is one page of comments, the oldest first, and the id after which the next begins.
type CommentList struct {
	Comments []Comment
	Next     int64 // 0: no more
}

// Comments returns the comments of an appeal after the one with the id after; 0 for the first page.
// Hidden ones keep their place with the reason.
func (s *Store) Comments(ctx context.Context, appeal, after int64) (CommentList, error) {
	return s.comments(ctx, "appeal_id", appeal, after)
}

// Questions returns the questions under an explanation of work, with the answers, paged as
// Comments.
func (s *Store) Questions(ctx context.Context, work, after int64) (CommentList, error) {
	return s.comments(ctx, "work_id", work, after)
}

// comments reads one page; column names the subject.
func (s *Store) comments(ctx context.Context, column string, subject, after int64) (list CommentList, err error) {
	err = s.read(ctx, &list.Comments, `
		select c.id, c.at, c.body_id is not null as official, c.hidden_reason as reason,
			case when c.hidden_at is null then c.text else '' end as text,
			case when c.body_id is null and c.hidden_at is null then coalesce(u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end, '') else '' end as author,
			coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en
		from comments c left join users u on u.id = c.user_id left join bodies b on b.id = c.body_id
		where c.`+column+` = ? and c.id > ?
		order by c.id limit ?`, subject, after, CommentsPage+1)
	if err != nil {
		return list, fmt.Errorf("comments of %s %d: %w", column, subject, err)
	}
	if len(list.Comments) > CommentsPage {
		list.Comments = list.Comments[:CommentsPage]
		list.Next = list.Comments[CommentsPage-1].ID
	}
	return list, nil
}

// CommentPage returns the id after which the page begins that ends with the given comment: 0 if
// everything before it fits on the page.
func (s *Store) CommentPage(ctx context.Context, comment int64) (after int64, err error) {
	err = s.readOne(ctx, &after, `
		select case when count(*) < ? then 0 else min(id) - 1 end from (
			select c.id from comments c join comments last on last.id = ?
			where (c.appeal_id = last.appeal_id or c.work_id = last.work_id) and c.id <= last.id
			order by c.id desc limit ?) shown`, CommentsPage, comment, CommentsPage)
	return after, err
}
