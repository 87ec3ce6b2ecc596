package modelstest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
)

// Day returns a date.
func Day(year int, month time.Month, d int) calendar.Date { return calendar.NewDate(year, month, d) }

// Read, ReadOne and Exec run SQL in the database of the cast.
func (c *Cast) Read(ctx context.Context, dest any, sql string, args ...any) error {
	return c.Database.Session().Read(ctx, dest, sql, args...)
}

func (c *Cast) ReadOne(ctx context.Context, dest any, sql string, args ...any) error {
	return c.Database.Session().ReadOne(ctx, dest, sql, args...)
}

func (c *Cast) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	return c.Database.Session().Exec(ctx, sql, args...)
}

// Count returns the number that a query returns.
func (c *Cast) Count(sql string, args ...any) (n int) {
	c.T.Helper()
	c.Must(c.ReadOne(c.Ctx, &n, sql, args...))
	return n
}

// Event inserts an event without performing its action.
func (c *Cast) Event(e models.Event) {
	c.T.Helper()
	data, err := json.Marshal(e.Data)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `
		insert into events (appeal_id, kind, at, actor, body_id, user_id, data)
		values (?, ?, ?, ?, ?, ?, ?::jsonb)`, e.AppealID, e.Kind, c.Now(), e.Actor, e.BodyID, e.UserID, string(data))
	c.Must(err)
}

// Story returns the events of an appeal as "actor kind" lines.
func (c *Cast) Story(id int64) []string {
	c.T.Helper()
	var lines []string
	c.Must(c.Read(c.Ctx, &lines, `select actor || ' ' || kind from events where appeal_id = ? order by id`, id))
	return lines
}

// WantStory asserts the exact events of an appeal after its submission and publication.
func (c *Cast) WantStory(id int64, want ...string) {
	c.T.Helper()
	want = append([]string{"author submitted", "moderator published"}, want...)
	if diff := cmp.Diff(want, c.Story(id)); diff != "" {
		c.T.Errorf("events (-want +got):\n%s", diff)
	}
}

// WantStatus asserts the status of an appeal.
func (c *Cast) WantStatus(id int64, want models.Status) {
	c.T.Helper()
	if got := c.Appeal(id).Status; got != want {
		c.T.Fatalf("status %q, want %q", got, want)
	}
}

// WantClock asserts the term of an appeal: its rule, first day, working days ("-" for a fixed day)
// and last day.
func (c *Cast) WantClock(id int64, want string) {
	c.T.Helper()
	var got string
	c.Must(c.ReadOne(c.Ctx, &got, `
		select concat_ws(' ', clock_rule, clock_from, coalesce(clock_days::text, '-'), answer_due) from appeals where id = ?`, id))
	if got != want {
		c.T.Errorf("the clock is %q, want %q", got, want)
	}
}

// Audited asserts that exactly these actions of administrators were recorded, oldest first.
func (c *Cast) Audited(want ...string) {
	c.T.Helper()
	var got []string
	c.Must(c.Read(c.Ctx, &got, `select act || ' ' || subject from audits order by id`))
	if diff := cmp.Diff(want, got); diff != "" {
		c.T.Errorf("audits (-want +got):\n%s", diff)
	}
}

// WantErr asserts the kind of an error.
func WantErr(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// WantInvalid asserts that the error reports exactly these "field problem" pairs.
func WantInvalid(t testing.TB, what string, err error, want ...string) {
	t.Helper()
	var invalid models.Invalid
	if !errors.As(err, &invalid) {
		t.Errorf("%s: %v, want Invalid", what, err)
		return
	}
	if got := strings.TrimPrefix(invalid.Error(), "invalid: "); got != strings.Join(want, ", ") {
		t.Errorf("%s: %s, want %s", what, got, strings.Join(want, ", "))
	}
}

// Photo returns a small JPEG; each shade gives another picture.
func Photo(t testing.TB, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = color.Gray{shade}.Y
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// VoicesOf returns the totals of an appeal: all voices, voices with a checked identity, and local
// voices.
func (c *Cast) VoicesOf(id int64) (totals [3]int) {
	c.T.Helper()
	c.Must(c.Database.Pool.QueryRow(c.Ctx, `select voices, voices_checked, voices_local from appeals where id = $1`, id).Scan(&totals[0], &totals[1], &totals[2]))
	return totals
}
