package tally

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// best returns the project to buy next, or -1, and the projects that can still be bought.
func (c *shares) best(open []int) (int, []int) {
	slices.SortFunc(open, func(a, b int) int { return cmp.Compare(c.lowest[a], c.lowest[b]) })
	best, limit := -1, math.Inf(1)
	kept := open[:0]
	for i, p := range open {
		// The floating-point rate may be wrong by rounding only; within the margin the exact rates decide.
		if c.lowest[p] > limit*(1+1e-9) {
			kept = append(kept, open[i:]...)
			break
		}
		if !c.rate(p) {
			continue
		}
		kept = append(kept, p)
		c.lowest[p] = c.float(c.needs[p])
		if best < 0 || c.before(p, best) {
			best, limit = p, min(limit, c.lowest[p])
		}
	}
	return best, kept
}

// before reports whether project a is bought before b, by their rates.
func (c *shares) before(a, b int) bool {
	x, y := c.needs[a], c.needs[b]
	left := new(big.Int).Mul(x.money, big.NewInt(y.utility))
	right := new(big.Int).Mul(y.money, big.NewInt(x.utility))
	return cmp.Or(left.Cmp(right), cmp.Compare(c.support[b], c.support[a]),
		cmp.Compare(c.e.Projects[a].Cost, c.e.Projects[b].Cost), cmp.Compare(c.ranks[a], c.ranks[b])) < 0
}

func (c *shares) float(n need) float64 {
	x := new(big.Float).SetPrec(64).SetInt(n.money)
	x.Quo(x, new(big.Float).SetPrec(64).SetInt(c.unit))
	f, _ := x.Float64()
	return f / float64(n.utility)
}

// rate computes the rate of a project into needs, and reports whether its supporters can pay for
// it. It sorts the supporters by what they have for a unit of utility: the poorest pay all they
// have, and the others share the rest by their utility.
func (c *shares) rate(p int) bool {
	list := c.supporters[p]
	x, y := new(big.Int), new(big.Int)
	slices.SortFunc(list, func(a, b supporter) int {
		if a.utility == b.utility {
			return c.money[a.group].Cmp(c.money[b.group])
		}
		return x.Mul(c.money[a.group], y.SetInt64(b.utility)).Cmp(y.Mul(c.money[b.group], big.NewInt(a.utility)))
	})
	n := &c.needs[p]
	n.money.Mul(c.unit, x.SetInt64(c.e.Projects[p].Cost))
	n.utility = 0
	for _, s := range list {
		n.utility += s.voters * s.utility
	}
	for _, s := range list {
		x.Mul(n.money, y.SetInt64(s.utility))
		if x.Cmp(y.Mul(c.money[s.group], y.SetInt64(n.utility))) <= 0 {
			return true
		}
		n.money.Sub(n.money, x.Mul(c.money[s.group], x.SetInt64(s.voters)))
		n.utility -= s.voters * s.utility
	}
	return false
}

// buy takes the payments for a project from its supporters.
func (c *shares) buy(p int) {
	list, n := c.supporters[p], c.needs[p]
	common := n.utility // divides all utilities and n.utility
	for _, s := range list {
		common = gcd(common, s.utility)
	}
	parts := n.utility / common
	reduced, rest := new(big.Int), new(big.Int)
	rest.Mod(n.money, big.NewInt(parts))
	shared := gcd(parts, rest.Int64())
	parts /= shared
	reduced.Quo(n.money, big.NewInt(shared))
	// a supporter pays reduced/parts for each utility/common: multiply all money by parts, so that
	// this is whole
	if parts > 1 {
		times := big.NewInt(parts)
		c.unit.Mul(c.unit, times)
		for _, m := range c.money {
			m.Mul(m, times)
		}
	}
	pays := new(big.Int)
	for _, s := range list {
		m := c.money[s.group]
		if pays.Mul(reduced, big.NewInt(s.utility/common)); pays.Cmp(m) > 0 {
			pays.Set(m)
		}
		m.Sub(m, pays)
	}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
