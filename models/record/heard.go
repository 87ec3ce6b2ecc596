package record

import (
	"context"
	"fmt"
	"time"
)

// Heard counts how a body handled complaints about its subordinate bodies. The appeals
// belong to the records of the subordinate bodies, so without these counts the record of a
// superior would not show its silence.
type Heard struct {
	Came     int // by the quarter of the escalation
	Decided  int // with an answer of the body itself
	Returned int // to the subordinate body, with an order
	Late     int // the term ended without a decision; one may have followed
	AsOf     time.Time
}

// heard reads the complaints to a body.
func (s *Store) heard(ctx context.Context, body int64, f RecordFilter) (h Heard, err error) {
	where, args := f.where()
	args["body"] = body
	if err = s.db.Read(ctx, &h, `
		select count(*) as came, count(*) filter (where r.outcome = 'decided') as decided,
			count(*) filter (where r.outcome = 'returned') as returned, count(r.silent_at) as late
		from (
			select e.outcome, e.silent_at, a.category_code, date_trunc('quarter', e.at at time zone 'Asia/Almaty')::date as quarter
			from escalations e join appeals a on a.id = e.appeal_id where e.to_body_id = @body) r
		where `+where, args); err != nil {
		return h, fmt.Errorf("complaints to body %d: %w", body, err)
	}
	h.AsOf = s.core.Now()
	return h, nil
}
