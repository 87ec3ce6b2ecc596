package models_test

import (
	"testing"

	"jauap/models"
	"jauap/models/database/dbtest"
	"jauap/models/modelstest"
)

// TestSwitchesOfAnotherInstance: a switch turned elsewhere is on here after LoadSwitches,
// and off again.
func TestSwitchesOfAnotherInstance(t *testing.T) {
	t.Parallel()
	ctx, db := t.Context(), dbtest.Open(t)
	here, err := models.Open(ctx, db, models.FixedClock(modelstest.Wednesday))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		sql string
		on  bool
	}{
		{`insert into switches (name, at, user_id) select 'read_only', now(), id from u`, true},
		{`delete from switches where exists (select from u)`, false},
	} {
		if err := db.Gorm.Exec(`with u as (insert into users (given_name, family_name, lang, created_at) values ('Тимур', 'Ахмет', 'kk', now()) returning id) ` + test.sql).Error; err != nil {
			t.Fatal(err)
		}
		if err := here.LoadSwitches(ctx); err != nil {
			t.Fatal(err)
		}
		if err := here.Reference().Open(); (err != nil) != test.on {
			t.Errorf("after %s: %v", test.sql, err)
		}
	}
}
