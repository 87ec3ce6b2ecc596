package models

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

const (
	sweepBatch = 5000
	sweepers   = 2
)

// sweep applies a time-based transition to all rows that are due, and returns their number.
// It calls batch, each time in a transaction of its own, until batch returns less than
// sweepBatch. batch locks the rows after the id *after that no other transaction holds, checks
// them again under the lock, and moves *after on. So two sweeps can run at once, and a second
// run changes nothing. An action applies the same transitions to its own appeal first, see
// catchUp, so its result does not depend on when a sweep last ran.
//
// A sweep writes the time at which a transition became due, not the time of the sweep: after
// a stop the program records what it missed.
//
// Two batches run at once: the server works on one while the program prepares the other.
func (s *Store) sweep(ctx context.Context, what string, batch func(tx *Store, after *int64) (int, error)) (int, error) {
	var changed atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	at := sweepers
	if s.db.InTx() { // a transaction has one connection
		at = 1
	}
	for range at {
		g.Go(func() error {
			var after int64
			for {
				var n int
				err := s.tx(ctx, func(tx *Store) (err error) {
					n, err = batch(tx, &after)
					return err
				})
				if err != nil {
					return fmt.Errorf("%s: %w", what, err)
				}
				changed.Add(int64(n))
				if n < sweepBatch {
					return nil
				}
			}
		})
	}
	err := g.Wait()
	return int(changed.Load()), err
}
