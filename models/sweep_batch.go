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

// sweep calls batch, each time in a transaction of its own, until it finds fewer than
// sweepBatch. batch begins behind the id after and moves it on. Several go on at once,
// as in several programs: the server is busy with one while another is made ready.
func (s *Store) sweep(ctx context.Context, what string, batch func(tx *Store, after *int64) (int, error)) (int, error) {
	var changed atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	at := sweepers
	if s.db.InTx() { // within a transaction there is one connection
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
