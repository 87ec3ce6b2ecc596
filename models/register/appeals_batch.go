package register

import (
	"context"

	"jauap/models/sheet"
)

// registerBatch is the number of rows that are read and written together.
const registerBatch = 5000

// batches reads the table in a goroutine, ahead of the database, which is slower. A batch with
// an error is the last one. The goroutine ends when ctx is done.
func (r *registerReader) batches(ctx context.Context, table *sheet.Table) <-chan readBatch {
	out := make(chan readBatch, 1)
	go func() {
		defer close(out)
		var batch readBatch
		send := func() bool {
			select {
			case out <- batch:
				batch = readBatch{}
				return true
			case <-ctx.Done():
				return false
			}
		}
		for row, err := range table.Rows() {
			if err != nil {
				batch.err = err
				break
			}
			batch.entries = append(batch.entries, r.read(row))
			if len(batch.entries) == registerBatch && !send() {
				return
			}
		}
		if len(batch.entries) > 0 || batch.err != nil {
			send()
		}
	}()
	return out
}

// readBatch is a batch of parsed rows; err ends the reading.
type readBatch struct {
	entries []registerEntry
	err     error
}
