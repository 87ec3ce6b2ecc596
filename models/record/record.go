package record

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
)

// RecordVersion is the version of the rules of a record. It changes with what a figure counts
// or how it is judged.
const RecordVersion = 4

// Record is the statistics of how a body handles its appeals.
type Record struct {
	Body       models.Body
	Superior   *models.Body // nil for the government
	Place      models.Place // of the body; zero for the government
	Filter     RecordFilter
	Sum        Counts
	Rows       []RecordRow
	ByQuarter  []RecordRow // every quarter from the first to the last; Category is empty
	ByCategory []RecordRow // most appeals first; Quarter is zero
	Peers      Peers
	Replies    []Reply // the newest first
	Heard      Heard
	AsOf       time.Time
}

// Record reads the record of a body, in a fixed number of queries.
func (s *Store) Record(ctx context.Context, body int64, f RecordFilter) (r Record, err error) {
	r.Filter = f
	var field string
	if r.Body, err = s.core.Body(ctx, body); err != nil {
		return r, err
	}
	if err = s.db.ReadOne(ctx, &field, `select field from bodies where id = ?`, body); err != nil {
		return r, err
	}
	if r.Body.SuperiorID != nil {
		superior, err := s.core.Body(ctx, *r.Body.SuperiorID)
		if err != nil {
			return r, err
		}
		r.Superior = &superior
	}
	if r.Body.PlaceCode != "" {
		if r.Place, err = s.core.Place(ctx, r.Body.PlaceCode); err != nil {
			return r, err
		}
	}
	if r.Rows, err = s.RecordRows(ctx, body, f); err != nil {
		return r, err
	}
	r.Sum, r.ByQuarter, r.ByCategory = SumOf(r.Rows), byQuarter(r.Rows), byCategory(r.Rows)
	all, err := s.tallies(ctx, r.Body.Level, field, f)
	if err != nil {
		return r, err
	}
	r.Peers = newPeers(r.Body.Level, r.Sum.Volume(), all)
	if r.Replies, err = s.replies(ctx, body); err != nil {
		return r, err
	}
	if r.Heard, err = s.heard(ctx, body, f); err != nil {
		return r, err
	}
	if r.AsOf, err = s.RecordsAsOf(ctx); err != nil {
		return r, fmt.Errorf("record of body %d: %w", body, err)
	}
	return r, nil
}

// Judged returns the shares of the record in the order of the page.
func (r Record) Judged() []Judged {
	list := make([]Judged, len(Shares))
	for i, f := range Shares {
		list[i] = r.Judge(f)
	}
	return list
}

// Judge returns one share of the record.
func (r Record) Judge(f Figure) Judged { return r.Peers.JudgeAmong(r.Body.ID, r.Sum, f) }

// Looks returns the flagged shares of the record.
func (r Record) Looks() []Look { return r.Peers.Looks(r.Body.ID, r.Sum) }
