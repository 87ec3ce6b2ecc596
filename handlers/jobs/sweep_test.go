package jobs

import (
	"testing"
)

// TestSweeps runs two programs: the leader queues the sweep, one of the two works it, and
// both stop.
func TestSweeps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	w.must(w.db.Gorm.Exec(`update appeals set registered_on = '2026-01-05', redirect_due = '2026-01-08', answer_due = '2026-01-26', clock_at = '2026-01-05'`).Error)
	one, two := w.run(), w.run()
	overdue := func() (n int) {
		w.row(&n, `select count(*) from events where kind = 'overdue'`)
		return n
	}
	for tries := 0; overdue() == 0 && tries < 600; tries++ {
		w.row(new(string), `select pg_sleep(0.1)::text`)
	}
	one()
	two()
	var jobs, minutes int
	w.row(&jobs, `select count(*) from river_job where kind = 'sweep'`)
	w.row(&minutes, `select count(distinct date_trunc('minute', created_at)) from river_job where kind = 'sweep'`)
	if overdue() != 1 || jobs == 0 || jobs != minutes {
		t.Errorf("%d overdue events, %d jobs in %d minutes", overdue(), jobs, minutes)
	}
}
