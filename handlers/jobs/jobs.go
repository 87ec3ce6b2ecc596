// Package jobs runs the background work: sweeps of deadlines, notices of events and their
// mails. A job is a request without a visitor.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mail"
	"jauap/models/notice"
)

const (
	// noticeEvery is how long an event waits for its readers to be found.
	noticeEvery = 3 * time.Second
	// switchEvery is how often the switches are read: one small query, for a delay of
	// less than a second.
	switchEvery = 500 * time.Millisecond
	// digestEvery is how often it is asked whether the hour of a digest has come.
	digestEvery = time.Minute
	// mailWorkers is how many mails are on their way at once; each has a
	// conversation with the mail server of its own.
	mailWorkers = 10
	// mailTimeout ends a conversation that hangs. Mails under way when the program
	// was killed are taken up again after rescueAfter.
	mailTimeout = 30 * time.Second
	rescueAfter = 2 * time.Minute
	// stopWithin is how long mails under way may take when the program stops.
	stopWithin = 15 * time.Second
)

// Config holds what the jobs need in addition to the Store.
type Config struct {
	Pool    *pgxpool.Pool
	Mail    mail.Sender
	BaseURL string // as the public writes it, without a slash at the end
	Log     *slog.Logger
}

// Run works the queue until ctx ends, then waits for running jobs. Several processes may
// work one queue.
func Run(ctx context.Context, store *models.Store, config Config) error {
	client, err := newClient(ctx, store, config)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	// ended by Stop, not in the middle of a conversation by the end of ctx
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	watched := make(chan struct{})
	go func() { defer close(watched); watchSwitches(ctx, store, config.Log) }()
	findReaders(ctx, store, config.Log)
	<-watched
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if err := client.Stop(stop); err != nil {
		return fmt.Errorf("jobs: mails under way did not end: %w", err)
	}
	return nil
}

func newClient(ctx context.Context, store *models.Store, config Config) (*river.Client[pgx.Tx], error) {
	workers, post := river.NewWorkers(), post{store, config, newMail(config)}
	if err := river.AddWorkerSafely(workers, &sendNotice{post: post}); err != nil {
		return nil, err
	}
	if err := river.AddWorkerSafely(workers, &sendDigest{post: post}); err != nil {
		return nil, err
	}
	if err := river.AddWorkerSafely(workers, &sweep{store: store, log: config.Log, running: ctx}); err != nil {
		return nil, err
	}
	return river.NewClient(riverpgxv5.New(config.Pool), &river.Config{
		Workers:              workers,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: mailWorkers}, sweepQueue: {MaxWorkers: 1}},
		PeriodicJobs:         []*river.PeriodicJob{everyMinute()},
		JobTimeout:           mailTimeout,
		RescueStuckJobsAfter: rescueAfter,
		ErrorHandler:         logged{config.Log},
		Logger:               quiet(config.Log),
	})
}

// watchSwitches reads the switches until ctx ends, often enough that one turned on another
// instance acts here within a second. A failure is logged once, until one read succeeds.
func watchSwitches(ctx context.Context, store *models.Store, log *slog.Logger) {
	every := time.NewTicker(switchEvery)
	defer every.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		within, cancel := context.WithTimeout(ctx, mailTimeout)
		err := store.LoadSwitches(within)
		cancel()
		if err != nil && ctx.Err() == nil && !failing {
			log.Error("reading the switches failed; trying again", "err", database.WithoutValues(err))
		}
		failing = err != nil
	}
}

// findReaders turns new events into notices until ctx ends, starting with those left by
// the last run. Once a minute it queues due digests and reloads the reference, which each
// process caches. Every process runs it: as a job in the queue it would write a row every
// three seconds to find nothing.
func findReaders(ctx context.Context, store *models.Store, log *slog.Logger) {
	every := time.NewTicker(noticeEvery)
	defer every.Stop()
	var asked time.Time
	for {
		if time.Since(asked) >= digestEvery {
			asked = time.Now()
			if _, err := notice.New(store).QueueDigests(ctx); err != nil && ctx.Err() == nil {
				log.Error("queueing the weekly digests failed; trying again", "err", err)
			}
			if err := store.LoadReference(ctx); err != nil && ctx.Err() == nil {
				log.Error("reading the reference failed; trying again", "err", err)
			}
		}
		if _, err := notice.New(store).NoticeEvents(ctx); err != nil && ctx.Err() == nil {
			log.Error("finding the readers of events failed; trying again", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}
