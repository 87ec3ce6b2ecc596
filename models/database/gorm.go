package database

import (
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

func newGorm(conn *sql.DB) (*gorm.DB, error) {
	return gorm.Open(postgres.New(postgres.Config{Conn: conn}), &gorm.Config{
		Logger:                 logger.Discard,                                                          // queries are logged by queryTrace, below GORM
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }, // as precise as timestamptz
		SkipDefaultTransaction: true,                                                                    // see DB.Tx
		TranslateError:         true,
		DisableAutomaticPing:   true,  // Open pings
		PrepareStmt:            false, // pgx keeps prepared statements already; a second cache made votes 1.8 times slower
	})
}

// WithoutValues returns the text of an error for a log. It replaces the message of PostgreSQL, which may
// repeat the text of a user, by the error code and the constraint.
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
