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
)

// content is what the demo is made of. places.csv is an excerpt of the official
// classifier in its own columns, coordinates.csv one of Who's On First, whose
// centres of settlements come from GeoNames (CC BY 4.0).
//
//go:embed content
var content embed.FS

// somePlace is in every edition of the classifier, and in the excerpt.
const somePlace = "610000000"

// layTerritory brings the places in by the doors through which an operator
// imports the whole classifier; so a later import finds nothing to rename. Where
// places are there already they stay as they are.
func (f *filling) layTerritory(ctx context.Context) error {
	_, err := f.store.Place(ctx, Aigerim.Home)
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

// withFile lends a content file to somebody who reads files by their path.
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
