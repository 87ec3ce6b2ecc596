package notice

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jauap/models"
)

const (
	// noticeBatch is the number of events that one transaction handles.
	noticeBatch = 500
	// NewsDays is the age up to which an event is news. Older events, as of an imported
	// register or the demo, cause no notices, and mail that was delayed longer is not sent.
	NewsDays = 7
)

// Kinds of notices without an event of an appeal; all others have the kind of their event.
const (
	NoticeWork     models.EventKind = "work"     // an explanation of work
	NoticeQuestion models.EventKind = "question" // a resident asks under an explanation
	NoticeReply    models.EventKind = "reply"    // the body replies there, or comments under an appeal
	NoticeHanded   models.EventKind = "handed"   // an answer or an explanation needs the signature of the head
)

// Source is why a reader is notified.
type Source string

const (
	SourceAuthor   Source = "author"   // the reader is the author
	SourceOfficial Source = "official" // the reader works for the body
	SourceAsker    Source = "asker"    // the reader asked under the explanation
	SourceVoice    Source = "voice"    // the reader has a voice on the appeal
	SourceAppeal   Source = "appeal"   // the reader follows the appeal; likewise the next three
	SourcePlace    Source = "place"
	SourceCategory Source = "category"
	SourceBody     Source = "body"
)

// NoticeEvents finds the readers of all new events, explanations of work, questions, replies
// and drafts to sign, writes one notice for each reader, and queues the mails in the same
// transactions. It is idempotent and may run concurrently. It returns the number of notices.
func (s *Store) NoticeEvents(ctx context.Context) (int, error) {
	total := 0
	for _, sweep := range []func(*Store, context.Context) (found, written int, err error){
		(*Store).noticeEvents, (*Store).noticeWorks, (*Store).noticeComments, (*Store).noticeAnswerDrafts, (*Store).noticeWorkDrafts} {
		for {
			var found, written int
			err := s.tx(ctx, func(tx *Store) (err error) {
				found, written, err = sweep(tx, ctx)
				return err
			})
			if err != nil {
				return total, fmt.Errorf("notice events: %w", err)
			}
			total += written
			if found < noticeBatch {
				break
			}
		}
	}
	return total, nil
}

// noticeEvents handles one batch of events.
func (s *Store) noticeEvents(ctx context.Context) (found, written int, err error) {
	var events []struct {
		ID int64
		At time.Time
	}
	if err = s.db.Read(ctx, &events, `
		select id, at from events e where noticed_at is null and at <= @now
			-- an explanation with a later publication date: only once it is published
			and (kind <> 'explained' or not exists (select 1 from works w where w.id = (e.data ->> 'work')::bigint and w.published_at > @now))
		order by id limit @batch for update skip locked`, map[string]any{"now": s.core.Now(), "batch": noticeBatch}); err != nil || len(events) == 0 {
		return 0, 0, err
	}
	var all, news []int64
	for _, e := range events {
		all = append(all, e.ID)
		if e.At.After(s.core.Now().AddDate(0, 0, -NewsDays)) {
			news = append(news, e.ID)
		}
	}
	if len(news) > 0 {
		for _, statement := range []string{noticesOfEvents, noticesOfExplained} {
			n, err := s.notice(ctx, statement, audienceArgs(news))
			if err != nil {
				return 0, 0, err
			}
			written += n
		}
	}
	_, err = s.db.Exec(ctx, `update events set noticed_at = ? where id in ?`, s.core.Now(), all)
	return len(events), written, err
}

// noticeWorks handles one batch of explanations, for followers of the place, category or
// body. The authors of the explained appeals are notified by the events of these appeals.
func (s *Store) noticeWorks(ctx context.Context) (found, written int, err error) {
	var works []int64
	if err = s.db.Read(ctx, &works, `
		select id from works where noticed_at is null and published_at <= ?
		order by id limit ? for update skip locked`, s.core.Now(), noticeBatch); err != nil || len(works) == 0 {
		return 0, 0, err
	}
	if written, err = s.notice(ctx, noticesOfWorks, map[string]any{"works": works, "since": s.core.Now().AddDate(0, 0, -NewsDays)}); err != nil {
		return 0, 0, err
	}
	_, err = s.db.Exec(ctx, `update works set noticed_at = ? where id in ?`, s.core.Now(), works)
	return len(works), written, err
}

// noticeComments handles one batch of comments. A question under an explanation notifies the
// office; a comment of the body notifies those who asked there, or the author and followers
// of the appeal. Comments between residents cause no notices.
func (s *Store) noticeComments(ctx context.Context) (found, written int, err error) {
	var comments []int64
	if err = s.db.Read(ctx, &comments, `
		select id from comments where noticed_at is null and at <= ?
		order by id limit ? for update skip locked`, s.core.Now(), noticeBatch); err != nil || len(comments) == 0 {
		return 0, 0, err
	}
	if written, err = s.notice(ctx, noticesOfComments, map[string]any{"comments": comments, "since": s.core.Now().AddDate(0, 0, -NewsDays)}); err != nil {
		return 0, 0, err
	}
	_, err = s.db.Exec(ctx, `update comments set noticed_at = ? where id in ?`, s.core.Now(), comments)
	return len(comments), written, err
}

// noticeAnswerDrafts handles one batch of answers handed to the head for signature. This is
// internal to the office, so there is no event, and nothing on the public timeline.
func (s *Store) noticeAnswerDrafts(ctx context.Context) (found, written int, err error) {
	var drafts []struct{ AppealID, BodyID int64 }
	if err = s.db.Read(ctx, &drafts, `
		select d.appeal_id, d.body_id from answer_drafts d join appeals a on a.id = d.appeal_id
		where d.noticed_at is null and d.handed_at <= ?
		order by d.appeal_id limit ? for update skip locked -- the appeal too: writers lock it before the draft`, s.core.Now(), noticeBatch); err != nil || len(drafts) == 0 {
		return 0, 0, err
	}
	var keys [][]any
	for _, d := range drafts {
		keys = append(keys, []any{d.AppealID, d.BodyID})
	}
	if written, err = s.notice(ctx, noticesOfAnswerDrafts, map[string]any{"drafts": keys, "since": s.core.Now().AddDate(0, 0, -NewsDays)}); err != nil {
		return 0, 0, err
	}
	_, err = s.db.Exec(ctx, `update answer_drafts set noticed_at = ? where (appeal_id, body_id) in ?`, s.core.Now(), keys)
	return len(drafts), written, err
}

// noticeWorkDrafts handles one batch of explanations handed to the head for signature.
func (s *Store) noticeWorkDrafts(ctx context.Context) (found, written int, err error) {
	var drafts []int64
	if err = s.db.Read(ctx, &drafts, `
		select id from work_drafts where noticed_at is null and handed_at <= ?
		order by id limit ? for update skip locked`, s.core.Now(), noticeBatch); err != nil || len(drafts) == 0 {
		return 0, 0, err
	}
	if written, err = s.notice(ctx, noticesOfWorkDrafts, map[string]any{"drafts": drafts, "since": s.core.Now().AddDate(0, 0, -NewsDays)}); err != nil {
		return 0, 0, err
	}
	_, err = s.db.Exec(ctx, `update work_drafts set noticed_at = ? where id in ?`, s.core.Now(), drafts)
	return len(drafts), written, err
}

// notice runs one of the statements that find readers, and queues a mail for each new notice
// whose reader mail reaches and who has not muted the target.
func (s *Store) notice(ctx context.Context, statement string, args map[string]any) (written int, err error) {
	args["now"] = s.core.Now()
	var notices []struct {
		ID   int64
		Mail bool
	}
	if err = s.db.Read(ctx, &notices, `with `+statement+`, written as (
			insert into notices (user_id, kind, appeal_id, work_id, event_id, comment_id, draft_id, draft_body, source, target, at)
			select user_id, kind, appeal_id, work_id, event_id, comment_id, draft_id, draft_body, source, target, @now from readers
			on conflict do nothing
			returning id, user_id, source, target)
		select n.id, `+mailable+` and not exists (
			select 1 from mutes m where m.user_id = n.user_id and m.target = n.target and m.kind = case n.source
				when 'author' then 'appeal' when 'voice' then 'appeal' when 'official' then 'body' when 'asker' then 'work' else n.source end) as mail
		from written n join users u on u.id = n.user_id
		order by n.id`, args); err != nil {
		return 0, err
	}
	var mails []int64
	for _, n := range notices {
		if n.Mail {
			mails = append(mails, n.ID)
		}
	}
	for chunk := range slices.Chunk(mails, 1000) {
		if err := s.queueMails(ctx, chunk); err != nil {
			return 0, err
		}
	}
	return len(notices), nil
}
