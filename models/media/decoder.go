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

// Decoder decodes files concurrently as long as together they fit into its memory budget.
type Decoder struct {
	memory  *semaphore.Weighted
	decoded atomic.Int64
}

// NewDecoder returns a decoder with a memory budget in bytes, at least MaxMemory.
func NewDecoder(memory int64) *Decoder {
	return &Decoder{memory: semaphore.NewWeighted(max(memory, MaxMemory))}
}

// Decoded returns the number of files that were decoded, with or without success.
func (d *Decoder) Decoded() int64 { return d.decoded.Load() }

// Prepare decodes a file and makes the large and the small picture. It waits until the memory
// budget allows it or the context ends.
func (d *Decoder) Prepare(ctx context.Context, s Source) (p Picture, err error) {
	if err := d.memory.Acquire(ctx, s.Memory); err != nil {
		return p, fmt.Errorf("media: wait for memory: %w", err)
	}
	defer d.memory.Release(s.Memory)
	if err := ctx.Err(); err != nil { // Acquire does not check a cancelled context when memory is free
		return p, fmt.Errorf("media: %w", err)
	}
	d.decoded.Add(1)
	picture, err := s.decode()
	if err != nil {
		return p, broken(err)
	}
	return render(picture, orientation(s.file), profileOf(s.file))
}

// Prepare inspects and decodes a file with a memory budget of its own.
func Prepare(file []byte) (Picture, error) {
	s, err := Inspect(file)
	if err != nil {
		return Picture{}, err
	}
	return NewDecoder(MaxMemory).Prepare(context.Background(), s)
}

// broken maps a decoder's error to ErrBroken for a damaged file, or to ErrUnusual for an
// unsupported format.
func broken(err error) error {
	switch {
	case err == nil:
		return ErrBroken
	case errors.As(err, new(jpeg.UnsupportedError)), errors.As(err, new(scaled.UnsupportedError)), errors.As(err, new(png.UnsupportedError)):
		return fmt.Errorf("%w: %w", ErrUnusual, err)
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}
