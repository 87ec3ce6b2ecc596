package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// WorksPath lists the explanations of work.
func WorksPath(ctx context.Context) string { return in(ctx, "/works") }

// WorkPath is the page of one explanation.
func WorkPath(ctx context.Context, id int64) string {
	return in(ctx, "/works/"+strconv.FormatInt(id, 10))
}

// worksURL is the address of the list of works with a filter. What the filter
// leaves open is not written, so one list has one address.
func worksURL(ctx context.Context, f models.WorkFilter) string { return in(ctx, worksQuery(f)) }

// worksQuery is worksURL without the language.
func worksQuery(f models.WorkFilter) string {
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
