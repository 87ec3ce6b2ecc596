package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jauap/models"
	"jauap/models/register"
	"jauap/models/village"
)

// content holds the data of the demo. places.csv is an excerpt of the official classifier in its
// original columns. coordinates.csv is an excerpt of Who's On First, which has the centres of
// settlements from GeoNames (CC BY 4.0).
//
//go:embed content
var content embed.FS

// somePlace is a place in every edition of the classifier and in the excerpt.
const somePlace = "610000000"

// importPlaces imports the places in the same way as an operator imports the whole classifier, so
// that a later import renames nothing. It does not change existing places.
func (f *filling) importPlaces(ctx context.Context) error {
	_, err := f.store.Place(ctx, village.Aigerim.Home)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if err != nil {
		if err := f.withFile("places.csv", func(path string) error {
			_, err := register.New(f.store).ImportPlaces(ctx, path, register.PlacesImport{})
			return err
		}); err != nil {
			return err
		}
		if err := f.withFile("coordinates.csv", func(path string) error {
			_, err := register.New(f.store).ImportCoordinates(ctx, path, false, nil)
			return err
		}); err != nil {
			return err
		}
	}
	if err := f.store.EnsureBodies(ctx); err != nil {
		return err
	}
	return f.createDepartments(ctx)
}

// withFile calls use with the path of a temporary copy of a content file.
func (f *filling) withFile(name string, use func(path string) error) error {
	data, err := content.ReadFile("content/" + name)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "jauap-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	if err := use(path); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
