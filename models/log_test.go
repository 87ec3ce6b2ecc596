package models

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"jauap/models/database"
	"jauap/models/database/dbtest"
)

// testedArgs is a job that carries a value.
type testedArgs struct{ Text string }

func (testedArgs) Kind() string { return "tested" }

// TestLogsHoldNoValues: slow and failing queries are logged without what people wrote,
// whichever way they take to the database.
func TestLogsHoldNoValues(t *testing.T) {
	t.Parallel()
	const secret = "marat.private@example.kz"
	var log bytes.Buffer
	db, err := database.Open(t.Context(), database.Config{URL: dbtest.Open(t).URL, MaxConns: 4, SlowQuery: time.Nanosecond,
		Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := Open(t.Context(), db, FixedClock(wednesday))
	if err != nil {
		t.Fatal(err)
	}
	const slow, failing = `select ?::text as mark_slow`, `select ?::text::int as mark_failing`
	ways := map[string]func(ctx context.Context, sql string) error{
		"read": func(ctx context.Context, sql string) error {
			var texts []string
			return s.read(ctx, &texts, sql, secret)
		},
		"readOne": func(ctx context.Context, sql string) error {
			var one string
			return s.readOne(ctx, &one, sql, secret)
		},
		"exec": func(ctx context.Context, sql string) error {
			_, err := s.exec(ctx, sql, secret)
			return err
		},
		"transaction": func(ctx context.Context, sql string) error {
			return s.tx(ctx, func(tx *Store) error {
				var one string
				return tx.readOne(ctx, &one, sql, secret)
			})
		},
		"pgx": func(ctx context.Context, sql string) error {
			_, err := db.Pool.Exec(ctx, strings.ReplaceAll(sql, "?", "$1"), secret)
			return err
		},
		"batch": func(ctx context.Context, sql string) error {
			batch := &pgx.Batch{}
			batch.Queue(strings.ReplaceAll(sql, "?", "$1"), secret)
			return db.Pool.SendBatch(ctx, batch).Close()
		},
	}
	for name, way := range ways {
		for mark, sql := range map[string]string{"mark_slow": slow, "mark_failing": failing} {
			log.Reset()
			if err := way(t.Context(), sql); (err != nil) != (mark == "mark_failing") {
				t.Fatalf("%s: %v", name, err)
			}
			if !strings.Contains(log.String(), mark) {
				t.Errorf("%s: %s is not logged", name, mark)
			}
			if strings.Contains(log.String(), secret) {
				t.Errorf("%s: a value is logged:\n%s", name, log.String())
			}
		}
	}
	log.Reset()
	if _, err := s.queue.Insert(t.Context(), testedArgs{secret}, nil); err != nil {
		t.Fatal(err)
	}
	_, _ = s.queue.Insert(t.Context(), testedArgs{secret}, &river.InsertOpts{Queue: strings.Repeat("q", 200)})
	if strings.Contains(log.String(), secret) || !strings.Contains(log.String(), "river_job") {
		t.Errorf("the queue: %s", log.String())
	}
}
