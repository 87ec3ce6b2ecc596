package database

import (
	"context"
	"fmt"
	"time"
)

// Limits are the timeouts of a transaction of one request; zero means no timeout.
type Limits struct {
	Lock      time.Duration // for one lock
	Statement time.Duration // for one statement
}

type limitsKey struct{}

// WithLimits returns a context with which Tx sets the limits on the server. They apply to the
// transaction only, so they work behind a pooler too. Jobs and commands have none.
func WithLimits(ctx context.Context, l Limits) context.Context {
	return context.WithValue(ctx, limitsKey{}, l)
}

// beginQuery begins a transaction with the limits of ctx in one round trip.
func beginQuery(ctx context.Context) string {
	query := "begin"
	limits, _ := ctx.Value(limitsKey{}).(Limits)
	if limits.Lock > 0 {
		query += fmt.Sprintf("; set local lock_timeout = %d", limits.Lock.Milliseconds())
	}
	if limits.Statement > 0 {
		query += fmt.Sprintf("; set local statement_timeout = %d", limits.Statement.Milliseconds())
	}
	return query
}
