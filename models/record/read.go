package record

import (
	"context"
	"fmt"
	"strings"
)

// RecordFilter restricts a record; empty fields do not. From and To are the first and the
// last quarter, both included.
type RecordFilter struct {
	Category string
	From, To Quarter
}

// where returns the condition on record_stats r, with its named arguments.
func (f RecordFilter) where() (string, map[string]any) {
	conditions, args := []string{"true"}, map[string]any{}
	add := func(condition, name string, arg any) {
		conditions, args[name] = append(conditions, condition), arg
	}
	if f.Category != "" {
		add("r.category_code = @category", "category", f.Category)
	}
	if f.From != (Quarter{}) {
		add("r.quarter >= @from", "from", f.From.Start())
	}
	if f.To != (Quarter{}) {
		add("r.quarter <= @to", "to", f.To.Start())
	}
	return strings.Join(conditions, " and "), args
}

// RecordRow holds the counts of a body in one category and quarter.
type RecordRow struct {
	Category string `gorm:"column:category_code"`
	Quarter  Quarter
	Counts   `gorm:"embedded"`
}

// RecordRows returns the counts of a body, by quarter and category.
func (s *Store) RecordRows(ctx context.Context, body int64, f RecordFilter) (rows []RecordRow, err error) {
	where, args := f.where()
	args["body"] = body
	if err = s.db.Read(ctx, &rows, `
		select r.category_code, r.quarter, `+each(countColumns, "r.@")+`, r.days::text as days
		from record_stats r where r.body_id = @body and `+where+`
		order by r.quarter, r.category_code`, args); err != nil {
		return nil, fmt.Errorf("record of body %d: %w", body, err)
	}
	return rows, nil
}
