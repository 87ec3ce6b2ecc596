package tally

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Utility is the measure of the value of a supported project for a voter.
type Utility int

// The utilities of Peters, Pierczyński & Skowron (2021), times the points of the ballot.
const (
	CostUtility     Utility = iota // the cost of the project
	ApprovalUtility                // 1 for each project
)

// Round is one purchase of Equal Shares.
type Round struct {
	Project int
	Rate    *big.Rat // what a supporter pays for a unit of utility, or all they have left
}

// Outcome is a result of Equal Shares.
type Outcome struct {
	Share  *big.Rat // what each voter could spend
	Rounds []Round
	Runs   int        // how often the shares were raised, plus 1
	Left   []*big.Rat // by project: what its supporters have left together
}

// Winners returns the projects in the order of their purchase.
func (o *Outcome) Winners() []int {
	winners := make([]int, len(o.Rounds))
	for i, r := range o.Rounds {
		winners[i] = r.Project
	}
	return winners
}

// Paid is the payment of a voter for a project.
type Paid struct {
	Project int
	Money   *big.Rat
}

// Payments returns the payments of the voter of a ballot for the winners that it supports, in the
// order of purchase.
func (o *Outcome) Payments(e *Election, b Ballot, u Utility) (paid []Paid) {
	left := new(big.Rat).Set(o.Share)
	for _, r := range o.Rounds {
		i := slices.IndexFunc(b, func(c Choice) bool { return c.Project == r.Project && c.Points > 0 })
		if i < 0 {
			continue
		}
		money := new(big.Rat).Mul(r.Rate, new(big.Rat).SetInt64(u.of(e, b[i])))
		if money.Cmp(left) > 0 {
			money.Set(left)
		}
		left.Sub(left, money)
		paid = append(paid, Paid{r.Project, money})
	}
	return paid
}

func (u Utility) of(e *Election, c Choice) int64 {
	if u == ApprovalUtility {
		return c.Points
	}
	return c.Points * e.Projects[c.Project].Cost
}

// EqualShares counts by the Method of Equal Shares (Peters, Pierczyński & Skowron, Proportional
// Participatory Budgeting with Additive Utilities, NeurIPS 2021). Each voter gets the same share of
// the budget. Each round buys the project with the lowest rate: the price of a unit of utility at
// which its supporters, who pay that rate or all they have left, cover the cost. Of equal ones it
// buys the one with more support, then the cheaper, then the first by rank.
func EqualShares(e *Election, u Utility) *Outcome {
	c := newShares(e, u)
	return c.count(big.NewInt(e.Budget))
}

// EqualSharesAdd1 completes Equal Shares, which alone may leave much of the budget: it counts again
// with the share of each voter raised by step units of money, until the next count would exceed
// the budget or all supported projects are bought. The raised shares are whole units. Wieliczka
// counted so in 2023, with a step of 1.
func EqualSharesAdd1(e *Election, u Utility, step int64) *Outcome {
	c := newShares(e, u)
	best := c.count(big.NewInt(e.Budget))
	voters := int64(len(e.Ballots))
	if voters == 0 || step <= 0 {
		return best
	}
	for share := e.Budget/voters + step; len(best.Rounds) < c.supported(); share += step {
		next := c.count(new(big.Int).Mul(big.NewInt(share), big.NewInt(voters)))
		next.Runs = best.Runs + 1
		if e.Cost(next.Winners()) > e.Budget {
			break
		}
		best = next
	}
	return best
}

// supported returns the number of projects with support.
func (c *shares) supported() (n int) {
	for _, s := range c.supporters {
		if len(s) > 0 {
			n++
		}
	}
	return n
}

// shares is a count of Equal Shares. Money is a multiple of 1/unit. The voters of a group have
// ballots with the same choices, so they always have the same money.
type shares struct {
	e          *Election
	utility    Utility
	groups     []group
	supporters [][]supporter // by project
	support    []int64
	ranks      []int

	unit  *big.Int
	money []*big.Int // by group
	// lowest is the last known rate of each project. A rate never falls during a count, so that a
	// project whose last rate is far above the best one need not be computed again.
	lowest []float64
	needs  []need // scratch, by project
}

type group struct {
	voters int64
	ballot Ballot
}

type supporter struct {
	group   int
	voters  int64
	utility int64
}

// need is a rate as a fraction: money/(unit*utility).
type need struct {
	money   *big.Int
	utility int64
}

func newShares(e *Election, u Utility) *shares {
	c := &shares{e: e, utility: u, support: e.Support(), ranks: e.ranks(), supporters: make([][]supporter, len(e.Projects))}
	known := map[string]int{}
	for _, b := range e.Ballots {
		key := b.key()
		i, ok := known[key]
		if !ok {
			i = len(c.groups)
			known[key] = i
			c.groups = append(c.groups, group{ballot: b})
		}
		c.groups[i].voters++
	}
	for i, g := range c.groups {
		for _, choice := range g.ballot {
			if choice.Points > 0 {
				c.supporters[choice.Project] = append(c.supporters[choice.Project], supporter{i, g.voters, u.of(e, choice)})
			}
		}
	}
	c.money = make([]*big.Int, len(c.groups))
	for i := range c.money {
		c.money[i] = new(big.Int)
	}
	c.needs = make([]need, len(e.Projects))
	for p := range c.needs {
		c.needs[p].money = new(big.Int)
	}
	return c
}

// key is the same for ballots with the same choices in another order.
func (b Ballot) key() string {
	sorted := slices.Clone(b)
	slices.SortFunc(sorted, func(x, y Choice) int { return cmp.Compare(x.Project, y.Project) })
	var key strings.Builder
	for _, c := range sorted {
		key.WriteString(strconv.Itoa(c.Project) + ":" + strconv.FormatInt(c.Points, 10) + " ")
	}
	return key.String()
}

// count runs the method with a total that the voters share equally.
func (c *shares) count(total *big.Int) *Outcome {
	voters := max(int64(len(c.e.Ballots)), 1)
	o := &Outcome{Share: new(big.Rat).SetFrac(total, big.NewInt(voters)), Runs: 1}
	c.unit = big.NewInt(voters)
	for _, m := range c.money {
		m.Set(total)
	}
	c.lowest = make([]float64, len(c.e.Projects))
	open := make([]int, 0, len(c.e.Projects))
	for p, project := range c.e.Projects {
		switch {
		case len(c.supporters[p]) == 0:
		case project.Cost == 0:
			o.Rounds = append(o.Rounds, Round{p, new(big.Rat)})
		default:
			open = append(open, p)
		}
	}
	for {
		var p int
		if p, open = c.best(open); p < 0 {
			break
		}
		n := c.needs[p]
		o.Rounds = append(o.Rounds, Round{p, new(big.Rat).SetFrac(n.money, new(big.Int).Mul(c.unit, big.NewInt(n.utility)))})
		c.buy(p)
		open = slices.DeleteFunc(open, func(q int) bool { return q == p })
	}
	o.Left = make([]*big.Rat, len(c.e.Projects))
	for p, s := range c.supporters {
		o.Left[p] = new(big.Rat).SetFrac(c.sum(s), c.unit)
	}
	return o
}

// sum returns the money that supporters have left together.
func (c *shares) sum(list []supporter) *big.Int {
	sum, part := new(big.Int), new(big.Int)
	for _, s := range list {
		sum.Add(sum, part.Mul(c.money[s.group], part.SetInt64(s.voters)))
	}
	return sum
}
