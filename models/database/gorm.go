package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/utils"
)

func newGorm(conn *sql.DB, log logger.Interface) (*gorm.DB, error) {
	return gorm.Open(postgres.New(postgres.Config{Conn: conn}), &gorm.Config{
		Logger:                 log,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }, // as precise as timestamptz
		SkipDefaultTransaction: true,                                                                    // a transaction is asked for, see DB.Tx
		TranslateError:         true,
		DisableAutomaticPing:   true,  // Open has done it
		PrepareStmt:            false, // pgx keeps prepared statements already; a second cache made votes 1.8 times slower
	})
}

const defaultSlowQuery = 500 * time.Millisecond

// queryLog logs GORM's failed and slow queries, never the values in them:
// neither parameters nor what PostgreSQL repeats of them in its messages.
type queryLog struct {
	log   *slog.Logger
	slow  time.Duration
	level logger.LogLevel
}

func newQueryLog(log *slog.Logger, slow time.Duration) queryLog {
	if slow == 0 {
		slow = defaultSlowQuery
	}
	return queryLog{log: log, slow: slow, level: logger.Warn}
}

// LogMode is used by gorm's Debug, which asks for logger.Info: every query.
func (q queryLog) LogMode(level logger.LogLevel) logger.Interface {
	q.level = level
	return q
}

// ParamsFilter keeps parameters out of the SQL text that Trace is given.
func (q queryLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

func (q queryLog) Info(ctx context.Context, text string, args ...any) {
	if q.level >= logger.Info {
		q.log.InfoContext(ctx, fmt.Sprintf(text, args...))
	}
}

func (q queryLog) Warn(ctx context.Context, text string, args ...any) {
	if q.level >= logger.Warn {
		q.log.WarnContext(ctx, fmt.Sprintf(text, args...))
	}
}

func (q queryLog) Error(ctx context.Context, text string, args ...any) {
	if q.level >= logger.Error {
		q.log.ErrorContext(ctx, fmt.Sprintf(text, args...))
	}
}

// Trace is called after each query.
func (q queryLog) Trace(ctx context.Context, begin time.Time, query func() (sql string, rows int64), err error) {
	took := time.Since(begin)
	// Not found is an answer, and a visitor who left is no failure.
	failed := err != nil && !errors.Is(err, gorm.ErrRecordNotFound) && !errors.Is(err, context.Canceled)
	switch {
	case failed && q.level >= logger.Error:
		text, _ := query()
		q.log.ErrorContext(ctx, "query failed", "error", WithoutValues(err), "sql", text, "took", took, "at", utils.FileWithLineNum())
	case took > q.slow && q.level >= logger.Warn:
		text, rows := query()
		q.log.WarnContext(ctx, "slow query", "sql", text, "rows", rows, "took", took, "at", utils.FileWithLineNum())
	case q.level >= logger.Info:
		text, rows := query()
		q.log.InfoContext(ctx, "query", "sql", text, "rows", rows, "took", took, "at", utils.FileWithLineNum())
	}
}

// WithoutValues is the text of an error for a log, with PostgreSQL's code and the
// constraint in the place of its message, which may repeat what a person has written.
func WithoutValues(err error) string {
	var pgErr *pgconn.PgError
	if !errors.As(err, &pgErr) {
		return err.Error()
	}
	text := "SQLSTATE " + pgErr.Code
	if pgErr.ConstraintName != "" {
		text += ", constraint " + pgErr.ConstraintName
	}
	return strings.ReplaceAll(err.Error(), pgErr.Error(), text)
}
