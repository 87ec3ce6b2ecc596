package jobs

import (
	"context"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"jauap/models"
)

const (
	// sweepEvery is how long after its moment at most something happens that only
	// time does.
	sweepEvery = time.Minute
	// sweepTimeout ends a sweep that hangs; the next one takes up what it left.
	sweepTimeout = rescueAfter
	// sweepQueue is its own, so that mails in plenty do not hold the clocks up.
	sweepQueue = "sweeps"
)

// sweepArgs is the job that does what only time does. One program puts it into the
// queue each minute, whichever leads, and any one works it.
type sweepArgs struct{}

// Kind names the job in the queue.
func (sweepArgs) Kind() string { return "sweep" }

// InsertOpts: once a minute whoever asks, and not again when it failed: the next
// one does what it left.
func (sweepArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: sweepQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByPeriod: sweepEvery}}
}

// everyMinute puts the sweep into the queue, first as soon as a program leads.
func everyMinute() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(sweepEvery),
		func() (river.JobArgs, *river.InsertOpts) { return sweepArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

// sweep works the job. Other than a mail it may end in the middle: each of its
// batches is a transaction, and whoever sweeps next takes up the rest.
type sweep struct {
	river.WorkerDefaults[sweepArgs]
	store   *models.Store
	log     *slog.Logger
	running context.Context // until the program stops
}

func (*sweep) Timeout(*river.Job[sweepArgs]) time.Duration { return sweepTimeout }

func (w *sweep) Work(ctx context.Context, _ *river.Job[sweepArgs]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.running, cancel)()
	err := Sweep(ctx, w.store)
	if w.running.Err() != nil {
		return nil // what was left is done at the next start
	}
	if err != nil {
		w.log.Error("sweep failed; trying again in a minute", "err", err)
	}
	return err
}
