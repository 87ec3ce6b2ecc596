package jobs

import (
	"testing"
	"time"
)

// TestSweeps: with two programs the leader queues the sweeps and each runs once. The programs
// stop without waiting for the next sweep.
func TestSweeps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	w.must(w.db.Gorm.Exec(`update appeals set registered_on = '2026-01-05', redirect_due = '2026-01-08', answer_due = '2026-01-26', clock_at = '2026-01-05'`).Error)
	one, two := w.run(), w.run()
	overdue := func() (n int) {
		w.row(&n, `select count(*) from events where kind = 'overdue'`)
		return n
	}
	for deadline := time.Now().Add(time.Minute); overdue() == 0 && time.Now().Before(deadline); {
		w.row(new(string), `select pg_sleep(0.1)::text`)
	}
	begun := time.Now()
	one()
	two()
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("stopping took %s", took)
	}
	var jobs, minutes int
	w.row(&jobs, `select count(*) from river_job where kind = 'sweep'`)
	w.row(&minutes, `select count(distinct date_trunc('minute', created_at)) from river_job where kind = 'sweep'`)
	if overdue() != 1 || jobs == 0 || jobs != minutes {
		t.Errorf("%d overdue events, %d jobs in %d minutes", overdue(), jobs, minutes)
	}
}
