package record

import (
	"context"
	"fmt"
	"time"
)

// Heard is how a body has dealt with the complaints about the bodies beneath it. No other
// figure of a record tells of it: these appeals stand with the bodies beneath, and without
// it the silence of a superior would leave a clean record.
type Heard struct {
	Came     int // by the quarter in which they came
	Decided  int // by an answer of the body itself
	Returned int // with an order
	Late     int // the term ended without a decision, though one may have followed
	AsOf     time.Time
}

func (s *Store) heard(ctx context.Context, body int64, f RecordFilter) (h Heard, err error) {
	where, args := f.where()
	if err = s.db.Read(ctx, &h, `
		select count(*) as came, count(*) filter (where r.outcome = 'decided') as decided,
			count(*) filter (where r.outcome = 'returned') as returned, count(r.silent_at) as late
		from (
			select e.outcome, e.silent_at, a.category_code, date_trunc('quarter', e.at at time zone 'Asia/Almaty')::date as quarter
			from escalations e join appeals a on a.id = e.appeal_id where e.to_body_id = ?) r
		where `+where, append([]any{body}, args...)...); err != nil {
		return h, fmt.Errorf("complaints to body %d: %w", body, err)
	}
	h.AsOf = s.core.Now()
	return h, nil
}
