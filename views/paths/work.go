package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Works lists the works.
func Works(ctx context.Context) string { return In(ctx, "/works") }

// Work is the page of one work.
func Work(ctx context.Context, id int64) string {
	return In(ctx, "/works/"+strconv.FormatInt(id, 10))
}

// WorksWhere is the list of works with a filter. Empty conditions are left out, so that each list
// has one URL.
func WorksWhere(ctx context.Context, f models.WorkFilter) string { return In(ctx, WorksQuery(f)) }

// WorksQuery is WorksWhere without the language.
func WorksQuery(f models.WorkFilter) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"place": f.Place, "category": f.Category, "stage": string(f.Stage), "after": string(f.After), "before": string(f.Before),
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/works"
	}
	return "/works?" + q.Encode()
}
