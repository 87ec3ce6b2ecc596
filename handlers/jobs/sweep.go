package jobs

import (
	"context"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"jauap/models"
)

const (
	// sweepEvery is the longest delay between a deadline and its effect.
	sweepEvery = time.Minute
	// sweepTimeout limits one sweep; the next one continues its work.
	sweepTimeout = rescueAfter
	// sweepQueue is a separate queue, so that many mails do not delay deadlines.
	sweepQueue = "sweeps"
)

// sweepArgs is the job that applies time-based transitions. The leader queues it each
// minute; any process may run it.
type sweepArgs struct{}

// Kind names the job in the queue.
func (sweepArgs) Kind() string { return "sweep" }

// InsertOpts limits the job to one a minute over all processes. A failed sweep is not
// retried, because the next one continues its work.
func (sweepArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: sweepQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByPeriod: sweepEvery}}
}

// everyMinute queues the sweep each minute, the first time when a process becomes leader.
func everyMinute() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(sweepEvery),
		func() (river.JobArgs, *river.InsertOpts) { return sweepArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

// sweep runs the job. Unlike a mail it may be interrupted, because each batch is a
// transaction and the next sweep continues.
type sweep struct {
	river.WorkerDefaults[sweepArgs]
	store   *models.Store
	log     *slog.Logger
	running context.Context // ends when the program stops
}

func (*sweep) Timeout(*river.Job[sweepArgs]) time.Duration { return sweepTimeout }

func (w *sweep) Work(ctx context.Context, _ *river.Job[sweepArgs]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.running, cancel)()
	err := Sweep(ctx, w.store)
	if w.running.Err() != nil {
		return nil // the next start continues
	}
	if err != nil {
		w.log.Error("sweep failed; retrying in a minute", "err", err)
	}
	return err
}
