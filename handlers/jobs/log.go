package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"jauap/models"
)

// logged logs failed jobs. It leaves out error texts, because the response of a mail server
// may repeat addresses.
type logged struct{ log *slog.Logger }

// HandleError is called after each failed try.
func (l logged) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	l.log.Warn("job failed", "kind", job.Kind, "job", job.ID, "try", job.Attempt, "of", job.MaxAttempts, "why", kindOf(err))
	return nil
}

// HandlePanic is called after a panic.
func (l logged) HandlePanic(_ context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	l.log.Error("job panicked", "kind", job.Kind, "job", job.ID, "panic", value, "trace", trace)
	return nil
}

// kindOf describes an error without personal data.
func kindOf(err error) string {
	switch {
	case errors.As(err, new(Refusal)):
		return "address refused"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, models.ErrNotFound):
		return "notice deleted"
	}
	return fmt.Sprintf("%T", errors.Unwrap(err))
}

// quiet returns the logger of the queue. It drops routine messages, below warnings.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(atLeast{slog.LevelWarn, log.Handler()}) }

type atLeast struct {
	level slog.Level
	slog.Handler
}

// Enabled reports whether a record has at least the level.
func (a atLeast) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= a.level && a.Handler.Enabled(ctx, level)
}

// WithAttrs and WithGroup preserve the level.
func (a atLeast) WithAttrs(attrs []slog.Attr) slog.Handler {
	return atLeast{a.level, a.Handler.WithAttrs(attrs)}
}
func (a atLeast) WithGroup(name string) slog.Handler {
	return atLeast{a.level, a.Handler.WithGroup(name)}
}
