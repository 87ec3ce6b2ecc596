package tally

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// plainShares counts Equal Shares step by step with a fraction per voter, without groups, bounds or
// a common denominator.
func plainShares(e *Election, u Utility, share *big.Rat) (winners []int) {
	money := make([]*big.Rat, len(e.Ballots))
	for i := range money {
		money[i] = new(big.Rat).Set(share)
	}
	support, ranks := e.Support(), e.ranks()
	for {
		best, bestRate := -1, new(big.Rat)
		for p := range e.Projects {
			if slices.Contains(winners, p) {
				continue
			}
			rate := plainRate(e, u, p, money)
			if rate == nil {
				continue
			}
			better := best < 0
			if !better {
				switch c := rate.Cmp(bestRate); {
				case c != 0:
					better = c < 0
				case support[p] != support[best]:
					better = support[p] > support[best]
				case e.Projects[p].Cost != e.Projects[best].Cost:
					better = e.Projects[p].Cost < e.Projects[best].Cost
				default:
					better = ranks[p] < ranks[best]
				}
			}
			if better {
				best, bestRate = p, rate
			}
		}
		if best < 0 {
			return winners
		}
		winners = append(winners, best)
		for i, b := range e.Ballots {
			for _, c := range b {
				if c.Project == best {
					pays := new(big.Rat).Mul(bestRate, new(big.Rat).SetInt64(u.of(e, c)))
					if pays.Cmp(money[i]) > 0 {
						pays.Set(money[i])
					}
					money[i].Sub(money[i], pays)
				}
			}
		}
	}
}

// plainRate tries the rate at which each supporter would just pay all they have, and returns the
// rate that covers the cost; nil if all together cannot.
func plainRate(e *Election, u Utility, p int, money []*big.Rat) *big.Rat {
	type supporter struct{ money, utility, limit *big.Rat }
	var list []supporter
	for i, b := range e.Ballots {
		for _, c := range b {
			if c.Project == p && u.of(e, c) > 0 {
				utility := new(big.Rat).SetInt64(u.of(e, c))
				list = append(list, supporter{money[i], utility, new(big.Rat).Quo(money[i], utility)})
			}
		}
	}
	slices.SortFunc(list, func(a, b supporter) int { return a.limit.Cmp(b.limit) })
	left, utility := new(big.Rat).SetInt64(e.Projects[p].Cost), new(big.Rat)
	for _, s := range list {
		utility.Add(utility, s.utility)
	}
	for _, s := range list {
		if rate := new(big.Rat).Quo(left, utility); rate.Cmp(s.limit) <= 0 {
			return rate
		}
		left.Sub(left, s.money)
		utility.Sub(utility, s.utility)
	}
	return nil
}

func share(e *Election) *big.Rat { return big.NewRat(e.Budget, int64(max(len(e.Ballots), 1))) }

// small returns a random election in which equal rates are frequent.
func small(random *rand.Rand) *Election {
	e := &Election{Unit: 1, Budget: int64(4 + random.IntN(30))}
	for range 2 + random.IntN(6) {
		e.Projects = append(e.Projects, Project{ID: fmt.Sprint(len(e.Projects)), Cost: int64(1 + random.IntN(10))})
	}
	most := 1 + int64(random.IntN(3))
	for range 1 + random.IntN(8) {
		var b Ballot
		for p := range e.Projects {
			if random.IntN(2) == 0 {
				b = append(b, Choice{p, 1 + random.Int64N(most)})
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

func TestEqualSharesMatchesPlainCount(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 3000 {
		e := small(random)
		e.Ties = random.Perm(len(e.Projects))
		for _, u := range []Utility{CostUtility, ApprovalUtility} {
			if got, want := EqualShares(e, u).Winners(), plainShares(e, u, share(e)); !slices.Equal(got, want) {
				t.Fatalf("election %d, utility %d: %v, want %v: %+v", i, u, got, want, e)
			}
		}
	}
	for _, name := range []string{"poland_gdynia_2020_chwarzno-wiczlino-large.pb", "poland_gdynia_2020_dabrowa-small.pb",
		"france_toulouse_2019_.pb", "poland_wieliczka_2023.pb"} {
		e := read(t, name)
		for _, u := range []Utility{CostUtility, ApprovalUtility} {
			if got, want := EqualShares(e, u).Winners(), plainShares(e, u, share(e)); !slices.Equal(got, want) {
				t.Errorf("%s, utility %d: %v, want %v", name, u, got, want)
			}
		}
	}
}

// TestNobodyPaysMoreThanTheShare: the payments of a project add up to its cost, those of a voter to
// no more than the share, and the winners cost no more than the budget.
func TestNobodyPaysMoreThanTheShare(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		e := small(random)
		for _, u := range []Utility{CostUtility, ApprovalUtility} {
			o := EqualSharesAdd1(e, u, 1)
			if e.Cost(o.Winners()) > e.Budget {
				t.Fatalf("winners cost %d of %d", e.Cost(o.Winners()), e.Budget)
			}
			paid := make([]*big.Rat, len(e.Projects))
			for p := range paid {
				paid[p] = new(big.Rat)
			}
			for _, b := range e.Ballots {
				sum := new(big.Rat)
				for _, x := range o.Payments(e, b, u) {
					sum.Add(sum, x.Money)
					paid[x.Project].Add(paid[x.Project], x.Money)
				}
				if sum.Cmp(o.Share) > 0 {
					t.Fatalf("a voter pays %s of %s", sum, o.Share)
				}
			}
			for _, p := range o.Winners() {
				if paid[p].Cmp(new(big.Rat).SetInt64(e.Projects[p].Cost)) != 0 {
					t.Fatalf("project %d costs %d, paid %s", p, e.Projects[p].Cost, paid[p])
				}
			}
		}
	}
}

// TestRepresentation checks extended justified representation by trying all groups: voters who all
// support some projects and whose shares together pay for them have a member who supports as many
// winners.
func TestRepresentation(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		e := small(random)
		for _, b := range e.Ballots {
			for i := range b {
				b[i].Points = 1
			}
		}
		won := EqualShares(e, ApprovalUtility).Winners()
		for set := 1; set < 1<<len(e.Projects); set++ {
			var cost int64
			size := 0
			for p, project := range e.Projects {
				if set&(1<<p) != 0 {
					cost, size = cost+project.Cost, size+1
				}
			}
			voters := 0
			for _, b := range e.Ballots {
				supported, winners := 0, 0
				for _, c := range b {
					if set&(1<<c.Project) != 0 {
						supported++
					}
					if slices.Contains(won, c.Project) {
						winners++
					}
				}
				if supported == size && winners < size { // only a group without a satisfied member can object
					voters++
				}
			}
			if int64(voters)*e.Budget >= cost*int64(len(e.Ballots)) && voters > 0 {
				t.Fatalf("%d voters could pay for %b and have fewer winners: %v of %+v", voters, set, won, e)
			}
		}
	}
}

func TestLeftOfSupporters(t *testing.T) {
	e := &Election{Unit: 1, Budget: 10, Projects: []Project{{ID: "a", Cost: 6}, {ID: "b", Cost: 5}}, Ballots: []Ballot{{{0, 1}}, {{0, 1}, {1, 1}}}}
	o := EqualShares(e, CostUtility)
	if !slices.Equal(o.Winners(), []int{0}) || o.Left[1].Cmp(big.NewRat(2, 1)) != 0 {
		t.Errorf("winners %v, the supporters of b have %s left of 5", o.Winners(), o.Left[1])
	}
}

func BenchmarkWieliczka(b *testing.B) {
	e := read(b, "poland_wieliczka_2023.pb")
	for b.Loop() {
		EqualSharesAdd1(e, CostUtility, e.Unit)
	}
}
