package demo

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"jauap/models"
	"jauap/models/village"
)

// resident is a user who gives voices, verdicts and comments.
type resident struct {
	id    int64
	level int
	home  string
	lang  string
}

// names holds the names for invented residents, by language.
type names map[string]struct {
	F, M   []string
	Family [][2]string // form for men, form for women
}

// residentsOf is the number of residents in each of the two districts, without the authors. It is
// larger than the number of voices of any appeal there.
var residentsOf = []struct {
	district string
	n        int
}{{"616000000", 230}, {"356400000", 150}}

func (f *filling) createPeople(ctx context.Context) error {
	f.authors, f.speakers, f.heads, f.hired = map[string]int64{}, map[string]int64{}, map[string]int64{}, map[int64]bool{}
	for _, p := range village.Cast {
		if p == village.Timur {
			continue // created last, see finish
		}
		id, err := f.create(ctx, p)
		if err != nil {
			return err
		}
		switch {
		case p == village.Olga:
			f.moderator = id
		case p == village.Aigerim:
			f.authors["aigerim"] = id
		case p.Body != "":
			f.speakers[p.Body] = id
			if p.Role == "head" {
				f.heads[p.Body] = id
			}
		}
	}
	var err error
	if f.clerk, err = f.create(ctx, village.Person{Given: "Қызметкер", Level: 2, Lang: "kk"}); err != nil {
		return err
	}
	appeals, err := readAppeals()
	if err != nil {
		return err
	}
	for _, a := range appeals {
		if f.authors[a.Author] != 0 {
			continue
		}
		given, family, _ := strings.Cut(a.Author, " ")
		level := 2 + seeded(a.Author).IntN(2)
		if f.authors[a.Author], err = f.create(ctx, village.Person{Given: given, Family: family, Level: level, Home: a.Place, Lang: a.Lang}); err != nil {
			return err
		}
	}
	return f.createResidents(ctx)
}

// create creates the user for a person, with the role if any.
func (f *filling) create(ctx context.Context, p village.Person) (int64, error) {
	user := models.NewUser{GivenName: p.Given, FamilyName: p.Family, Email: p.Email, Level: p.Level, HomeCode: p.Home, Lang: p.Lang, Demo: true}
	if p.Level >= 2 {
		// An arbitrary hash, which marks the identity as checked.
		hash := sha256.Sum256(fmt.Appendf(nil, "demo %d %s %s", f.people.Add(1), p.Given, p.Family))
		user.IINHash = hash[:]
	}
	id, err := f.store.CreateUser(ctx, user)
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", p.Given, p.Family, err)
	}
	if p.Role == "" {
		return id, nil
	}
	role := models.NewRole{UserID: id, Role: p.Role}
	if p.Body != "" {
		body, err := f.body(ctx, p.Body)
		if err != nil {
			return 0, err
		}
		role.BodyID = &body
		if p.Role == "executor" {
			role.Post = models.Names{KK: "Бас маман", RU: "Главный специалист", EN: "Chief specialist"}
		}
	}
	return id, f.longSince().GrantRole(ctx, role)
}

// longSince returns the Store two years ago, so that a role exists before the first action.
func (f *filling) longSince() *models.Store { return f.store.At(f.store.Now().AddDate(-2, 0, 0)) }

// clerkOf returns the user who comments for a body without an official in the cast.
func (f *filling) clerkOf(ctx context.Context, body int64) (int64, error) {
	f.hiring.Lock()
	defer f.hiring.Unlock()
	if f.hired[body] {
		return f.clerk, nil
	}
	f.hired[body] = true
	return f.clerk, f.longSince().GrantRole(ctx, models.NewRole{UserID: f.clerk, Role: "executor", BodyID: &body})
}

func (f *filling) createResidents(ctx context.Context) error {
	lists, err := readNames()
	if err != nil {
		return err
	}
	rnd := seeded("residents")
	var people []village.Person
	for _, d := range residentsOf {
		homes, err := f.homes(ctx, d.district)
		if err != nil {
			return err
		}
		for range d.n {
			people = append(people, randomPerson(rnd, lists, homes))
		}
	}
	f.residents = make([]resident, len(people))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(concurrency)
	for i, p := range people {
		g.Go(func() error {
			id, err := f.create(ctx, p)
			f.residents[i] = resident{id, p.Level, p.Home, p.Lang}
			return err
		})
	}
	return g.Wait()
}

// randomPerson returns a random person who lives in one of the homes.
func randomPerson(rnd *rand.Rand, lists names, homes []string) village.Person {
	p := village.Person{Lang: "kk", Level: []int{1, 2, 2, 3, 3}[rnd.IntN(5)], Home: homes[rnd.IntN(len(homes))]}
	if rnd.IntN(4) == 0 {
		p.Lang = "ru"
	}
	list := lists[p.Lang]
	family := list.Family[rnd.IntN(len(list.Family))]
	if rnd.IntN(2) == 0 {
		p.Given, p.Family = list.F[rnd.IntN(len(list.F))], family[1]
	} else {
		p.Given, p.Family = list.M[rnd.IntN(len(list.M))], family[0]
	}
	return p
}

// homes returns the settlements of a district, once for each appeal, so that more residents live
// where more appeals come from.
func (f *filling) homes(ctx context.Context, district string) ([]string, error) {
	lo, hi := models.PlaceRange(district)
	appeals, err := readAppeals()
	if err != nil {
		return nil, err
	}
	var homes []string
	for _, a := range appeals {
		if a.Place >= lo && a.Place <= hi {
			homes = append(homes, a.Place)
		}
	}
	slices.Sort(homes)
	return homes, nil
}
