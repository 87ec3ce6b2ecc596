package database

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	defaultSlowQuery = 500 * time.Millisecond
	longestLogged    = 2000 // bytes of a statement; imports write long ones
)

// queryTrace logs failed and slow queries of every connection, from all libraries: GORM,
// pgx, the job queue, sessions, migrations. It is given the statement with
// placeholders and never reads the arguments. GORM's own log is off: its Scan writes the
// arguments into the statement even with a filter.
type queryTrace struct {
	log  *slog.Logger
	slow time.Duration
}

func newQueryTrace(log *slog.Logger, slow time.Duration) *queryTrace {
	if slow == 0 {
		slow = defaultSlowQuery
	}
	return &queryTrace{log: log, slow: slow}
}

type startedQuery struct {
	sql string
	at  time.Time
}

type startedKey struct{}

func started(ctx context.Context, sql string) context.Context {
	return context.WithValue(ctx, startedKey{}, startedQuery{sql, time.Now()})
}

func (t *queryTrace) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	return started(ctx, q.SQL)
}

func (t *queryTrace) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryEndData) {
	t.ended(ctx, q.CommandTag.RowsAffected(), q.Err)
}

func (t *queryTrace) TraceBatchStart(ctx context.Context, _ *pgx.Conn, b pgx.TraceBatchStartData) context.Context {
	sql := "batch"
	if queries := b.Batch.QueuedQueries; len(queries) > 0 {
		sql = "batch: " + queries[0].SQL
	}
	return started(ctx, sql)
}

func (t *queryTrace) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (t *queryTrace) TraceBatchEnd(ctx context.Context, _ *pgx.Conn, b pgx.TraceBatchEndData) {
	t.ended(ctx, 0, b.Err)
}

func (t *queryTrace) TraceCopyFromStart(ctx context.Context, _ *pgx.Conn, c pgx.TraceCopyFromStartData) context.Context {
	return started(ctx, "copy "+strings.Join(c.TableName, "."))
}

func (t *queryTrace) TraceCopyFromEnd(ctx context.Context, _ *pgx.Conn, c pgx.TraceCopyFromEndData) {
	t.ended(ctx, c.CommandTag.RowsAffected(), c.Err)
}

// ended logs failed and slow queries. An unavailable server is a warning: the visitor is
// asked to try again, and the request has an ERROR line of its own.
func (t *queryTrace) ended(ctx context.Context, rows int64, err error) {
	q, ok := ctx.Value(startedKey{}).(startedQuery)
	if !ok {
		return
	}
	took := time.Since(q.at)
	at := []any{"sql", q.sql[:min(len(q.sql), longestLogged)], "rows", rows, "took", took}
	switch {
	case err != nil && (errors.Is(err, context.Canceled) || errors.Is(ctx.Err(), context.Canceled)):
		// The visitor has closed the connection.
	case err != nil && Unavailable(err):
		t.log.WarnContext(ctx, "query ended early", append(at, "error", WithoutValues(err))...)
	case err != nil:
		t.log.ErrorContext(ctx, "query failed", append(at, "error", WithoutValues(err))...)
	case took > t.slow:
		t.log.WarnContext(ctx, "slow query", at...)
	}
}
