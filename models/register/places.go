package register

import (
	"context"
	"fmt"
	"path/filepath"
)

// PlacesImport holds the options of ImportPlaces.
type PlacesImport struct {
	DryRun     bool // find the differences without changing anything
	RetireMany bool // also if the edition looks incomplete, see PlacesDiff.RetiresMany
	Progress   Progress
}

// ManyRetired is the error for an edition that is probably incomplete, since many places are
// missing. Nothing was changed.
type ManyRetired struct {
	File   string
	Diff   PlacesDiff
	Places int // not retired before
}

func (e *ManyRetired) Error() string {
	return fmt.Sprintf("%s: %d of %d places are missing and would be retired. Is the file complete?",
		filepath.Base(e.File), len(e.Diff.Retired), e.Places)
}

// ImportPlaces replaces the classifier of places (KATO) with the edition in file, the official
// workbook or a CSV file with its columns. It adds, renames, restores and retires places, and
// creates the bodies of places with an akim. Retired places keep their appeals. On any error
// it changes nothing. It is idempotent.
func (s *Store) ImportPlaces(ctx context.Context, file string, opt PlacesImport) (PlacesDiff, error) {
	edition, err := readEdition(file, opt.Progress)
	if err != nil {
		return PlacesDiff{}, err
	}
	var diff PlacesDiff
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.lockImport(ctx, "places"); err != nil {
			return err
		}
		var present []katoPlace
		if err := tx.db.Read(ctx, &present, `
			select code, coalesce(parent_code, '') as parent, level, unit, terrain, official_kk, official_ru,
				retired_on is not null as retired
			from places order by code`); err != nil {
			return err
		}
		diff = comparePlaces(present, edition)
		if opt.DryRun {
			return nil
		}
		if diff.RetiresMany() && !opt.RetireMany {
			return &ManyRetired{File: file, Diff: diff, Places: diff.active}
		}
		if err := tx.writePlaces(ctx, diff); err != nil {
			return err
		}
		if opt.Progress != nil {
			opt.Progress(len(edition), len(diff.write)+len(diff.Retired))
		}
		return nil
	})
	if err != nil {
		return diff, fmt.Errorf("import places: %w", err)
	}
	return diff, nil
}
