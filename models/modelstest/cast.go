// Package modelstest provides the test data of packages outside models: one village, its people and
// officials, and helpers that create an appeal in a given state.
package modelstest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	insert "jauap/models/modelstest/village"
	"jauap/models/village"
)

// The places of the village.
const (
	Turkistan = village.Turkistan
	Tulkibas  = village.Tulkibas
	Sastobe   = village.Sastobe
	Village   = village.Village
	Arys      = village.Arys
	Karaganda = village.Karaganda
	Shet      = village.Shet
	Aqadyr    = village.Aqadyr
)

// Wednesday is 4 March 2026, 10:00 in Almaty, the current time of a new cast.
var Wednesday = time.Date(2026, time.March, 4, 10, 0, 0, 0, calendar.Zone)

// Cast is the village in a new database, with a fixed clock.
type Cast struct {
	*models.Store
	T        testing.TB
	Ctx      context.Context
	Database *database.DB

	Author, Neighbour, Local, Nobody, Moderator int64
	Akim, District, Oblast, Shet                models.Official
	People                                      int // number of people created
}

// filled is the cast with the ids that its people have in the database of dbtest.Filled.
var filled Cast

// New returns the cast on Wednesday.
func New(t testing.TB) *Cast {
	t.Helper()
	db := dbtest.Filled(t, "cast", func(ctx context.Context, db *database.DB) error {
		s, err := models.Open(ctx, db, models.FixedClock(Wednesday))
		if err != nil {
			return err
		}
		c := Cast{Store: s, T: t, Ctx: ctx, Database: db}
		c.Must(insert.Insert(ctx, c.Exec))
		c.Must(s.EnsureBodies(ctx))
		c.Author, c.Neighbour, c.Nobody = c.Create(village.Aigerim, 1, ""), c.Person(2, ""), c.Person(0, "")
		c.Local = c.Person(3, Village)
		c.Moderator = c.Create(village.Olga, 2, "")
		c.Akim, c.District, c.Oblast, c.Shet = c.Official(Sastobe), c.Official(Tulkibas), c.Official(Turkistan), c.Official(Shet)
		filled = c
		return nil
	})
	s, err := models.Open(t.Context(), db, models.FixedClock(Wednesday))
	if err != nil {
		t.Fatal(err)
	}
	c := filled
	c.Store, c.T, c.Ctx, c.Database = s, t, t.Context(), db
	return &c
}

// Day returns the same cast on another day, at ten in the morning.
func (c *Cast) Day(year int, month time.Month, day int) *Cast {
	return c.When(time.Date(year, month, day, 10, 0, 0, 0, calendar.Zone))
}

// When returns the same cast at another time.
func (c *Cast) When(t time.Time) *Cast {
	moved := *c
	moved.Store = c.At(t)
	return &moved
}

// Must ends the test on an error.
func (c *Cast) Must(err error) {
	c.T.Helper()
	if err != nil {
		c.T.Fatal(err)
	}
}

// Place adds a place to the village.
func (c *Cast) Place(code, parent string, level int, unit, kk, ru, en string) {
	c.T.Helper()
	c.Must(insert.InsertPlace(c.Ctx, c.Exec, village.Place{Code: code, Parent: parent, Level: level, Unit: unit, KK: kk, RU: ru, EN: en}))
}

// Person creates a user with an identity level; home is a KATO code or "".
func (c *Cast) Person(level int, home string) int64 {
	c.T.Helper()
	return c.Create(village.Aigul, level, home)
}

// Create creates a user with the name of a person of the village.
func (c *Cast) Create(p village.Person, level int, home string) int64 {
	c.T.Helper()
	c.People++
	u := models.NewUser{GivenName: p.Given, FamilyName: p.Family, Level: level, HomeCode: home}
	if level >= 2 {
		u.IINHash = fmt.Appendf(nil, "identity %d", c.People)
	}
	id, err := c.CreateUser(c.Ctx, u)
	c.Must(err)
	return id
}

// Official creates the head of the body of a place.
func (c *Cast) Official(place string) models.Official {
	c.T.Helper()
	body, err := c.BodyOf(c.Ctx, place, "")
	c.Must(err)
	return c.appointed(village.OfficialOf(place, "head"), "head", body.ID)
}

// Executor creates an executor of the akim's office.
func (c *Cast) Executor() models.Official {
	c.T.Helper()
	return c.appointed(village.OfficialOf(Sastobe, "executor"), "executor", c.Akim.BodyID)
}

func (c *Cast) appointed(p village.Person, role string, body int64) models.Official {
	c.T.Helper()
	user := c.Create(p, 2, "")
	c.Must(c.GrantRole(c.Ctx, models.NewRole{UserID: user, Role: role, BodyID: &body}))
	return models.Official{UserID: user, BodyID: body}
}

// Country returns a Store with as much data as a whole country, see village.InsertCountry.
func Country(b *testing.B) *models.Store {
	b.Helper()
	s, err := models.Open(b.Context(), dbtest.Open(b), models.FixedClock(Wednesday))
	if err != nil {
		b.Fatal(err)
	}
	if err := insert.InsertCountry(b.Context(), s.Session().Exec); err != nil {
		b.Fatal(err)
	}
	return s
}
