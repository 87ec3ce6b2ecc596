package register

import (
	"context"
	"fmt"
	"path/filepath"
)

// PlacesImport is how an edition of the classifier is taken over.
type PlacesImport struct {
	DryRun     bool // find the difference, change nothing
	RetireMany bool // even where the edition looks like a part of itself, see PlacesDiff.RetiresMany
	Progress   Progress
}

// ManyRetired is the error for an edition in which so much is missing that it is
// probably cut. Nothing was changed.
type ManyRetired struct {
	File   string
	Diff   PlacesDiff
	Places int // not retired before
}

func (e *ManyRetired) Error() string {
	return fmt.Sprintf("%s: %d of %d places are missing and would be retired. Is the file complete?",
		filepath.Base(e.File), len(e.Diff.Retired), e.Places)
}

// ImportPlaces makes the edition of the official classifier (KATO) in file, the
// workbook or a CSV file with its columns, the one that holds: renames, adds,
// brings back and retires places, and gives each akim's place its body. Retired
// places keep their appeals. All of it happens, or, on any error, nothing; a
// second time nothing changes.
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
