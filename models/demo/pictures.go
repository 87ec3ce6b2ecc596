package demo

import (
	"strings"

	"jauap/models"
	"jauap/models/demo/draw"
)

// draw makes the pictures of a life. The seed is the life's and the picture's,
// so that no two show the same houses.
func (l *life) draw(photos []photo) ([]models.NewPicture, error) { return drawn(l.ID, l.Place, photos) }

func drawn(id, place string, photos []photo) ([]models.NewPicture, error) {
	region := draw.Steppe
	if strings.HasPrefix(place, "61") {
		region = draw.South
	}
	var pictures []models.NewPicture
	for _, p := range photos {
		image, err := draw.JPEG(p.Scene, region, seeded(id+p.Scene).Uint64())
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, models.NewPicture{Image: image, Role: p.Role, Alt: p.Alt})
	}
	return pictures, nil
}
