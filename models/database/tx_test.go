package database_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"jauap/models/database"
	"jauap/models/database/dbtest"
)

func withTable(t *testing.T) *database.DB {
	t.Helper()
	db := dbtest.Open(t)
	exec(t, db, `CREATE TABLE lines (id int PRIMARY KEY, text text)`)
	return db
}

func ids(t *testing.T, db *database.DB) []int {
	t.Helper()
	rows, err := db.Pool.Query(t.Context(), `SELECT id FROM lines ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// write puts row 1 in through GORM and rows 2 and 3 through COPY.
func write(ctx context.Context, tx *gorm.DB, conn *pgx.Conn) error {
	if err := tx.Exec(`INSERT INTO lines VALUES (?, ?)`, 1, "қала").Error; err != nil {
		return err
	}
	_, err := conn.CopyFrom(ctx, pgx.Identifier{"lines"}, []string{"id", "text"}, pgx.CopyFromRows([][]any{{2, "ауыл"}, {3, "аудан"}}))
	return err
}

func TestTxCommits(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	err := db.Tx(t.Context(), func(tx *gorm.DB, conn *pgx.Conn) error {
		if err := write(t.Context(), tx, conn); err != nil {
			return err
		}
		var seen int64
		if err := tx.Table("lines").Count(&seen).Error; err != nil || seen != 3 {
			t.Errorf("GORM sees %d rows, %v; want its own and those of COPY", seen, err)
		}
		if got := ids(t, db); len(got) != 0 {
			t.Errorf("others see %v before the commit", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2, 3}, ids(t, db)); diff != "" {
		t.Error(diff)
	}
}

func TestTxRollsBack(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, end := range map[string]func(tx *gorm.DB) error{
		"error":      func(*gorm.DB) error { return broken },
		"panic":      func(*gorm.DB) error { panic(broken) },
		"sql error":  func(tx *gorm.DB) error { return tx.Exec(`INSERT INTO lines VALUES (1)`).Error },
		"swallowed":  func(tx *gorm.DB) error { _ = tx.Exec(`INSERT INTO lines VALUES (1)`).Error; return nil },
		"own commit": func(tx *gorm.DB) error { return tx.Commit().Error },
		"begin":      func(tx *gorm.DB) error { return tx.Begin().Error },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := withTable(t)
			err := func() (err error) {
				defer func() {
					if r := recover(); r != nil {
						err = r.(error)
					}
				}()
				return db.Tx(t.Context(), func(tx *gorm.DB, conn *pgx.Conn) error {
					if err := write(t.Context(), tx, conn); err != nil {
						t.Error(err)
					}
					return end(tx)
				})
			}()
			if err == nil {
				t.Error("no error")
			}
			if got := ids(t, db); len(got) != 0 {
				t.Errorf("rows %v are there", got)
			}
			if held := db.Pool.Stat().AcquiredConns(); held != 0 {
				t.Errorf("%d connections are still held", held)
			}
		})
	}
}

// TestTxNests: an inner transaction that fails loses only what it did.
func TestTxNests(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	err := db.Tx(t.Context(), func(tx *gorm.DB, conn *pgx.Conn) error {
		if err := write(t.Context(), tx, conn); err != nil {
			return err
		}
		inner := tx.Transaction(func(tx *gorm.DB) error {
			if err := tx.Exec(`INSERT INTO lines VALUES (4)`).Error; err != nil {
				return err
			}
			return tx.Exec(`INSERT INTO lines VALUES (1)`).Error
		})
		if !errors.Is(inner, gorm.ErrDuplicatedKey) {
			t.Errorf("inner: %v", inner)
		}
		return tx.Exec(`INSERT INTO lines VALUES (5)`).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 5}, ids(t, db)); diff != "" {
		t.Error(diff)
	}
}

// TestTxCancelled: the end of the context in the middle of work loses the
// work, and the pool goes on.
func TestTxCancelled(t *testing.T) {
	t.Parallel()
	db := withTable(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	err := db.Tx(ctx, func(tx *gorm.DB, conn *pgx.Conn) error {
		if err := write(ctx, tx, conn); err != nil {
			return err
		}
		return tx.Exec(`SELECT pg_sleep(20)`).Error
	})
	if !errors.Is(err, context.DeadlineExceeded) || !database.Unavailable(err) {
		t.Errorf("got %v, want an exceeded deadline", err)
	}
	if got := ids(t, db); len(got) != 0 {
		t.Errorf("rows %v are there", got)
	}
}
