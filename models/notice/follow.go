package notice

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// Followed is a Target with its name.
type Followed struct {
	models.Target
	Number string       // of an appeal
	Title  string       // of a public appeal or an explanation
	Lang   string       // of the title
	Name   models.Names `gorm:"embedded;embeddedPrefix:name_"` // of the other kinds
	Place  string       // KATO code of the place of a body
}

// followRow is a row of follows.
type followRow struct {
	UserID int64
	models.Target
	At time.Time
}

func (followRow) TableName() string { return "follows" }

// Follow makes a user follow a target, with mails; following it twice is not an error.
// ErrNotFound if the target does not exist or is not public.
func (s *Store) Follow(ctx context.Context, user int64, t models.Target) error {
	err := s.tx(ctx, func(tx *Store) error {
		if _, err := tx.followed(ctx, t); err != nil {
			return err
		}
		if err := models.SetMuted(ctx, tx.db, user, t, false, tx.core.Now()); err != nil {
			return err
		}
		_, err := database.CreateNew(ctx, tx.db, &followRow{UserID: user, Target: t, At: tx.core.Now()})
		return err
	})
	if err != nil {
		return fmt.Errorf("follow %s %s: %w", t.Kind, t.ID, err)
	}
	return nil
}

// Unfollow ends the following of a target; it is not an error if the user does not follow it.
func (s *Store) Unfollow(ctx context.Context, user int64, t models.Target) error {
	if err := s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[followRow](tx.db).Where("user_id = ?", user).Where("kind = ? and target = ?", t.Kind, t.ID).Delete(ctx)
		return err
	}); err != nil {
		return fmt.Errorf("unfollow %s %s: %w", t.Kind, t.ID, err)
	}
	return nil
}

// Follows reports in one query which of the targets a user follows.
func (s *Store) Follows(ctx context.Context, user int64, targets ...models.Target) (map[models.Target]bool, error) {
	pairs := make([][]any, len(targets))
	for i, t := range targets {
		pairs[i] = []any{string(t.Kind), t.ID}
	}
	var found []models.Target
	if err := s.db.Read(ctx, &found, `select kind, target from follows where user_id = ? and (kind, target) in ?`, user, pairs); err != nil {
		return nil, fmt.Errorf("targets that user %d follows: %w", user, err)
	}
	follows := map[models.Target]bool{}
	for _, t := range found {
		follows[t] = true
	}
	return follows, nil
}

// followedNames joins the tables with the names of targets f (kind, target).
const followedNames = `
	left join appeals a on f.kind = 'appeal' and a.id = case when f.kind = 'appeal' then f.target::bigint end
	left join works w on f.kind = 'work' and w.id = case when f.kind = 'work' then f.target::bigint end
	left join places p on f.kind = 'place' and p.code = f.target
	left join categories c on f.kind = 'category' and c.code = f.target
	left join bodies b on f.kind = 'body' and b.id = case when f.kind = 'body' then f.target::bigint end`

// followedColumns are the columns of a Followed.
const followedColumns = `
	f.kind, f.target, coalesce(a.number, '') as number, coalesce(a.lang, w.lang, '') as lang, coalesce(b.place_code, '') as place,
	coalesce(case when a.public then a.title end, w.title, '') as title,
	coalesce(p.name_kk, c.name_kk, b.name_kk, '') as name_kk,
	coalesce(p.name_ru, c.name_ru, b.name_ru, '') as name_ru,
	coalesce(p.name_en, c.name_en, b.name_en, '') as name_en`

// AllFollowed returns everything that a user follows, the newest first.
func (s *Store) AllFollowed(ctx context.Context, user int64) (all []Followed, err error) {
	err = s.db.Read(ctx, &all, `select `+followedColumns+` from follows f `+followedNames+`
		where f.user_id = ? order by f.at desc, f.kind, f.target`, user)
	if err != nil {
		return nil, fmt.Errorf("targets that user %d follows: %w", user, err)
	}
	return all, nil
}

// followed returns a public target that can be followed; ErrNotFound for any other.
func (s *Store) followed(ctx context.Context, t models.Target) (f Followed, err error) {
	if t.Kind == models.MuteWork || t.Kind == models.MuteDigest {
		return f, models.ErrNotFound
	}
	if f, err = s.named(ctx, t); err == nil && t.Kind == models.FollowAppeal && f.Title == "" {
		err = models.ErrNotFound
	}
	return f, err
}

// named returns a target with its name, public or not.
func (s *Store) named(ctx context.Context, t models.Target) (f Followed, err error) {
	if t.Kind == models.MuteDigest && slices.Contains(models.DigestKinds, models.DigestKind(t.ID)) {
		return Followed{Target: t}, nil
	}
	if !slices.Contains([]models.FollowKind{models.FollowAppeal, models.FollowPlace, models.FollowCategory, models.FollowBody, models.MuteWork}, t.Kind) {
		return f, models.ErrNotFound
	}
	if t.Kind == models.FollowAppeal || t.Kind == models.FollowBody || t.Kind == models.MuteWork {
		if _, err := strconv.ParseInt(t.ID, 10, 64); err != nil {
			return f, models.ErrNotFound
		}
	}
	if err = s.db.ReadOne(ctx, &f, `select `+followedColumns+`
		from (select ?::text as kind, ?::text as target) f `+followedNames, string(t.Kind), t.ID); err != nil {
		return f, err
	}
	if f.Number == "" && f.Name.KK == "" && f.Title == "" {
		return f, models.ErrNotFound
	}
	return f, nil
}
