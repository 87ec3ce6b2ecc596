// Package village inserts the places of models/village into the database of a test. It does not
// import models, so that the tests in models can use it too.
package village

import (
	"context"

	"jauap/models/village"
)

// Exec runs one statement with question marks for its arguments.
type Exec func(ctx context.Context, sql string, args ...any) (int64, error)

// Insert inserts all places of the village.
func Insert(ctx context.Context, exec Exec) error {
	for _, p := range village.Places {
		if err := InsertPlace(ctx, exec, p); err != nil {
			return err
		}
	}
	return nil
}

// InsertPlace inserts one place.
func InsertPlace(ctx context.Context, exec Exec, p village.Place) error {
	_, err := exec(ctx, `
		insert into places (code, parent_code, level, unit, official_kk, official_ru, name_kk, name_ru, name_en)
		values (?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)`, p.Code, p.Parent, p.Level, p.Unit, p.KK, p.RU, p.KK, p.RU, p.EN)
	return err
}
