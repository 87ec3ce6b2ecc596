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

// sketch is a set of pictures that will be needed at a time in the past.
type sketch struct {
	at       time.Time
	pictures func() ([]models.NewPicture, error)
}

// sketch registers pictures that will be needed at a time. The returned function draws them once;
// it is called by drawAhead or, if earlier, by the action that needs them.
func (f *filling) sketch(at time.Time, id, place string, photos []photo) func() ([]models.NewPicture, error) {
	pictures := sync.OnceValues(func() ([]models.NewPicture, error) { return drawn(id, place, photos) })
	if len(photos) > 0 {
		f.sketches = append(f.sketches, sketch{at, pictures})
	}
	return pictures
}

// drawAhead draws pictures in the order in which they are needed, to use a core that would
// otherwise wait for the database. The actions that use the pictures get the errors.
func (f *filling) drawAhead(ctx context.Context) {
	slices.SortFunc(f.sketches, func(a, b sketch) int { return a.at.Compare(b.at) })
	for _, s := range f.sketches {
		if ctx.Err() != nil {
			return
		}
		s.pictures()
	}
}

// drawn draws pictures with different seeds, so that no two show the same houses, unless one reuses
// the picture of another.
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
