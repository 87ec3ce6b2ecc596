package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jauap/models"
	"jauap/models/village"
)

// createDepartments creates the departments that do not exist.
func (f *filling) createDepartments(ctx context.Context) error {
	for _, d := range village.Departments {
		_, err := f.store.BodyOf(ctx, d.Place, d.Field)
		if err == nil {
			continue // it exists
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
		akimat, err := f.store.BodyOf(ctx, d.Place, "")
		if err != nil {
			return err
		}
		post := village.HeadOfOblastDepartment
		if akimat.Level == 2 {
			post = village.HeadOfDistrictDepartment
		}
		if _, err := f.store.CreateBody(ctx, models.NewBody{PlaceCode: d.Place, Kind: "department", Field: d.Field,
			Level: akimat.Level, SuperiorID: akimat.ID, Name: models.Names(d.Name), Post: models.Names(post)}); err != nil {
			return fmt.Errorf("department %s/%s: %w", d.Place, d.Field, err)
		}
	}
	return nil
}

// body returns the id of the body with the given place and field, in the form of the content files:
// "616059000" or "616000000/education".
func (f *filling) body(ctx context.Context, name string) (int64, error) {
	place, field, _ := strings.Cut(name, "/")
	b, err := f.store.BodyOf(ctx, place, field)
	return b.ID, err
}
