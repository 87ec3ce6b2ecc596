package jobs

import (
	"testing"
	"time"
)

// TestSweeps: whichever of two programs leads puts the sweep into the queue, and one of
// them works it; it stops at once with its program.
func TestSweeps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "aigul@example.kz")
	w.must(w.db.Gorm.Exec(`update appeals set registered_on = '2026-01-05', redirect_due = '2026-01-08', answer_due = '2026-01-26', clock_at = '2026-01-05'`).Error)
	one, two := w.run(), w.run()
	told := func() (n int) {
		w.row(&n, `select count(*) from events where kind = 'overdue'`)
		return n
	}
	for deadline := time.Now().Add(time.Minute); told() == 0 && time.Now().Before(deadline); {
		w.row(new(string), `select pg_sleep(0.1)::text`)
	}
	begun := time.Now()
	one()
	two()
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %s to stop", took)
	}
	var jobs, minutes int
	w.row(&jobs, `select count(*) from river_job where kind = 'sweep'`)
	w.row(&minutes, `select count(distinct date_trunc('minute', created_at)) from river_job where kind = 'sweep'`)
	if told() != 1 || jobs == 0 || jobs != minutes {
		t.Errorf("told %d times, by %d jobs in %d minutes", told(), jobs, minutes)
	}
}
