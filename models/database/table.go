package database

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Table reads and writes the rows of the table of T by key. Its methods are those of GORM's typed
// API (gorm.G) that the models use, written over gorm.DB: gorm.G compiles all of its methods for
// each T, which took two thirds of the time to compile models.
type Table[T any] struct{ db *gorm.DB }

// Rows returns the table of T, in the pool or the transaction of the session. Writes need a
// transaction (Tx): the pool is for reads.
func Rows[T any](s Session, opts ...clause.Expression) Table[T] {
	return Table[T]{s.gorm.Model(new(T)).Clauses(opts...).Session(&gorm.Session{})}
}

// ForUpdate is the option of Rows that locks the rows of a read until the transaction ends.
var ForUpdate = clause.Locking{Strength: clause.LockingStrengthUpdate}

// Where adds a condition.
func (t Table[T]) Where(condition string, args ...any) Table[T] {
	return Table[T]{t.db.Where(condition, args...).Session(&gorm.Session{})}
}

// Select names the columns to read, to insert or to update.
func (t Table[T]) Select(columns string, more ...any) Table[T] {
	return Table[T]{t.db.Select(columns, more...).Session(&gorm.Session{})}
}

// Order sets the order of the rows.
func (t Table[T]) Order(by string) Table[T] {
	return Table[T]{t.db.Order(by).Session(&gorm.Session{})}
}

// Take returns one row, or ErrNotFound.
func (t Table[T]) Take(ctx context.Context) (row T, err error) {
	err = t.db.WithContext(ctx).Take(&row).Error
	return row, err
}

// Find returns all rows.
func (t Table[T]) Find(ctx context.Context) (rows []T, err error) {
	err = t.db.WithContext(ctx).Find(&rows).Error
	return rows, err
}

// Count returns the number of rows in which the column is not null.
func (t Table[T]) Count(ctx context.Context, column string) (n int64, err error) {
	err = t.db.WithContext(ctx).Select(column).Count(&n).Error
	return n, err
}

// Create inserts a row and sets its generated columns.
func (t Table[T]) Create(ctx context.Context, row *T) error {
	return t.db.WithContext(ctx).Create(row).Error
}

// CreateInBatches inserts rows, size of them with each statement.
func (t Table[T]) CreateInBatches(ctx context.Context, rows *[]T, size int) error {
	return t.db.WithContext(ctx).CreateInBatches(rows, size).Error
}

// Update writes one column and returns the number of rows.
func (t Table[T]) Update(ctx context.Context, column string, value any) (rows int, err error) {
	r := t.db.WithContext(ctx).Update(column, value)
	return int(r.RowsAffected), r.Error
}

// Updates writes the columns of row that are not zero, or those of Select, and returns the number of
// rows.
func (t Table[T]) Updates(ctx context.Context, row T) (rows int, err error) {
	r := t.db.WithContext(ctx).Updates(row)
	return int(r.RowsAffected), r.Error
}

// Delete deletes the rows and returns their number.
func (t Table[T]) Delete(ctx context.Context) (rows int, err error) {
	r := t.db.WithContext(ctx).Delete(new(T))
	return int(r.RowsAffected), r.Error
}

// CreateNew inserts a row unless it conflicts with an existing row, and reports whether it was
// inserted.
func CreateNew[T any](ctx context.Context, s Session, row *T) (created bool, err error) {
	r := Rows[T](s, clause.OnConflict{DoNothing: true}).db.WithContext(ctx).Create(row)
	return r.RowsAffected > 0, r.Error
}

// Update writes the named columns of row, also zero values, to the rows of where, and returns the
// number of those rows.
func Update[T any](ctx context.Context, where Table[T], row T, columns ...string) (rows int, err error) {
	more := make([]any, len(columns)-1)
	for i, c := range columns[1:] {
		more[i] = c
	}
	return where.Select(columns[0], more...).Updates(ctx, row)
}
