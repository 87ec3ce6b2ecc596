// Package jobs runs the background work: sweeps of deadlines, notices of events, and their
// mails.
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
	// noticeEvery is the interval at which new events are turned into notices.
	noticeEvery = 3 * time.Second
	// switchEvery is the interval at which the switches are read. It is one small query, and
	// a switch must take effect within a second.
	switchEvery = 500 * time.Millisecond
	// digestEvery is the interval at which due digests are queued.
	digestEvery = time.Minute
	// mailWorkers is the number of concurrent mails, each with its own SMTP connection.
	mailWorkers = 10
	// mailTimeout limits one mail. rescueAfter is the time after which the jobs of a killed
	// process are retried.
	mailTimeout = 30 * time.Second
	rescueAfter = 2 * time.Minute
	// stopWithin limits the time for running jobs when the program stops.
	stopWithin = 15 * time.Second
)

// Config holds what the jobs need in addition to the Store.
type Config struct {
	Pool    *pgxpool.Pool
	Mail    mail.Sender
	BaseURL string // public address, without a trailing slash
	Log     *slog.Logger
}

// Run works on the queue until ctx ends, then waits for running jobs. Several processes may
// share a queue.
func Run(ctx context.Context, store *models.Store, config Config) error {
	client, err := newClient(ctx, store, config)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	// ended by Stop, because the end of ctx must not interrupt a mail
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
		return fmt.Errorf("jobs: running mails did not finish: %w", err)
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

// watchSwitches reads the switches until ctx ends, so that a switch set on another instance
// takes effect here within a second. Repeated failures are logged once.
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
			log.Error("reading the switches failed; retrying", "err", database.WithoutValues(err))
		}
		failing = err != nil
	}
}

// findReaders turns new events into notices until ctx ends, including the events left by
// the last process. Once a minute it queues due digests and reloads the reference, which
// each process caches. Every process runs it. It is not a job, because a job every three
// seconds would write rows even without events.
func findReaders(ctx context.Context, store *models.Store, log *slog.Logger) {
	every := time.NewTicker(noticeEvery)
	defer every.Stop()
	var asked time.Time
	for {
		if time.Since(asked) >= digestEvery {
			asked = time.Now()
			if _, err := notice.New(store).QueueDigests(ctx); err != nil && ctx.Err() == nil {
				log.Error("queueing the weekly digests failed; retrying", "err", err)
			}
			if err := store.LoadReference(ctx); err != nil && ctx.Err() == nil {
				log.Error("reading the reference failed; retrying", "err", err)
			}
		}
		if _, err := notice.New(store).NoticeEvents(ctx); err != nil && ctx.Err() == nil {
			log.Error("finding the readers of events failed; retrying", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}
