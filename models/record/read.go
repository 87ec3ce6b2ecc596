package record

import (
	"context"
	"fmt"
	"strings"
)

// RecordFilter narrows a record; what is empty does not. From and To are the first and
// the last quarter, both counted.
type RecordFilter struct {
	Category string
	From, To Quarter
}

// where is the condition on record_stats r, with its arguments.
func (f RecordFilter) where() (string, []any) {
	conditions, args := []string{"true"}, []any{}
	add := func(condition string, arg any) {
		conditions, args = append(conditions, condition), append(args, arg)
	}
	if f.Category != "" {
		add("r.category_code = ?", f.Category)
	}
	if f.From != (Quarter{}) {
		add("r.quarter >= ?", f.From.Start())
	}
	if f.To != (Quarter{}) {
		add("r.quarter <= ?", f.To.Start())
	}
	return strings.Join(conditions, " and "), args
}

// RecordRow is the counts of a body in one category and quarter.
type RecordRow struct {
	Category string `gorm:"column:category_code"`
	Quarter  Quarter
	Counts   `gorm:"embedded"`
}

// RecordRows are the counts of a body, by quarter and category.
func (s *Store) RecordRows(ctx context.Context, body int64, f RecordFilter) (rows []RecordRow, err error) {
	where, args := f.where()
	if err = s.db.Read(ctx, &rows, `
		select r.category_code, r.quarter, `+each(recordCounts, "r.@")+`, r.days::text as days
		from record_stats r where r.body_id = ? and `+where+`
		order by r.quarter, r.category_code`, append([]any{body}, args...)...); err != nil {
		return nil, fmt.Errorf("record of body %d: %w", body, err)
	}
	return rows, nil
}
