package models_test

import (
	"errors"
	"testing"

	"jauap/models"
	"jauap/models/database/dbtest"
	"jauap/models/modelstest"
	"jauap/models/secret"
)

// TestBindSecret: the first key is recorded; a start without it or with another is refused.
func TestBindSecret(t *testing.T) {
	t.Parallel()
	ctx, db, key := t.Context(), dbtest.Open(t), secret.Random()
	one, err := models.Open(ctx, db, models.FixedClock(modelstest.Wednesday))
	if err != nil {
		t.Fatal(err)
	}
	if err := one.NeedsKey(ctx); err != nil {
		t.Errorf("an empty database: %v", err)
	}
	if _, err := one.BindSecret(ctx, key); err != nil {
		t.Errorf("the first key: %v", err)
	}
	two, err := models.Open(ctx, db, models.FixedClock(modelstest.Wednesday))
	if err != nil {
		t.Fatal(err)
	}
	if err := two.NeedsKey(ctx); !errors.Is(err, models.ErrNoKey) {
		t.Errorf("no key beside a fingerprint: %v", err)
	}
	if _, err := two.BindSecret(ctx, key); err != nil {
		t.Errorf("the same key again: %v", err)
	}
	if _, err := two.BindSecret(ctx, secret.Random()); !errors.Is(err, models.ErrOtherKey) {
		t.Errorf("another key: %v", err)
	}
}

// TestNeedsKey: accounts of an older version have no fingerprint beside them.
func TestNeedsKey(t *testing.T) {
	t.Parallel()
	ctx, db := t.Context(), dbtest.Open(t)
	store, err := models.Open(ctx, db, models.FixedClock(modelstest.Wednesday))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Gorm.Exec(`insert into users (given_name, family_name, lang, created_at) values ('Айгүл', 'Сейіт', 'kk', now())`).Error; err != nil {
		t.Fatal(err)
	}
	if err := store.NeedsKey(ctx); !errors.Is(err, models.ErrNoKey) {
		t.Errorf("accounts without a fingerprint: %v", err)
	}
}
