package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// ComparisonPath sets the records of akims beside each other.
func ComparisonPath(ctx context.Context) string { return in(ctx, "/bodies") }

// RecordPath is the record of a body.
func RecordPath(ctx context.Context, body int64) string { return in(ctx, "/bodies/"+id64(body)) }

// ReplyPath is where the head of a body writes what it says to its record.
func ReplyPath(ctx context.Context) string { return in(ctx, "/desk/reply") }

// ReplyOf is the same for one of several bodies.
func ReplyOf(ctx context.Context, body int64) string { return ReplyPath(ctx) + "?body=" + id64(body) }

// recordQuery is the state of a record in its address.
func recordQuery(f models.RecordFilter) url.Values {
	q := url.Values{}
	for name, v := range map[string]string{"category": f.Category, "from": f.From.String(), "to": f.To.String()} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q
}

// compareQuery is the state of a comparison in its address.
func compareQuery(f models.CompareFilter) url.Values {
	q := recordQuery(f.RecordFilter)
	if f.Level != models.RecordLevels[0] {
		q.Set("level", id64(int64(f.Level)))
	}
	if f.Volume != nil {
		first, _ := f.Volume.Bounds()
		q.Set("volume", id64(int64(first)))
	}
	sort := string(f.Sort)
	if f.Sort == models.EscalatedShare {
		sort = ""
	}
	for name, v := range map[string]string{"place": f.Place, "sort": sort, "after": f.After, "before": f.Before} {
		if v != "" {
			q.Set(name, v)
		}
	}
	return q
}

func withQuery(path string, q url.Values) string {
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return path
}

// PromisesPath lists the promises of all bodies.
func PromisesPath(ctx context.Context) string { return in(ctx, "/promises") }

// BodyPromisesPath lists the promises of one body.
func BodyPromisesPath(ctx context.Context, body int64) string {
	return in(ctx, promisesQuery(models.PromiseFilter{BodyID: body}))
}

// promisesQuery is the address of a list of promises without the language.
func promisesQuery(f models.PromiseFilter) string {
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
