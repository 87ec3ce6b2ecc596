package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
	"jauap/models/record"
)

// Comparison compares the records of bodies.
func Comparison(ctx context.Context) string { return In(ctx, "/bodies") }

// Record is the record of a body.
func Record(ctx context.Context, body int64) string { return In(ctx, "/bodies/"+ID(body)) }

// Reply is the form where the head of a body replies to its record.
func Reply(ctx context.Context) string { return In(ctx, "/desk/reply") }

// ReplyOf is Reply for one of the user's bodies.
func ReplyOf(ctx context.Context, body int64) string { return Reply(ctx) + "?body=" + ID(body) }

// RecordQuery returns the filter of a record as URL parameters.
func RecordQuery(f record.RecordFilter) url.Values {
	q := url.Values{}
	for name, v := range map[string]string{"category": f.Category, "from": f.From.String(), "to": f.To.String()} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q
}

// CompareQuery returns the filter of a comparison as URL parameters.
func CompareQuery(f record.CompareFilter) url.Values {
	q := RecordQuery(f.RecordFilter)
	if f.Level != record.RecordLevels[0] {
		q.Set("level", ID(int64(f.Level)))
	}
	if f.Volume != nil {
		first, _ := f.Volume.Bounds()
		q.Set("volume", ID(int64(first)))
	}
	sort := string(f.Sort)
	if f.Sort == record.EscalatedShare {
		sort = ""
	}
	for name, v := range map[string]string{"place": f.Place, "sort": sort, "after": f.After, "before": f.Before} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q
}

// WithQuery adds URL parameters to a path.
func WithQuery(path string, q url.Values) string {
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return path
}

// Promises lists the promises of all bodies.
func Promises(ctx context.Context) string { return In(ctx, "/promises") }

// BodyPromises lists the promises of one body.
func BodyPromises(ctx context.Context, body int64) string {
	return In(ctx, PromisesQuery(models.PromiseFilter{BodyID: body}))
}

// PromisesQuery is the path of a list of promises, without the language.
func PromisesQuery(f models.PromiseFilter) string {
	path := "/promises"
	if f.BodyID != 0 {
		path = "/bodies/" + strconv.FormatInt(f.BodyID, 10) + "/promises"
	}
	q := url.Values{}
	for name, value := range map[string]string{"place": f.Place, "view": string(f.View), "after": string(f.After), "before": string(f.Before)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
