package media

import (
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"image/png"
	"sync/atomic"

	"golang.org/x/sync/semaphore"

	scaled "jauap/models/media/jpeg"
)

// Decoder decodes several files at once as long as they fit into its memory together.
type Decoder struct {
	memory  *semaphore.Weighted
	decoded atomic.Int64
}

// NewDecoder returns a decoder that fills at most so many bytes at once; MaxMemory is
// the least.
func NewDecoder(memory int64) *Decoder {
	return &Decoder{memory: semaphore.NewWeighted(max(memory, MaxMemory))}
}

// Decoded counts the files that were decoded, right or wrong.
func (d *Decoder) Decoded() int64 { return d.decoded.Load() }

// Prepare decodes a file and makes the large and the small picture of it. It waits
// until there is memory for it, no longer than the context lasts.
func (d *Decoder) Prepare(ctx context.Context, s Source) (p Picture, err error) {
	if err := d.memory.Acquire(ctx, s.Memory); err != nil {
		return p, fmt.Errorf("media: wait for memory: %w", err)
	}
	defer d.memory.Release(s.Memory)
	if err := ctx.Err(); err != nil { // there was memory at once, but nobody waits any more
		return p, fmt.Errorf("media: %w", err)
	}
	d.decoded.Add(1)
	picture, err := s.decode()
	if err != nil {
		return p, broken(err)
	}
	return made(picture, orientation(s.file), profileOf(s.file))
}

// Prepare inspects and decodes a file for a caller that has nothing to share.
func Prepare(file []byte) (Picture, error) {
	s, err := Inspect(file)
	if err != nil {
		return Picture{}, err
	}
	return NewDecoder(MaxMemory).Prepare(context.Background(), s)
}

// broken maps a decoder's error: damaged files are told apart from formats that this
// program does not support.
func broken(err error) error {
	switch {
	case err == nil:
		return ErrBroken
	case errors.As(err, new(jpeg.UnsupportedError)), errors.As(err, new(scaled.UnsupportedError)), errors.As(err, new(png.UnsupportedError)):
		return fmt.Errorf("%w: %w", ErrUnusual, err)
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}
