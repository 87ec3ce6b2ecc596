package demo

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"jauap/models"
	"jauap/models/demo/draw"
)

// sketch is some pictures that will be needed at a time in the past.
type sketch struct {
	at       time.Time
	pictures func() ([]models.NewPicture, error)
}

// sketch promises the pictures of a thing for a time; they are drawn once, by
// drawAhead or by whoever needs them sooner.
func (f *filling) sketch(at time.Time, id, place string, photos []photo) func() ([]models.NewPicture, error) {
	pictures := sync.OnceValues(func() ([]models.NewPicture, error) { return drawn(id, place, photos) })
	if len(photos) > 0 {
		f.sketches = append(f.sketches, sketch{at, pictures})
	}
	return pictures
}

// drawAhead draws in the order in which pictures are needed, on a core that
// would wait for the database. Errors come back to those who ask.
func (f *filling) drawAhead(ctx context.Context) {
	slices.SortFunc(f.sketches, func(a, b sketch) int { return a.at.Compare(b.at) })
	for _, s := range f.sketches {
		if ctx.Err() != nil {
			return
		}
		s.pictures()
	}
}

// drawn makes pictures with a seed of their own, so that no two show the same houses,
// unless one is used once more.
func drawn(id, place string, photos []photo) ([]models.NewPicture, error) {
	region := draw.Steppe
	if strings.HasPrefix(place, "61") {
		region = draw.South
	}
	var pictures []models.NewPicture
	for _, p := range photos {
		of := id
		if p.Of != "" {
			of = p.Of
		}
		image, err := draw.JPEG(p.Scene, region, seeded(of+p.Scene).Uint64())
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, models.NewPicture{Image: image, Role: p.Role, Alt: p.Alt})
	}
	return pictures, nil
}
