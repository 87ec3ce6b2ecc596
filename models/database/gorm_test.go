package database_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"jauap/models/database"
)

// TestWithoutValues checks that the text names the constraint and has no value.
func TestWithoutValues(t *testing.T) {
	err := fmt.Errorf("check ban: %w", &pgconn.PgError{Severity: "ERROR", Code: "22P02", Message: `invalid input syntax for type inet: "aigul@example.kz"`})
	if got := database.WithoutValues(err); got != "check ban: SQLSTATE 22P02" {
		t.Error(got)
	}
	if got := database.WithoutValues(io.EOF); got != "EOF" {
		t.Error(got)
	}
}
