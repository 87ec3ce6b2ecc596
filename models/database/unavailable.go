package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"
)

// Unavailable reports whether err means that the database is unreachable, starting, stopping or too
// busy, and not that the query is wrong: the response is 503, and a retry may succeed. It is false for
// errors of other origin, such as a broken upload or a closed request.
func Unavailable(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) {
		return false
	}
	var connectErr *pgconn.ConnectError
	if errors.As(err, &connectErr) || pgconn.Timeout(err) {
		return true // for any reason, even a wrong password
	}
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) {
		return awayCode(pgErr.Code)
	}
	for _, kind := range []error{
		pgconn.ErrConnClosed, puddle.ErrClosedPool, driver.ErrBadConn, sql.ErrConnDone,
		context.DeadlineExceeded, // no free connection or no answer in time
	} {
		if errors.Is(err, kind) {
			return true
		}
	}
	var broken *brokenError
	return errors.As(err, &broken)
}

// Slow reports whether err comes from a limit on the time of one statement or one lock.
func Slow(err error) bool {
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) {
		return pgErr.Code == "57014" || pgErr.Code == "55P03"
	}
	return errors.Is(err, context.DeadlineExceeded)
}

// brokenError says that a connection to the database broke. Without it, a server that dies during an
// answer gives a bare io.ErrUnexpectedEOF, the same error as a visitor who closes an upload.
type brokenError struct{ cause error }

func (e *brokenError) Error() string {
	return "the connection to the database has broken: " + e.cause.Error()
}
func (e *brokenError) Unwrap() error { return e.cause }

// marked is a connection to the database that wraps its errors in brokenError.
type marked struct{ net.Conn }

func (c marked) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	return n, mark(err)
}

func (c marked) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	return n, mark(err)
}

// mark does not wrap timeouts, because pgx uses them to cancel a query.
func mark(err error) error {
	var netErr net.Error
	if err == nil || errors.As(err, &netErr) && netErr.Timeout() {
		return err
	}
	return &brokenError{err}
}

// awayCode reports whether code is one of the error codes of a server that cannot answer now
// (PostgreSQL documentation, appendix A).
func awayCode(code string) bool {
	switch code {
	case "25006", // read_only_sql_transaction: a standby, or a primary that was demoted
		"25P03", // idle_in_transaction_session_timeout
		"40001", // serialization_failure
		"40P01", // deadlock_detected
		"55P03", // lock_not_available: lock_timeout
		"57014", // query_canceled: statement_timeout
		"57P01", // admin_shutdown
		"57P02", // crash_shutdown
		"57P03", // cannot_connect_now: starting or stopping
		"57P05", // idle_session_timeout
		"58000", // system_error
		"58030", // io_error
		"53000", // insufficient_resources
		"53100", // disk_full
		"53200", // out_of_memory
		"53300": // too_many_connections
		return true
	}
	return strings.HasPrefix(code, "08") // connection exceptions, also a pooler's
}
