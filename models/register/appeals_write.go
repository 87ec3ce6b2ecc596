package register

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models"
	"jauap/models/calendar"
)

// registerWriting collects the rows that a batch writes, in the columns of COPY.
type registerWriting struct {
	appeals, changes, answers, events [][]any
}

var (
	incomingAppeals = []string{"id", "number", "register_no", "kind", "category_code", "place_code", "body_id", "lang",
		"title", "text", "status", "received_at", "moderation_due", "published_at", "registered_on", "redirect_due",
		"answer_due", "clock_rule", "clock_from", "clock_days", "clock_at", "answered_at", "overdue_at", "warned_left", "private"}
	incomingChanges = []string{"id", "status", "answered_at", "at"}
	incomingAnswers = []string{"appeal_id", "body_id", "lang", "action", "due", "at"}
	incomingEvents  = []string{"appeal_id", "kind", "at", "actor", "body_id", "data"}
)

// prepareWriting creates the temporary tables that COPY fills.
func (s *Store) prepareWriting(ctx context.Context) error {
	_, err := s.db.Conn().Exec(ctx, `
		create temp table incoming_appeals on commit drop as
			select `+strings.Join(incomingAppeals, ", ")+`, ''::text as terms from appeals with no data;
		create temp table incoming_changes on commit drop as
			select id, status, answered_at, now() as at from appeals with no data`)
	return err
}

// add adds a new appeal with its answer and events.
func (w *registerWriting) add(im *registerImport, id int64, number string, e registerEntry) {
	cal := im.core.Reference().Calendar
	terms := im.core.TermsFrom(cal.Registration(e.received), calendar.AnswerDays) // not the term of the category, which may be newer than the appeal
	body := im.bodies.body(e.place, e.category.Level)
	var overdue *time.Time
	var warned *int16 // set for overdue appeals, so that no warning is sent
	if e.status.Open() && terms.AnswerDue.Before(im.core.Today()) {
		end := models.EndOf(terms.AnswerDue)
		last := int16(models.WarningDays[len(models.WarningDays)-1])
		overdue, warned = &end, &last
	}
	w.appeals = append(w.appeals, []any{id, number, e.number, string(e.kind), e.category.Code, e.place, body, e.lang,
		e.title, e.text, string(e.status), e.received, cal.ModerationDue(calendar.Of(e.received)).Time(), im.core.Now(),
		terms.Registered.Time(), terms.RedirectDue.Time(), terms.AnswerDue.Time(),
		string(models.RuleRegistered), terms.Registered.Time(), int16(calendar.AnswerDays), im.core.Now(), e.answeredAt(), overdue, warned,
		e.category.Private, e.terms})
	w.event(id, models.Submitted, e.received, models.ByAuthor, body, models.EventData{})
	if overdue != nil {
		w.event(id, models.BecameOverdue, *overdue, models.BySystem, body, models.EventData{Due: terms.AnswerDue.String()})
	}
	w.answer(id, body, terms.AnswerDue, e)
	w.event(id, models.Imported, im.core.Now(), models.BySystem, body, models.EventData{Due: terms.AnswerDue.String()})
	w.end(id, body, im.core.Now(), e)
}

// update adds the changes to a known appeal.
func (w *registerWriting) update(im *registerImport, a knownAppeal, e registerEntry) {
	answered := e.answeredAt()
	if a.AnsweredAt != nil {
		answered = nil
	} else {
		w.answer(a.ID, a.BodyID, a.AnswerDue, e)
	}
	w.changes = append(w.changes, []any{a.ID, string(e.status), answered, im.core.Now()})
	if e.status == models.InProgress {
		w.event(a.ID, models.TakenUp, im.core.Now(), models.ByBody, a.BodyID, models.EventData{})
	}
	w.end(a.ID, a.BodyID, im.core.Now(), e)
}

// answer adds the answer of a row, if any, and its event.
func (w *registerWriting) answer(id, body int64, due calendar.Date, e registerEntry) {
	if e.answer == "" {
		return
	}
	w.answers = append(w.answers, []any{id, body, langOf(e.answer), e.answer, due.Time(), e.answered})
	kind := models.AnswerGiven
	if e.status == models.Declined {
		kind = models.WasDeclined
	}
	w.event(id, kind, e.answered, models.ByBody, body, models.EventData{})
}

// end adds the event of a final status. A register has no date for it, so the event has the
// time of the import.
func (w *registerWriting) end(id, body int64, now time.Time, e registerEntry) {
	kinds := map[models.Status]models.EventKind{models.ResolvedConfirmed: models.Confirmed,
		models.ResolvedUncontested: models.Uncontested, models.Withdrawn: models.WasWithdrawn}
	if kind, ok := kinds[e.status]; ok {
		w.event(id, kind, now, models.BySystem, body, models.EventData{})
	}
}

func (w *registerWriting) event(id int64, kind models.EventKind, at time.Time, actor models.Actor, body int64, data models.EventData) {
	encoded, err := json.Marshal(data)
	if err != nil {
		panic(err) // strings and numbers only
	}
	w.events = append(w.events, []any{id, string(kind), at, string(actor), body, encoded})
}

func (e registerEntry) answeredAt() *time.Time {
	if e.answered.IsZero() {
		return nil
	}
	return &e.answered
}

// copy writes the batch to the database by COPY. A register has no promises or pictures, so
// four tables are enough.
func (w *registerWriting) copy(ctx context.Context, s *Store) error {
	steps := []struct {
		table   string
		columns []string
		rows    [][]any
		then    string
	}{
		{"incoming_appeals", append(incomingAppeals, "terms"), w.appeals, insertIncoming},
		{"incoming_changes", incomingChanges, w.changes, applyChanges},
		{"answers", incomingAnswers, w.answers, ""},
		{"events", incomingEvents, w.events, ""},
	}
	for _, step := range steps {
		if len(step.rows) == 0 {
			continue
		}
		if _, err := s.db.Conn().CopyFrom(ctx, pgx.Identifier{step.table}, step.columns, pgx.CopyFromRows(step.rows)); err != nil {
			return err
		}
		if step.then == "" {
			continue
		}
		if _, err := s.db.Conn().Exec(ctx, step.then+"; truncate "+step.table); err != nil {
			return err
		}
	}
	return nil
}

// insertIncoming inserts the copied appeals with their search vectors.
var insertIncoming = `
	insert into appeals (` + strings.Join(incomingAppeals, ", ") + `, search) overriding system value
	select ` + strings.Join(incomingAppeals, ", ") + `, ` +
	strings.NewReplacer("('simple', ?)", "('simple', terms)", "('russian', ?)", "('russian', title || ' ' || text)").Replace(models.SearchVectorSQL) + `
	from incoming_appeals order by id`

// applyChanges updates the known appeals as the portal does: an answer clears overdue_at, and a
// withdrawal closes an open escalation.
const applyChanges = `
	update escalations e set closed_at = c.at, outcome = 'withdrawn'
	from incoming_changes c where c.id = e.appeal_id and e.closed_at is null and c.status = 'withdrawn';
	update pauses p set resumed_at = c.at
	from incoming_changes c where c.id = p.appeal_id and p.resumed_at is null and c.status <> 'in_progress';
	update appeals a set status = c.status, paused_at = case when c.status = 'in_progress' then a.paused_at end, answered_at = coalesce(c.answered_at, a.answered_at),
		overdue_at = case when c.answered_at is null then a.overdue_at end
	from incoming_changes c where c.id = a.id`
