package vote

import (
	"fmt"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database/dbtest"
	"jauap/models/modelstest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// villageCast is the shared cast together with the Store of this package.
type villageCast struct {
	*modelstest.Cast
	*Store
	voters *int // created, also by the same cast at another time
}

func newCast(t testing.TB) *villageCast {
	t.Helper()
	c := modelstest.New(t)
	return &villageCast{c, New(c.Store), new(int)}
}

// when returns the same cast at another time.
func (c *villageCast) when(t time.Time) *villageCast {
	moved := c.Cast.When(t)
	return &villageCast{moved, New(moved.Store), c.voters}
}

// voter creates a resident with a checked address in the village.
func (c *villageCast) voter() int64 {
	c.T.Helper()
	*c.voters++
	id, err := c.CreateUser(c.Ctx, models.NewUser{GivenName: "Айгүл", Level: 3, HomeCode: modelstest.Village, IINHash: fmt.Appendf(nil, "voter %d", *c.voters)})
	c.Must(err)
	return id
}

var (
	opens  = time.Date(2026, time.March, 10, 9, 0, 0, 0, calendar.Zone)
	during = opens.Add(90 * time.Minute)
	closes = time.Date(2026, time.March, 20, 18, 0, 0, 0, calendar.Zone)
	after  = closes.Add(time.Hour)
)

// question is a vote of the village among three options.
func question(kind Kind) NewVote {
	in := NewVote{Place: modelstest.Village, Kind: kind, Who: Address, Lang: "kk", Title: "Саябақта не саламыз?", Text: "Қаржы бар, таңдау тұрғындарда.",
		Binding: true, Promise: "Көп дауыс алғанын жазда саламыз.", OpensAt: opens, ClosesAt: closes, AnswerDue: modelstest.Day(2026, 4, 1),
		SeedName: "Ұлттық банктің 23 наурыздағы АҚШ доллары бағамы", Options: []Option{{Title: "Ойын алаңы"}, {Title: "Жарық"}, {Title: "Орындықтар"}}}
	if kind == Budget {
		in.Budget = 900
		in.Options[0].Cost, in.Options[1].Cost, in.Options[2].Cost = 600, 300, 500
	}
	return in
}

// announced announces a question and returns its id.
func (c *villageCast) announced(kind Kind) int64 {
	c.T.Helper()
	id, err := c.Announce(c.Ctx, c.Akim, question(kind))
	c.Must(err)
	return id
}

// casts lets a new resident of the village vote.
func (c *villageCast) casts(id int64, choices ...int) (code string) {
	c.T.Helper()
	code, err := c.Store.Cast(c.Ctx, id, c.voter(), choices)
	c.Must(err)
	return code
}
